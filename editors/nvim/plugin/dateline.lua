-- Adding this folder to the runtime path is all the set-up there is.
if vim.fn.has("nvim-0.11") == 0 then
  vim.notify("dateline: this folder needs Neovim 0.11 or newer", vim.log.levels.WARN)
  return
end

vim.lsp.enable("dateline")

local function servers(action)
  for _, client in ipairs(vim.lsp.get_clients({ name = "dateline" })) do action(client) end
end

-- Neovim does not watch files everywhere, so the server is told of the settings and sidecars that are written here.
vim.api.nvim_create_autocmd("BufWritePost", {
  group = vim.api.nvim_create_augroup("dateline", {}),
  pattern = { "dateline.toml", "*.dateline.toml" },
  callback = function(event)
    local change = { uri = vim.uri_from_fname(event.match), type = vim.lsp.protocol.FileChangeType.Changed }
    servers(function(client) client:notify("workspace/didChangeWatchedFiles", { changes = { change } }) end)
  end,
})

vim.api.nvim_create_user_command("DatelineReindex", function()
  servers(function(client) client:exec_cmd({ title = "Reindex", command = "dateline.reindex" }) end)
end, { desc = "Dateline: read the settings and all articles anew" })
