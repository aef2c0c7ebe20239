#!/usr/bin/env bash
# Builds dateline-PLATFORM.vsix in target/, with the binary inside. Usage: editors/vscode/build.sh [release|debug]
set -euo pipefail
cd "$(dirname "$0")"
top=$(cd ../.. && pwd)
profile=${1:-release}
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  *) echo "no VS Code platform is known for $(uname -s) on $(uname -m)" >&2; exit 1 ;;
esac
target=${CARGO_TARGET_DIR:-$top/target}
if [ "$profile" = release ]; then (cd "$top" && cargo build --release --quiet); else (cd "$top" && cargo build --quiet); fi
mkdir -p server
install -m 755 "$target/$profile/dateline" server/dateline
# Line tables make a debug build four times as large.
if [ "$profile" = debug ] && [ "$(uname -s)" = Linux ] && command -v strip >/dev/null; then strip server/dateline; fi
cat "$top/LICENSE-MIT" > LICENSE
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --silent --no-audit --no-fund
  cp package-lock.json node_modules/.installed
fi
# Checks the types and bundles the source first: see vscode:prepublish.
npx --no-install vsce package --no-dependencies --target "$platform" --out "$target/dateline-$platform.vsix" >/dev/null
echo "$target/dateline-$platform.vsix"
