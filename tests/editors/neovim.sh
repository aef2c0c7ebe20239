#!/usr/bin/env bash
# Starts a real Neovim on a copy of seeds/ with nothing but editors/nvim on its runtime path, and reads findings, a hover card and
# references out of it; applies a fix and changes a setting. Usage: DATELINE=/path/to/dateline tests/editors/neovim.sh [nvim]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
nvim=${1:-nvim}
: "${DATELINE:?must name the binary}"
"$nvim" --version | head -1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$top/seeds" "$work/seeds"
cd "$work/seeds"
export XDG_STATE_HOME=$work/state
timeout 120 "$nvim" --clean --headless --cmd "set rtp^=$top/editors/nvim" --cmd 'let g:dateline_command = [$DATELINE, "lsp"]' -l "$here/neovim.lua" paris-talks-web.txt </dev/null
