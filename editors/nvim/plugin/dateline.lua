-- Adding this folder to the runtime path is all the set-up there is.
if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("dateline: this folder needs Neovim 0.11 or newer", vim.log.levels.WARN)
  return
end

vim.lsp.enable("dateline")
