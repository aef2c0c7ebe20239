-- Found by name through the runtime path; see :help vim.lsp.config. Neovim 0.11 or newer.
-- vim.g.dateline_command, a list, replaces the command: a binary that is not on the PATH, or more logging.
return {
  cmd = vim.g.dateline_command or { "dateline", "lsp" },
  filetypes = { "text", "markdown" },
  root_markers = { "dateline.toml", ".git" },
  workspace_required = false,
}
