-- Talking to the language server of a buffer, and running its binary as on the command line.
local M = {}

--- Tells the user of a mistake.
---@param message string
function M.complain(message) vim.notify("dateline: " .. message, vim.log.levels.ERROR) end

--- The client of a buffer; tells why if there is none.
---@param buffer integer
---@return vim.lsp.Client?
function M.client(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = "dateline" })[1]
  if not client then M.complain("no server reads this buffer; :checkhealth dateline tells more") end
  return client
end

--- Has the server do one of its commands; `done` gets the answer, mistakes are told.
---@param buffer integer
---@param command string such as "dateline.facts"
---@param argument table
---@param done fun(answer: any)?
function M.command(buffer, command, argument, done)
  local client = M.client(buffer)
  if not client then return end
  argument.uri = argument.uri or vim.uri_from_bufnr(buffer)
  client:request("workspace/executeCommand", { command = command, arguments = { argument } }, function(error, answer)
    if error then return M.complain(error.message) end
    if done then done(answer) end
  end, buffer)
end

--- The binary: the first word of the command of the language server.
---@return string
function M.binary()
  local command = vim.lsp.config.dateline and vim.lsp.config.dateline.cmd
  return type(command) == "table" and command[1] or "dateline"
end

--- Runs the binary and gives what it prints; mistakes are told. An exit code of 1 is an answer, too: there are findings.
---@param arguments string[]
---@param folder string?
---@param done fun(output: string)
function M.run(arguments, folder, done)
  local words = vim.list_extend({ M.binary() }, arguments)
  local started, problem = pcall(vim.system, words, { text = true, cwd = folder }, vim.schedule_wrap(function(ended)
    if ended.code > 1 then return M.complain(vim.trim(ended.stderr)) end
    done(ended.stdout)
  end))
  if not started then M.complain(("%s cannot be started: %s"):format(words[1], problem)) end
end

--- Columns of the protocol as bytes of a line, from 0.
---@param buffer integer
---@param position lsp.Position
---@param encoding string
---@return integer
function M.byte(buffer, position, encoding)
  local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ""
  return vim.str_byteindex(line, encoding, position.character, false)
end

return M
