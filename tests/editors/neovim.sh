#!/usr/bin/env bash
# Starts a real Neovim on a copy of seeds/ with nothing but editors/nvim on its runtime path, does what actions.json says and compares each
# answer; then in a terminal, as a person sees it. UPDATE_EXPECT=1 writes the answers into the table; read the difference. Usage: DATELINE=/path/to/dateline tests/editors/neovim.sh [nvim [FOLDER FOR SCREENS]]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
nvim=${1:-nvim}
out=${2:+$(mkdir -p "$2" && cd "$2" && pwd)}
: "${DATELINE:?must name the binary}"
"$nvim" --version | head -1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$top/seeds" "$work/seeds"
cp -R "$top/seeds" "$work/screen"
export XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config DATELINE_CACHE=$work/cache
export ACTIONS=$here/actions.json MORE=$here/neovim_own.lua
load=(--clean --cmd "set rtp^=$top/editors/nvim" --cmd 'let g:dateline_command = [$DATELINE, "lsp"]' --cmd 'let g:dateline_initials = "ab"')

# The committed tags are those of the text.
cp -R "$top/editors/nvim/doc" "$work/doc"
"$nvim" --clean --headless -c "helptags $work/doc" -c q
cmp "$work/doc/tags" "$top/editors/nvim/doc/tags" || { echo "editors/nvim/doc/tags are old: nvim -c 'helptags editors/nvim/doc' -c q" >&2; exit 1; }

cd "$work/seeds"
timeout 240 "$nvim" "${load[@]}" --headless -l "$here/neovim.lua" </dev/null

python3 "$here/neovim_screen.py" "$work/screen" "${out:-$work/out}" "$nvim" "${load[@]}" --cmd "luafile $here/neovim_screen.lua"
