-- The fact list of an article in the location list: one line for each statement that can be checked, with keys to tick it, to go through its
-- sources and to filter. What is ticked lies in the sidecar beside the article; the server writes it.
local server = require("dateline.server")

local M = {}

---@class dateline.Fact
---@field statement string names the statement in a tick
---@field kind string
---@field range lsp.Range
---@field start { line: integer, column: integer }
---@field text string
---@field status string
---@field sources { uri: string?, range: lsp.Range?, text: string, published: string? }[] without a URI it is the gazetteer
---@field agreeing integer
---@field conflicts { rule: string, level: string, message: string }[]
---@field checked { by: string?, at: string?, note: string?, source: string? }?

---@class dateline.List what is known of the list of one article
---@field facts dateline.Fact[]
---@field filter string
---@field shown integer[] which facts stand in the list, in its order
---@field source { statement: string, index: integer }? which source was shown last

---@type table<integer, dateline.List> by buffer
local lists = {}

-- JSON's null is a value of its own.
local function known(value) return value ~= nil and value ~= vim.NIL and value ~= "" end

-- Whether something at `warning` or above speaks against a statement.
local function grave(fact)
  for _, conflict in ipairs(fact.conflicts) do
    if conflict.level == "error" or conflict.level == "warning" then return true end
  end
  return false
end

M.filters = {
  all = function() return true end,
  open = function(fact) return not known(fact.checked) end,
  conflicts = grave,
  alone = function(fact) return fact.agreeing == 0 and not grave(fact) end,
  ticked = function(fact) return known(fact.checked) end,
}

local function signature(tick)
  local words = { "ticked" }
  for _, part in ipairs({ "by", "at", "note", "source" }) do
    if known(tick[part]) then table.insert(words, tick[part]) end
  end
  return table.concat(words, " ")
end

--- How a statement stands, in words.
---@param fact dateline.Fact
---@return string
function M.standing(fact)
  local told = {}
  if known(fact.checked) then table.insert(told, signature(fact.checked)) end
  for _, conflict in ipairs(fact.conflicts) do table.insert(told, conflict.message) end
  if fact.status == "accepted" then table.insert(told, "accepted") end
  if fact.agreeing > 0 then table.insert(told, fact.agreeing == 1 and "agrees with one source" or ("agrees with %d sources"):format(fact.agreeing)) end
  return #told == 0 and "seen nowhere else" or table.concat(told, " · ")
end

local function line(fact)
  local words = fact.text:gsub("%s+", " ")
  return ("[%s] %s · %s · %s"):format(known(fact.checked) and "x" or " ", fact.kind, words, M.standing(fact))
end

-- The window whose location list is shown in the current one, and the buffer of its article.
local function article()
  local window = vim.fn.getloclist(0, { filewinid = 1 }).filewinid
  if window == 0 then window = vim.api.nvim_get_current_win() end
  local context = vim.fn.getloclist(window, { context = 1 }).context
  local buffer = type(context) == "table" and context.dateline or nil
  return window, buffer
end

