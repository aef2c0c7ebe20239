-- Run by neovim.sh inside Neovim; every failure ends it with a code other than 0.
local function say(...) io.stdout:write(table.concat({ ... }), "\n") end

local function fail(why)
  io.stderr:write("FAILED: " .. why .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, condition)
  if not vim.wait(30000, condition, 20) then fail("waited in vain for " .. what) end
end

local function expect(what, got, wanted)
  if not vim.deep_equal(got, wanted) then fail(("%s: got %s, wanted %s"):format(what, vim.inspect(got), vim.inspect(wanted))) end
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

vim.cmd.edit(vim.fn.fnameescape(arg[1]))
local buffer = vim.api.nvim_get_current_buf()
wait("the client", function() return #vim.lsp.get_clients({ bufnr = buffer, name = "dateline" }) == 1 end)
local client = vim.lsp.get_clients({ bufnr = buffer, name = "dateline" })[1]
expect("the corpus is the folder of the article", client.root_dir, vim.fs.dirname(vim.api.nvim_buf_get_name(buffer)))
wait("the end of indexing", function() return begun > 0 and begun == ended end)

-- Findings: the rule, the words that are underlined, how grave.
local function findings()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local words = vim.api.nvim_buf_get_text(buffer, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {})
    table.insert(found, ("%s: %s %s: %s"):format(diagnostic.source, vim.diagnostic.severity[diagnostic.severity], diagnostic.code, table.concat(words, "\n")))
  end
  return found
end
local space = "dateline: WARN missing-space-after-full-stop: talks.The"
local all = { "dateline: INFO undated-relative-date: Monday", space, "dateline: WARN person-not-introduced: Shattuck" }
wait("findings", function() return #findings() == #all end)
expect("findings", findings(), all)
say("findings: ", table.concat(all, "; "))

-- Puts the cursor on the first place where the words stand, and gives its line and byte column, from 0.
local function point(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return number - 1, column - 1
    end
  end
  fail(words .. " is not in the text")
end

point("Shattuck")
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
expect("hover", card, {
  "**John Shattuck** · person · *brown-trade-analysis.md, 31 August 1994*",
  "- Given name: not stated in this article; joined by family name, beside Clinton, Qian Qichen · *this article*",
  "- Title here: not known: none stated · *this article*",
  "- Title elsewhere: Assistant Secretary of State (brown-trade-analysis.md, 31 August 1994, and 3 more); assistant secretary of state for human rights (brown-beijing-wire.txt, 30 August 1994) · *corpus, 23 articles*",
  "- Also written: Shattuck · *corpus, 23 articles*",
  "- Mentioned: 1 here; 9 times in 6 articles, 26 January 1994 – 31 August 1994, 3 undated: brown-trade-analysis.md; brown-beijing-wire.txt; 3 more · *corpus, 23 articles*",
  "- Said last: “Slippage or backsliding on human rights - during the time that progress is being sought” · *shattuck-briefing.md, line 15, 26 January 1994*",
  "- Same family name: nobody else · *corpus, 23 articles*",
})
say("hover: ", table.concat(card, "\n       "))

-- References on Qian; Neovim sorts them by file. Columns count bytes from 1.
point("Qian")
local items
vim.lsp.buf.references({ includeDeclaration = true }, { on_list = function(list) items = list.items end })
wait("references", function() return items end)
local places = {}
for _, item in ipairs(items) do table.insert(places, ("%s:%d:%d"):format(vim.fs.basename(item.filename), item.lnum, item.col)) end
expect("references", places, {
  "brown-beijing-wire.txt:9:18",
  "brown-trade-analysis.md:16:34",
  "brown-visit-web-page.txt:9:39",
  "mfn-background.txt:9:89",
  "paris-talks-ledger.txt:5:101",
  "paris-talks-ledger.txt:7:17",
  "paris-talks-ledger.txt:17:1",
  "paris-talks-web.txt:9:18",
  "paris-talks-web.txt:11:17",
  "paris-talks-wire.txt:7:97",
  "paris-talks-wire.txt:15:1",
  "paris-talks-wire.txt:17:26",
  "paris-talks-wire.txt:17:223",
  "paris-two-steps.md:8:189",
  "paris-two-steps.md:18:1",
  "paris-two-steps.md:18:176",
  "shattuck-briefing.md:15:77",
  "world-in-brief.txt:5:118",
  "world-in-brief.txt:9:128",
})
say("references: ", #places)

-- The fix of the missing space, applied as with `gra`; the finding goes with it.
local line = point("talks.The")
local before = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
wait("the fix", function() return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] ~= before end)
local after = before:gsub("talks%.The", "talks. The")
expect("the line", vim.api.nvim_buf_get_lines(buffer, line, line + 1, false), { after })
wait("the finding to go", function() return #findings() == #all - 1 end)
expect("findings after the fix", findings(), { all[1], all[3] })
say("fix: ", after:sub(1, 80), "…")

-- A rule that is switched off in dateline.toml is silent as soon as the file is written.
vim.cmd.split("dateline.toml")
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "[rules]", 'ignore = ["undated-relative-date"]' })
vim.cmd.write()
wait("the rule to be off", function() return #findings() == #all - 2 end)
expect("findings without the rule", findings(), { all[3] })
say("settings: ", all[3])

client:stop()
wait("the server to end", function() return client:is_stopped() end)
vim.cmd("qall!")
