#!/usr/bin/env bash
# Builds dateline-PLATFORM.vsix in target/, with the binary of this machine's platform inside, and prints its path.
# Usage: editors/vscode/build.sh [release|debug]
set -euo pipefail
cd "$(dirname "$0")"
top=$(cd ../.. && pwd)
profile=${1:-release}
binary=dateline
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) platform=win32-x64 binary=dateline.exe ;;
  *) echo "no VS Code platform is known for $(uname -s) on $(uname -m)" >&2; exit 1 ;;
esac
target=${CARGO_TARGET_DIR:-$top/target}
if [ "$profile" = release ]; then (cd "$top" && cargo build --release --quiet); else (cd "$top" && cargo build --quiet); fi
rm -rf server schemas
mkdir -p server
cp "$target/$profile/$binary" "server/$binary"
chmod 755 "server/$binary"
# Line tables make a debug build four times as large.
if [ "$profile" = debug ] && [ "$(uname -s)" = Linux ] && command -v strip >/dev/null; then strip "server/$binary"; fi
cp -R "$top/docs/schemas" schemas
{
  echo 'Dateline is licensed under either of the MIT licence and the Apache licence 2.0, at your option.'
  echo
  cat "$top/LICENSE-MIT"
  echo
  cat "$top/LICENSE-APACHE"
} > LICENSE
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --silent --no-audit --no-fund >&2
  cp package-lock.json node_modules/.installed
fi
# Checks the types and bundles the source first: see vscode:prepublish.
npx --no-install vsce package --no-dependencies --target "$platform" --out "$target/dateline-$platform.vsix" >&2
echo "$target/dateline-$platform.vsix"