-- Writes the list of a buffer into the location list of a window; `action` as for setloclist().
local function fill(window, buffer, action)
  local list = lists[buffer]
  local client = vim.lsp.get_clients({ bufnr = buffer, name = "dateline" })[1]
  if not client or not vim.api.nvim_win_is_valid(window) then return end
  local items, ticked = {}, 0
  list.shown = {}
  for index, fact in ipairs(list.facts) do
    if known(fact.checked) then ticked = ticked + 1 end
    if M.filters[list.filter](fact) then
      table.insert(list.shown, index)
      table.insert(items, {
        bufnr = buffer,
        lnum = fact.range.start.line + 1,
        col = server.byte(buffer, fact.range.start, client.offset_encoding) + 1,
        end_lnum = fact.range["end"].line + 1,
        end_col = server.byte(buffer, fact.range["end"], client.offset_encoding) + 1,
        text = line(fact),
        type = grave(fact) and "W" or "",
      })
    end
  end
  local title = ("Facts: %d of %d ticked"):format(ticked, #list.facts)
  if list.filter ~= "all" then title = ("%s · %s: %d"):format(title, list.filter, #items) end
  local at = action == "r" and vim.fn.getloclist(window, { idx = 0 }).idx or 1
  vim.fn.setloclist(window, {}, action, { title = title, items = items, context = { dateline = buffer }, idx = math.min(at, math.max(#items, 1)) })
end

-- Asks for the facts anew and shows them. The cursor of the list stays in its line.
local function refresh(window, buffer, action, done)
  server.command(buffer, "dateline.facts", {}, function(answer)
    local old = lists[buffer] or { filter = "all" }
    lists[buffer] = { facts = known(answer) and answer.facts or {}, filter = old.filter, shown = {}, source = old.source }
    local list_window = vim.fn.getloclist(window, { winid = 0 }).winid
    local cursor = list_window and list_window ~= 0 and vim.api.nvim_win_get_cursor(list_window)
    fill(window, buffer, action)
    if cursor and action == "r" then
      local last = vim.api.nvim_buf_line_count(vim.api.nvim_win_get_buf(list_window))
      vim.api.nvim_win_set_cursor(list_window, { math.min(cursor[1], last), cursor[2] })
    end
    if done then done() end
  end)
end

--- Opens the fact list of the current buffer.
---@param filter string? one of `M.filters`
function M.open(filter)
  local window, buffer = vim.api.nvim_get_current_win(), vim.api.nvim_get_current_buf()
  if filter and not M.filters[filter] then
    return server.complain(("there is no filter %s; known are %s"):format(filter, table.concat(vim.fn.sort(vim.tbl_keys(M.filters)), ", ")))
  end
  if lists[buffer] or filter then
    lists[buffer] = vim.tbl_extend("force", lists[buffer] or { facts = {}, shown = {} }, { filter = filter or "all" })
  end
  refresh(window, buffer, " ", function()
    if not vim.api.nvim_win_is_valid(window) then return end
    vim.api.nvim_set_current_win(window)
    vim.cmd.lopen()
    M.follow(window, buffer)
  end)
end

-- While the list is open it follows the article: new findings mean that statements may have changed.
function M.follow(window, buffer)
  local group = vim.api.nvim_create_augroup(("dateline.facts.%d"):format(buffer), {})
  vim.api.nvim_create_autocmd("DiagnosticChanged", {
    group = group,
    buffer = buffer,
    callback = vim.schedule_wrap(function()
      local open = vim.api.nvim_win_is_valid(window) and vim.fn.getloclist(window, { winid = 0, context = 1 })
      if open and open.winid ~= 0 and type(open.context) == "table" and open.context.dateline == buffer then
        refresh(window, buffer, "r")
      else
        pcall(vim.api.nvim_del_augroup_by_id, group)
      end
    end),
  })
end

-- The fact in the line of the cursor: of the list, else of the article.
local function here()
  local window, buffer = article()
  local list = buffer and lists[buffer]
  if not list then return server.complain("open the fact list first: :Dateline facts") end
  local row = vim.bo.filetype == "qf" and vim.api.nvim_win_get_cursor(0)[1] or vim.fn.getloclist(window, { idx = 0 }).idx
  local fact = list.facts[list.shown[row]]
  if not fact then return server.complain("there is no fact in this line") end
  return fact, window, buffer, list
end

-- Initials for a tick; vim.g.dateline_initials sets them.
local function signed(argument)
  local initials = vim.g.dateline_initials
  if known(initials) then argument.by = initials end
  return argument
end

--- Ticks the fact of the cursor's line, or takes its tick away.
function M.toggle()
  local fact, window, buffer = here()
  if not fact then return end
  local argument = { statement = fact.statement }
  local command = known(fact.checked) and "dateline.untick" or "dateline.tick"
  if command == "dateline.tick" then signed(argument) end
  server.command(buffer, command, argument, function() refresh(window, buffer, "r") end)
end

--- Ticks the fact of the cursor's line with a note and a source, which are asked for where they are not given.
---@param note string?
function M.note(note)
  local fact, window, buffer = here()
  if not fact then return end
  local function tick(text, source)
    local argument = signed({ statement = fact.statement })
    if known(text) then argument.note = text end
    if known(source) then argument.source = source end
    server.command(buffer, "dateline.tick", argument, function() refresh(window, buffer, "r") end)
  end
  if note then return tick(note) end
  vim.ui.input({ prompt = "Note: " }, function(text)
    if not text then return end
    vim.ui.input({ prompt = "Source: " }, function(source)
      if source then tick(text, source) end
    end)
  end)
end

--- Shows the sources of the fact one after another, in the preview window, so that the article stays where it is.
function M.source()
  local fact, window, buffer, list = here()
  if not fact then return end
  local sources = vim.tbl_filter(function(source) return known(source.uri) end, fact.sources)
  if #sources == 0 then return vim.notify("dateline: no other article says this") end
  local last = list.source and list.source.statement == fact.statement and list.source.index or 0
  local index = last % #sources + 1
  list.source = { statement = fact.statement, index = index }
  local source = sources[index]
  local path = vim.uri_to_fname(source.uri)
  local client = server.client(buffer)
  if not client then return end
  vim.api.nvim_win_call(window, function() vim.cmd.pedit(vim.fn.fnameescape(path)) end)
  for _, preview in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.wo[preview].previewwindow then
      local column = server.byte(vim.api.nvim_win_get_buf(preview), source.range.start, client.offset_encoding)
      vim.api.nvim_win_set_cursor(preview, { source.range.start.line + 1, column })
      vim.api.nvim_win_call(preview, function() vim.cmd("normal! zz") end)
    end
  end
  local published = known(source.published) and ", " .. source.published or ""
  vim.notify(("source %d of %d: %s%s"):format(index, #sources, vim.fs.basename(path), published))
end

--- Takes the next filter.
function M.next_filter()
  local window, buffer = article()
  local list = buffer and lists[buffer]
  if not list then return end
  local order = { "all", "open", "conflicts", "alone", "ticked" }
  for index, name in ipairs(order) do
    if name == list.filter then
      list.filter = order[index % #order + 1]
      break
    end
  end
  fill(window, buffer, "r")
end

--- Writes the list to a file, in the form that its ending names.
---@param path string
function M.export(path)
  local forms = { md = "markdown", csv = "csv", json = "json", txt = "text" }
  local form = forms[vim.fn.fnamemodify(path, ":e")]
  if not form then return server.complain(path .. ": write a name that ends in md, csv, json or txt") end
  local _, buffer = article()
  buffer = buffer or vim.api.nvim_get_current_buf()
  local name = vim.api.nvim_buf_get_name(buffer)
  if name == "" or vim.bo[buffer].modified then return server.complain("save the article first; its fact list is made from the file") end
  local client = server.client(buffer)
  if not client then return end
  server.run({ "facts", name, "--format", form }, client.root_dir, function(output)
    local file, problem = io.open(path, "w")
    if not file then return server.complain(problem) end
    file:write(output)
    file:close()
    vim.notify("dateline: fact list written to " .. path)
  end)
end

--- The keys of a fact list in the current location-list window.
function M.map_keys()
  local _, buffer = article()
  if not buffer then return end
  local function map(key, run, what) vim.keymap.set("n", key, run, { buffer = true, nowait = true, desc = "Dateline: " .. what }) end
  map("x", M.toggle, "tick, or take the tick away")
  map("a", M.note, "tick with note and source")
  map("s", M.source, "next source")
  map("f", M.next_filter, "next filter")
end

return M
