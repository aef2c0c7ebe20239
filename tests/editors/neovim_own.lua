-- What only Neovim has: settings that change while one writes, `:Dateline` and its fact list, the help, the check of health.
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
  expect("rules", vim.fn.getcompletion("Dateline explain quote", "cmdline"), { "quote-variant" })
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
end
