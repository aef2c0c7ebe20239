-- Run by neovim.sh inside Neovim: the table of actions that Visual Studio Code does, too (actions.json), then what only Neovim has. Every
-- failure ends it with a code other than 0.
local function say(...) io.stdout:write(table.concat({ ... }), "\n") end

local function fail(why)
  io.stderr:write("FAILED: " .. why .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then fail("waited in vain for " .. what) end
end

local function expect(what, got, wanted)
  if not vim.deep_equal(got, wanted) then fail(("%s: got %s, wanted %s"):format(what, vim.inspect(got), vim.inspect(wanted))) end
end

-- Mistakes that are told end the run.
vim.notify = function(message, level)
  if level == vim.log.levels.ERROR then fail("told: " .. message) end
end

-- The server is idle when every progress that it began has ended.
local begun, ended = 0, 0
vim.api.nvim_create_autocmd("LspProgress", {
  callback = function(event)
    local kind = event.data.params.value.kind
    if kind == "begin" then begun = begun + 1 end
    if kind == "end" then ended = ended + 1 end
  end,
})

local table_file = assert(io.open(vim.env.ACTIONS))
local script = vim.json.decode(table_file:read("a"))
table_file:close()

local started = vim.uv.hrtime()
vim.cmd.edit(vim.fn.fnameescape(script.article))
local buffer = vim.api.nvim_get_current_buf()
local article = vim.api.nvim_get_current_win()
wait("the client", function() return #vim.lsp.get_clients({ bufnr = buffer, name = "dateline" }) == 1 end)
local client = vim.lsp.get_clients({ bufnr = buffer, name = "dateline" })[1]
expect("the corpus is the folder of the article", client.root_dir, vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)))
wait("the first finding", function() return #vim.diagnostic.get(buffer) > 0 end)
say(("first finding %.1f s after the file was opened"):format((vim.uv.hrtime() - started) / 1e9))
wait("the end of indexing", function() return begun > 0 and begun == ended end)

local LEVELS = { "error", "warning", "information", "hint" }

-- Findings: how grave, the rule, the words that are underlined.
local function findings()
  local list = vim.diagnostic.get(buffer)
  table.sort(list, function(one, other) return one.lnum < other.lnum or (one.lnum == other.lnum and one.col < other.col) end)
  return vim.tbl_map(function(found)
    local words = vim.api.nvim_buf_get_text(buffer, found.lnum, found.col, found.end_lnum, found.end_col, {})
    return ("%s %s: %s"):format(LEVELS[found.severity], found.code, table.concat(words, "\n"))
  end, list)
end

-- Puts the cursor on the first place where the words stand, and gives its line and byte column, from 0.
local function point(words)
  vim.api.nvim_set_current_win(article)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(article, { number, column - 1 })
      return number - 1, column - 1
    end
  end
  fail(words .. " is not in the text")
end

-- Lines and columns from 1, in characters, as the table has them.
local function place(uri, position)
  local path = vim.uri_to_fname(uri)
  local line = vim.fn.bufloaded(path) == 1 and vim.fn.getbufline(path, position.line + 1)[1] or vim.fn.readfile(path, "", position.line + 1)[position.line + 1]
  -- Neovim takes a byte order mark away, readfile() does not.
  if position.line == 0 then line = line:gsub("^\239\187\191", "") end
  local byte = vim.str_byteindex(line, client.offset_encoding, position.character, false)
  return ("%s:%d:%d"):format(vim.fs.basename(path), position.line + 1, vim.fn.strchars(line:sub(1, byte)) + 1)
end

local function request(method, parameters)
  local answer, problem = client:request_sync(method, parameters, 60000, buffer)
  if not answer or answer.err then fail(method .. ": " .. (problem or vim.inspect(answer.err))) end
  return answer.result ~= vim.NIL and answer.result or nil
end

local function position_of(words)
  point(words)
  return vim.lsp.util.make_position_params(article, client.offset_encoding)
end

local function sorted(list)
  table.sort(list)
  return list
end

local function actions_at(words)
  local parameters = position_of(words)
  parameters.range = { start = parameters.position, ["end"] = parameters.position }
  parameters.position = nil
  parameters.context = { diagnostics = {}, only = { "quickfix" } }
  return request("textDocument/codeAction", parameters) or {}
end

local function command(name, argument)
  argument.uri = vim.uri_from_bufnr(buffer)
  return request("workspace/executeCommand", { command = name, arguments = { argument } })
end

local function facts() return command("dateline.facts", {}).facts end

local function fact_of(text)
  for _, fact in ipairs(facts()) do
    if fact.text == text then return fact end
  end
  fail(text .. " is no fact")
end

local act = {}

act.findings = function(step)
  wait("findings", function() return vim.deep_equal(findings(), step.expect) end)
  return findings()
end

-- The floating window, as one reads it.
act.hover = function(step)
  point(step.at)
  vim.lsp.buf.hover()
  local card
  wait("a hover card", function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        card = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return vim.tbl_filter(function(line) return line ~= "" end, vim.tbl_map(vim.trim, card))
end

act.definition = function(step)
  local found = request("textDocument/definition", position_of(step.at)) or {}
  if found.uri or found.targetUri then found = { found } end
  return vim.tbl_map(function(link) return place(link.targetUri or link.uri, (link.targetSelectionRange or link.range).start) end, found)
end

-- Through `grr`, whose list is the quickfix list.
act.references = function(step)
  point(step.at)
  local items
  vim.lsp.buf.references({ includeDeclaration = true }, { on_list = function(list) items = list.items end })
  wait("references", function() return items end)
  return sorted(vim.tbl_map(function(item) return place(vim.uri_from_fname(item.filename), item.user_data.range.start) end, items))
end

act.highlights = function(step)
  local found = request("textDocument/documentHighlight", position_of(step.at)) or {}
  return sorted(vim.tbl_map(function(one) return place(vim.uri_from_bufnr(buffer), one.range.start) end, found))
end

act.outline = function()
  local lines = {}
  local function walk(symbols, depth)
    for _, symbol in ipairs(symbols) do
      table.insert(lines, ("%s%s (%s)"):format(("  "):rep(depth), symbol.name, symbol.detail or ""))
      walk(symbol.children or {}, depth + 1)
    end
  end
  walk(request("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params(buffer) }) or {}, 0)
  return lines
end

act.search = function(step)
  local found = request("workspace/symbol", { query = step.query }) or {}
  return sorted(vim.tbl_map(function(one) return ("%s %s"):format(one.name, place(one.location.uri, one.location.range.start)) end, found))
end

act.actions = function(step)
  return vim.tbl_map(function(action) return action.title end, actions_at(step.at))
end

-- Applied as with `gra`.
act.fix = function(step)
  local line = point(step.at)
  local before = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
  wait("the fix", function() return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] ~= before end)
  return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)
end

act.completion = function(step)
  local row, column = point(step.after)
  column = column + #step.after
  vim.api.nvim_buf_set_text(buffer, row, column, row, column, { step.type })
  local parameters = vim.lsp.util.make_position_params(article, client.offset_encoding)
  parameters.position.character = vim.str_utfindex(vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1], client.offset_encoding, column + #step.type, false)
  local list = request("textDocument/completion", parameters) or {}
  vim.api.nvim_buf_set_text(buffer, row, column, row, column + #step.type, {})
  return sorted(vim.tbl_map(function(item) return ("%s (%s)"):format(item.label, item.detail) end, list.items or list))
end

act.rename = function(step)
  local parameters = position_of(step.at)
  parameters.newName = step.to
  local edit, edits = request("textDocument/rename", parameters) or {}, {}
  -- Other articles are changed only by an editor that asks first, and not every editor can.
  local function take(uri, changes)
    if uri ~= vim.uri_from_bufnr(buffer) then return end
    for _, change in ipairs(changes) do table.insert(edits, ("%s %s"):format(place(uri, change.range.start), change.newText)) end
  end
  for _, change in ipairs(edit.documentChanges or {}) do take(change.textDocument.uri, change.edits) end
  for uri, changes in pairs(edit.changes or {}) do take(uri, changes) end
  return sorted(edits)
end

act.facts = function()
  return vim.tbl_map(function(fact)
    return ("%d:%d %s %s %d: %s"):format(fact.start.line, fact.start.column, fact.kind, fact.status, fact.agreeing, (fact.text:gsub("%s+", " ")))
  end, facts())
end

act.tick = function(step)
  command("dateline.tick", { statement = fact_of(step.text).statement, note = step.note, by = "ab" })
  local ticked = {}
  for _, fact in ipairs(facts()) do
    if fact.checked then table.insert(ticked, ("%s: %s, %s"):format(fact.text, fact.checked.by, fact.checked.note)) end
  end
  return ticked
end

act.untick = function(step)
  command("dateline.untick", { statement = fact_of(step.text).statement })
  local ticked = {}
  for _, fact in ipairs(facts()) do
    if fact.checked then table.insert(ticked, fact.text) end
  end
  return ticked
end

-- Writes the table with the answers that were given. Findings are waited for, so those are never written anew.
local function update()
  local json = function(value) return (vim.json.encode(value):gsub("\\/", "/")) end
  local steps = {}
  for _, step in ipairs(script.steps) do
    local head = { '"do": ' .. json(step["do"]) }
    for _, key in ipairs({ "at", "query", "after", "type", "to", "text", "note" }) do
      if step[key] then table.insert(head, ('"%s": %s'):format(key, json(step[key]))) end
    end
    local lines = table.concat(vim.tbl_map(function(line) return "      " .. json(line) end, step.expect), ",\n")
    local expected = #step.expect == 0 and "[]" or ("[\n%s\n    ]"):format(lines)
    table.insert(steps, ("    { %s, \"expect\": %s }"):format(table.concat(head, ", "), expected))
  end
  local file = assert(io.open(vim.env.ACTIONS, "w"))
  file:write(('{\n  "article": %s,\n  "steps": [\n%s\n  ]\n}\n'):format(json(script.article), table.concat(steps, ",\n")))
  file:close()
end

local answers = 0
for _, step in ipairs(script.steps) do
  local what = vim.trim(("%s %s"):format(step["do"], step.at or step.query or step.text or step.after or ""))
  local got = act[step["do"]](step)
  if vim.env.UPDATE_EXPECT then step.expect = got else expect(what, got, step.expect) end
  answers = answers + 1
end
if vim.env.UPDATE_EXPECT then update() end
say(("%d answers as in Visual Studio Code"):format(answers))

dofile(vim.env.MORE)({ buffer = buffer, article = article, client = client, wait = wait, expect = expect, point = point, findings = findings, say = say, fail = fail })

client:stop()
wait("the server to end", function() return client:is_stopped() end)
vim.cmd("qall!")
