-- What only Neovim has: settings that change while one writes, `:Dateline` and its fact list, the help, the check of health.
local function press(keys) vim.api.nvim_feedkeys(keys, "x", false) end

-- The lines of the fact list, and its title.
local function shown(test)
  local list = vim.fn.getloclist(test.article, { items = 1, title = 1 })
  return vim.tbl_map(function(item) return item.text end, list.items), list.title
end

local function facts(test)
  local wait, expect = test.wait, test.expect
  vim.cmd.Dateline("facts")
  wait("the fact list", function() return vim.bo.filetype == "qf" end)
  local lines, title = shown(test)
  expect("title", title, ("Facts: 0 of %d ticked"):format(#lines))
  local row
  for number, line in ipairs(lines) do
    if line == "[ ] name · Qian Qichen · agrees with 9 sources" then row = number end
  end
  if not row then test.fail("the list is " .. vim.inspect(lines)) end
  local item = vim.fn.getloclist(test.article)[row]
  expect("its place", vim.api.nvim_buf_get_text(test.buffer, item.lnum - 1, item.col - 1, item.end_lnum - 1, item.end_col - 1, {}), { "Qian Qichen" })

  -- x ticks the line of the cursor, which stays where it is.
  vim.api.nvim_win_set_cursor(0, { row, 0 })
  press("x")
  local tick = ("[x] name · Qian Qichen · ticked ab %s · agrees with 9 sources"):format(os.date("!%Y-%m-%d"))
  wait("the tick", function() return shown(test)[row] == tick end)
  expect("title", select(2, shown(test)), ("Facts: 1 of %d ticked"):format(#lines))
  expect("cursor", vim.api.nvim_win_get_cursor(0)[1], row)

  -- s shows the sources one after another in the preview window.
  local function previewed()
    for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
      if vim.wo[window].previewwindow then
        local cursor = vim.api.nvim_win_get_cursor(window)
        return ("%s:%d:%d"):format(vim.fs.basename(vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(window))), cursor[1], cursor[2] + 1)
      end
    end
  end
  press("s")
  expect("first source", previewed(), "paris-talks-ledger.txt:5:101")
  press("s")
  expect("second source", previewed(), "paris-two-steps.md:8:189")
  vim.cmd.pclose()

  -- f takes the filters in turn: all, open, conflicts, alone, ticked.
  local counts = {}
  for _ = 1, 5 do
    press("f")
    table.insert(counts, #shown(test))
  end
  expect("filters", counts, { #lines - 1, 1, 6, 1, #lines })

  vim.cmd.wall()
  for ending, words in pairs({ md = "- [x] ", csv = "statement", json = '"checked":', txt = "[x] " }) do
    local path = vim.fn.tempname() .. "." .. ending
    vim.cmd.Dateline({ args = { "export", path } })
    wait("the export", function() return vim.uv.fs_stat(path) and #vim.fn.readfile(path) > 0 end)
    if not table.concat(vim.fn.readfile(path), "\n"):find(words, 1, true) then test.fail(path .. " has no tick: " .. table.concat(vim.fn.readfile(path), "\n")) end
  end

  -- A note from the command line replaces the tick; x takes it away.
  vim.api.nvim_win_set_cursor(0, { row, 0 })
  vim.cmd.Dateline({ args = { "tick", "asked", "the", "embassy" } })
  wait("the note", function() return shown(test)[row] == tick:gsub(" · agrees", " asked the embassy · agrees") end)
  press("x")
  wait("the tick to go", function() return shown(test)[row] == lines[row] end)

  -- The list follows the article: what is written there comes into it.
  vim.api.nvim_buf_set_lines(test.buffer, 15, 15, false, { "", "The minister flew on to Oslo in the evening." })
  wait("a new fact", function() return #shown(test) == #lines + 1 end)
  vim.cmd.lclose()
  test.say("fact list: ", tostring(#lines), " facts, ticked, shown, filtered, exported")
end

return function(test)
  local wait, expect, say = test.wait, test.expect, test.say

  -- A rule that is switched off in dateline.toml is silent as soon as the file is written.
  local before = test.findings()
  vim.cmd.split("dateline.toml")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", 'ignore = ["undated-relative-date"]' })
  vim.cmd.write()
  local without = vim.tbl_filter(function(finding) return not finding:find("undated", 1, true) end, before)
  expect("one finding is to go", #without, #before - 1)
  wait("the rule to be off", function() return vim.deep_equal(test.findings(), without) end)
  vim.cmd.close()
  vim.api.nvim_set_current_win(test.article)

  -- The page of the rule of the finding under the cursor.
  test.point("Shattuck")
  vim.cmd.Dateline("explain")
  wait("the page of a rule", function() return vim.api.nvim_buf_get_name(0):find("person-not-introduced", 1, true) end)
  expect("its title", vim.api.nvim_buf_get_lines(0, 0, 1, false), { "# person-not-introduced" })
  vim.cmd.close()

  -- A date that is stated for the article is written to the sidecar.
  vim.cmd.Dateline("published", "1994-01-25")
  local sidecar = (vim.api.nvim_buf_get_name(test.buffer):gsub("%.txt$", ".dateline.toml"))
  wait("the sidecar", function() return vim.uv.fs_stat(sidecar) end)
  wait("the date in it", function() return vim.fn.readfile(sidecar)[1] == "published = 1994-01-25" end)
  say("settings, explain, published: as they should be")

  -- The verbs complete, and those of rules come from the binary.
  expect("verbs", vim.fn.getcompletion("Dateline ex", "cmdline"), { "explain", "export" })
  expect("rules", vim.fn.getcompletion("Dateline explain quote", "cmdline"), { "quote-variant", "quote-fragment-not-in-quote" })
  expect("filters", vim.fn.getcompletion("Dateline facts o", "cmdline"), { "open" })

  -- The help has tags, and the committed ones are those of the text.
  vim.cmd.help(":Dateline-facts")
  expect("the help", vim.fs.basename(vim.api.nvim_buf_get_name(0)), "dateline.txt")
  vim.cmd.helpclose()

  vim.cmd.checkhealth("dateline")
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  for _, words in ipairs({ "dateline 0.", "a server reads 1 buffer" }) do
    if not health:find(words, 1, true) then test.fail(("checkhealth does not say %q: %s"):format(words, health)) end
  end
  for _, words in ipairs({ "ERROR", "WARNING" }) do
    if health:find(words, 1, true) then test.fail("checkhealth is not content: " .. health) end
  end
  vim.cmd.close()
  say("completion, help, health: as they should be")

  vim.api.nvim_set_current_win(test.article)
  facts(test)
end
