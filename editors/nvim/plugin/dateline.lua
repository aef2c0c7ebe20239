-- Adding this folder to the runtime path is all the set-up there is.
if vim.fn.has("nvim-0.11") == 1 then
  vim.lsp.enable("dateline")
else
  vim.notify("dateline: this folder needs Neovim 0.11 or newer", vim.log.levels.WARN)
end
