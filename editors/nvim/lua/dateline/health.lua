-- `:checkhealth dateline`: whether everything is there that Dateline needs, and what to do where it is not.
local M = {}

function M.check()
  local health = vim.health
  health.start("dateline")
  if vim.fn.has("nvim-0.11") == 0 then
    return health.error("Neovim is older than 0.11", "use the lines for older versions in docs/editors.md")
  end
  health.ok("Neovim " .. tostring(vim.version()))

  local binary = require("dateline.server").binary()
  if vim.fn.executable(binary) == 0 then
    return health.error(binary .. " is not an executable file", {
      "cargo install --path . at the top of the repository puts it on the PATH",
      "or name it: vim.g.dateline_command = { \"/path/to/dateline\", \"lsp\" } before this folder is added to the runtime path",
    })
  end
  local version = vim.system({ binary, "--version" }, { text = true }):wait()
  if version.code == 0 then
    health.ok(("%s at %s"):format(vim.trim(version.stdout), vim.fn.exepath(binary)))
  else
    health.error(("%s --version ended with %d"):format(binary, version.code), vim.trim(version.stderr))
  end

  if not vim.lsp.is_enabled("dateline") then health.warn("the server is not enabled", "vim.lsp.enable(\"dateline\")") end
  local clients = vim.lsp.get_clients({ name = "dateline" })
  if #clients == 0 then health.info("no server is running; open a .txt or .md file and look again") end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_keys(client.attached_buffers)
    health.ok(("a server reads %d buffer%s; corpus: %s"):format(#buffers, #buffers == 1 and "" or "s", client.root_dir or "open files only"))
  end
end

return M
