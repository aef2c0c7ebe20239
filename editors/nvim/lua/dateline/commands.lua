-- What `:Dateline` does: every action of the server that an editor has no key of its own for.
local facts = require("dateline.facts")
local server = require("dateline.server")

local M = {}

-- Shows Markdown in a window of its own, which `q` closes.
local function page(title, text)
  vim.cmd.new()
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = "nofile", "wipe", false
  vim.api.nvim_buf_set_name(buffer, "dateline://" .. title)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(text), "\n"))
  vim.bo[buffer].filetype, vim.bo[buffer].modifiable = "markdown", false
  vim.keymap.set("n", "q", vim.cmd.close, { buffer = buffer, desc = "Close" })
end

-- The findings at the cursor.
local function findings()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return vim.tbl_filter(function(diagnostic)
    local ends = diagnostic.end_lnum > row - 1 or diagnostic.end_col > column
    return diagnostic.source == "dateline" and (diagnostic.col <= column or diagnostic.lnum < row - 1) and ends
  end, vim.diagnostic.get(0, { lnum = row - 1 }))
end

local verbs = {}

verbs.facts = function(filter) facts.open(filter) end
verbs.tick = function(...)
  local note = table.concat({ ... }, " ")
  if note == "" then facts.toggle() else facts.note(note) end
end
verbs.note = function() facts.note() end
verbs.source = function() facts.source() end
verbs.export = function(path)
  if not path then return server.complain(":Dateline export FILE, which ends in md, csv, json or txt") end
  facts.export(path)
end

verbs.published = function(date)
  if not date then return server.complain(":Dateline published 1997-01-29, or a month or year") end
  server.command(vim.api.nvim_get_current_buf(), "dateline.setPublished", { published = date })
end

-- Lets the findings at the cursor stand: the server's own actions, the first of each finding that accepts it.
verbs.accept = function()
  if #findings() == 0 then return server.complain("there is no finding at the cursor") end
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action) return type(action.command) == "table" and action.command.command == "dateline.accept" end,
  })
end

verbs.reindex = function() server.command(vim.api.nvim_get_current_buf(), "dateline.reindex", {}) end

verbs.explain = function(rule)
  local found = findings()[1]
  rule = rule or (found and found.code)
  if not rule then return server.complain(":Dateline explain RULE; there is no finding at the cursor") end
  server.run({ "explain", rule }, nil, function(text) page(rule, text) end)
end

verbs.init = function()
  local name = vim.api.nvim_buf_get_name(0)
  local folder = name == "" and vim.fn.getcwd() or vim.fs.dirname(name)
  local file = vim.fs.joinpath(folder, "dateline.toml")
  if vim.uv.fs_stat(file) then return vim.cmd.edit(vim.fn.fnameescape(file)) end
  server.run({ "init", folder }, nil, function() vim.cmd.edit(vim.fn.fnameescape(file)) end)
end

verbs.restart = function()
  vim.lsp.enable("dateline", false)
  vim.schedule(function() vim.lsp.enable("dateline", true) end)
end

verbs.log = function() vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename())) end

--- Runs `:Dateline VERB …`.
---@param words string[]
function M.run(words)
  local verb = words[1] or "facts"
  local run = verbs[verb]
  if not run then return server.complain(("there is no :Dateline %s; known are %s"):format(verb, table.concat(M.verbs(), ", "))) end
  run(unpack(words, 2))
end

--- The verbs, in order.
---@return string[]
function M.verbs()
  local names = vim.tbl_keys(verbs)
  table.sort(names)
  return names
end

--- What can be written next.
---@param begun string
---@param line string
---@return string[]
function M.complete(begun, line)
  local words = vim.split(line, "%s+", { trimempty = true })
  local verb = words[2]
  local choice = M.verbs()
  if verb and (#words > 2 or begun == "") and verbs[verb] then
    if verb == "facts" then choice = vim.fn.sort(vim.tbl_keys(facts.filters))
    elseif verb == "explain" then
      local listed = vim.system({ server.binary(), "rules", "--format", "json" }, { text = true }):wait()
      choice = listed.code == 0 and vim.tbl_map(function(rule) return rule.name end, vim.json.decode(listed.stdout)) or {}
    elseif verb == "export" then return vim.fn.getcompletion(begun, "file")
    else return {} end
  end
  return vim.tbl_filter(function(word) return vim.startswith(word, begun) end, choice)
end

return M
