"""Looks into a .vsix: everything that an extension needs, the server ready to run, and nothing else. Usage: vsix.py FILE"""

import json
import stat
import sys
import zipfile

WANTED = {
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/dist/extension.js",
    "extension/media/date.svg",
    "extension/media/dateline.svg",
    "extension/media/facts.png",
    "extension/media/findings.png",
    "extension/media/hover.png",
    "extension/media/settings.svg",
    "extension/package.json",
    "extension/readme.md",
    "extension/schemas/dateline.schema.json",
    "extension/schemas/dossier.schema.json",
}
SERVERS = {"extension/server/dateline", "extension/server/dateline.exe"}
# What an executable file begins with on Linux, macOS and Windows.
EXECUTABLES = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"MZ")

with zipfile.ZipFile(sys.argv[1]) as archive:
    names = set(archive.namelist())
    servers = names & SERVERS
    if names - servers != WANTED or len(servers) != 1:
        sys.exit(f"{sys.argv[1]} lacks {sorted(WANTED - names)} and has {sorted(names - WANTED)}; wanted one server more")
    (server,) = servers
    mode = archive.getinfo(server).external_attr >> 16
    if not server.endswith(".exe") and not mode & stat.S_IXUSR:
        sys.exit(f"the server is not executable: mode {mode:o}")
    with archive.open(server) as file:
        if not file.read(4).startswith(EXECUTABLES):
            sys.exit("the server is no executable file of Linux, macOS or Windows")
    package = json.loads(archive.read("extension/package.json"))
    # Every picture and schema that the package speaks of is in it.
    steps = [step for walkthrough in package["contributes"]["walkthroughs"] for step in walkthrough["steps"]]
    pictures = {f"extension/{path}" for step in steps for kind, path in step["media"].items() if kind != "altText"}
    if not pictures <= names:
        sys.exit(f"the walkthrough shows {sorted(pictures - names)}, which are not in the package")
    # Commands in menus, keys and walkthrough exist.
    commands = {command["command"] for command in package["contributes"]["commands"]}
    used = {entry["command"] for menu in package["contributes"]["menus"].values() for entry in menu}
    if not used <= commands:
        sys.exit(f"menus name commands that there are not: {sorted(used - commands)}")
    print(f"{package['publisher']}.{package['name']} {package['version']}: {len(names)} files, as they should be")
