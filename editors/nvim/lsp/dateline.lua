-- Found by name through the runtime path; see :help vim.lsp.config. Neovim 0.11 or newer.
-- vim.g.dateline_command, a list, replaces the command: a binary that is not on the PATH, or more logging.

-- The corpus is the folder of the nearest dateline.toml upwards, else the repository, else the folder of the article, as for `dateline check`;
-- but nobody wants a home folder read because of one note in it.
local function corpus(buffer, start)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == "" or path:find("^%a[%w+.-]+://") then return start(nil) end
  local folder = vim.fs.root(buffer, "dateline.toml") or vim.fs.root(buffer, ".git") or vim.fs.dirname(vim.fs.abspath(path))
  local alone = folder == vim.fs.normalize("~") or folder == vim.fs.dirname(folder)
  start(not alone and folder or nil)
end

return {
  cmd = vim.g.dateline_command or { "dateline", "lsp" },
  filetypes = { "text", "markdown", "html" },
  root_dir = corpus,
  workspace_required = false,
}
