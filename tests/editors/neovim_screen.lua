-- How the Neovim of neovim_screen.py is set up: findings in the text, and a word when the corpus has been read.
vim.diagnostic.config({ virtual_text = true })
vim.api.nvim_create_autocmd("LspProgress", {
  pattern = "end",
  callback = function(event) vim.api.nvim_echo({ { "read: " .. event.data.params.value.message } }, false, {}) end,
})
