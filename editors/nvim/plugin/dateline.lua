-- Adding this folder to the runtime path is all the set-up there is.
if vim.g.loaded_dateline then return end
vim.g.loaded_dateline = true

if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("dateline: this folder needs Neovim 0.11 or newer; docs/editors.md has a few lines for older ones", vim.log.levels.WARN)
  return
end

vim.lsp.enable("dateline")

vim.api.nvim_create_user_command("Dateline", function(call) require("dateline.commands").run(call.fargs) end, {
  nargs = "*",
  complete = function(begun, line) return require("dateline.commands").complete(begun, line) end,
  desc = "Dateline: fact list, ticks, the article's date, rules",
})

-- The keys of the fact list, where a location list is one.
vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("dateline", {}),
  pattern = "qf",
  callback = function() require("dateline.facts").map_keys() end,
})
