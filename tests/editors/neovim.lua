-- Run by neovim.sh inside Neovim; every failure ends it with a code other than 0.
vim.g.dateline_command = { assert(vim.env.DATELINE, "DATELINE must name the binary"), "lsp" }
vim.cmd.runtime("plugin/dateline.lua")

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

vim.cmd.edit(vim.fn.fnameescape(arg[1]))
local buffer = vim.api.nvim_get_current_buf()
wait("the client", function() return #vim.lsp.get_clients({ bufnr = buffer, name = "dateline" }) == 1 end)
local client = vim.lsp.get_clients({ bufnr = buffer, name = "dateline" })[1]
wait("initialized", function() return client.initialized end)

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do found[diagnostic.code] = diagnostic end
  return found
end
wait("the finding", function() return codes()["person-not-introduced"] end)
local finding = codes()["person-not-introduced"]
expect("source", finding.source, "dateline")
local underlined = vim.api.nvim_buf_get_text(buffer, finding.lnum, finding.col, finding.end_lnum, finding.end_col, {})
expect("what is underlined", underlined, { "Shattuck" })
print("diagnostic: " .. finding.message)

vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
local card
wait("a hover card that knows the corpus", function()
  local answer = client:request_sync("textDocument/hover", params, 10000, buffer)
  card = answer and answer.result and answer.result.contents.value or ""
  return card:find("John Shattuck", 1, true)
end)
print("hover: " .. vim.inspect(vim.split(card, "\n")))

-- References on Qian: every article that names him, this one first.
local line = vim.fn.search("Qian", "nw") - 1
local column = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]:find("Qian", 1, true) - 1
vim.api.nvim_win_set_cursor(0, { line + 1, column })
local items
vim.lsp.buf.references({ includeDeclaration = true }, { on_list = function(list) items = list.items end })
wait("references", function() return items end)
local files = {}
for _, item in ipairs(items) do files[vim.fs.basename(item.filename)] = true end
expect("this article is among them", files["paris-talks-web.txt"], true)
expect("another article is among them", files["paris-talks-wire.txt"], true)
expect("the first is of this article", vim.fs.basename(items[1].filename), "paris-talks-web.txt")
print(("references: %d in %d files"):format(#items, vim.tbl_count(files)))

vim.cmd("qall!")
