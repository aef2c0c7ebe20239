"""Looks into a .vsix: everything that an extension needs, the server ready to run, and nothing else. Usage: vsix.py FILE"""

import json
import stat
import sys
import zipfile

WANTED = [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/dist/extension.js",
    "extension/package.json",
    "extension/readme.md",
    "extension/server/dateline",
]

with zipfile.ZipFile(sys.argv[1]) as archive:
    names = sorted(archive.namelist())
    if names != WANTED:
        sys.exit(f"{sys.argv[1]} holds {names}, wanted {WANTED}")
    mode = archive.getinfo("extension/server/dateline").external_attr >> 16
    if not mode & stat.S_IXUSR:
        sys.exit(f"the server is not executable: mode {mode:o}")
    with archive.open("extension/server/dateline") as server:
        if server.read(4) not in (b"\x7fELF", b"\xcf\xfa\xed\xfe"):
            sys.exit("the server is no executable file of Linux or macOS")
    package = json.loads(archive.read("extension/package.json"))
    print(f"{package['publisher']}.{package['name']} {package['version']}: {len(names)} files, as they should be")
