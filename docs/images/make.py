#!/usr/bin/env python3
"""Makes check.svg and card.svg beside this file from what the terminal shows. Usage, from the top of the repository:

    cargo build --release && docs/images/make.py [BINARY]

Only the standard library is used. A dark window with light text reads equally on a light and on a dark page.
"""

import fcntl
import html
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from pathlib import Path

BINARY = sys.argv[1] if len(sys.argv) > 1 else "target/release/dateline"
COLUMNS = 132
# Findings of the whole report that are shown, by file and rule.
SHOWN = [("delegation-arrives.txt", "name-misspelt"), ("paris-talks-wire.txt", "quote-variant"), ("textile-talks.txt", "weekday-date-mismatch")]

SIZE, LINE, ADVANCE, MARGIN, BAR = 13, 19, 7.83, 16, 30
COLOURS = {31: "#ff8389", 32: "#6fdc8c", 33: "#f1c21b", 34: "#78a9ff", 35: "#be95ff", 36: "#3ddbd9"}
TEXT, FAINT, PAPER, FRAME = "#e8e8e8", "#a8a8a8", "#1b1f24", "#57606a"


def run(*arguments):
    """What the command shows on a terminal of its own, COLUMNS wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")} | {"TERM": "xterm-256color"}
    process = subprocess.Popen([BINARY, *arguments, "--color", "always"], env=environment, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # Linux ends a terminal so
            break
        if not chunk:
            break
        shown += chunk
    if process.wait() != 0:
        sys.exit(shown.decode())
    return shown.decode().replace("\r\n", "\n")


def pieces(line):
    """The line as (text, bold, colour), by its ANSI escapes."""
    bold, colour = False, TEXT
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if not part.startswith("\x1b["):
            if part:
                yield part, bold, colour
            continue
        for code in (int(code or 0) for code in part[2:-1].split(";")):
            if code == 0:
                bold, colour = False, TEXT
            elif code == 1:
                bold = True
            elif code == 2:
                colour = FAINT
            elif 30 <= code % 60 <= 37:
                colour = COLOURS.get(30 + code % 10, TEXT)


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(line):
    """Long lines as a terminal breaks them: at the last column, here at a space."""
    column, row = 0, []
    indent = len(re.sub(r"\x1b\[[0-9;]*m", "", line)) - len(re.sub(r"\x1b\[[0-9;]*m", "", line).lstrip()) + 2
    for text, bold, colour in pieces(line):
        for word in re.findall(r"\s*\S+|\s+", text):
            if column + width(word) > COLUMNS and row:
                yield row
                row, column, word = [], indent, word.lstrip()
            row.append((column, word, bold, colour))
            column += width(word)
    yield row


def svg(name, title, commands):
    rows = []
    for command, output in commands:
        rows.append([(0, "$ ", True, COLOURS[32]), (2, command, True, TEXT)])
        for line in output.rstrip("\n").split("\n"):
            rows.extend(wrapped(line))
        rows.append([])
    rows.pop()
    wide, high = COLUMNS * ADVANCE + 2 * MARGIN, BAR + LINE * len(rows) + MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}" height="{high}" role="img" aria-label="{html.escape(title)}">',
        f"<title>{html.escape(title)}</title>",
        f'<rect x="0.5" y="0.5" width="{wide - 1:.0f}" height="{high - 1}" rx="8" fill="{PAPER}" stroke="{FRAME}"/>',
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="{SIZE}" xml:space="preserve">',
    ]
    for number, row in enumerate(rows):
        y = BAR + LINE * number
        for column, text, bold, colour in joined(row):
            lead = len(text) - len(text.lstrip(" "))
            shown = text.strip(" ")
            if shown:
                weight = ' font-weight="bold"' if bold else ""
                x, length = MARGIN + (column + lead) * ADVANCE, width(shown) * ADVANCE
                out.append(
                    f'<text x="{x:.1f}" y="{y}" fill="{colour}"{weight} textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{html.escape(shown)}</text>'
                )
    out.append("</g></svg>")
    (Path(__file__).parent / name).write_text("\n".join(out) + "\n", encoding="utf-8")


def joined(row):
    """Neighbours of one style as one piece."""
    runs = []
    for column, text, bold, colour in row:
        if runs and runs[-1][2:] == (bold, colour) and runs[-1][0] + width(runs[-1][1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + text, bold, colour)
        else:
            runs.append((column, text, bold, colour))
    return runs


def main():
    report = run("check", "seeds", "--exit-zero").rstrip("\n").split("\n\n")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", finding) for finding in report]
    shown = []
    for file, rule in SHOWN:
        shown.append(next(f for f, p in zip(report, plain) if f"[{rule}]" in p.split("\n")[0] and f"/{file}:" in p.split("\n")[1]))
    counts = plain[-1].split("\n")[-1]
    excerpt = "\n\n".join([*shown, f"\x1b[2m…\x1b[0m\n{counts}"])
    svg("check.svg", "dateline check seeds: two of its findings", [("dateline check seeds", excerpt)])
    card = run("who", "Qian", "--corpus", "seeds")
    svg("card.svg", "dateline who Qian: the hover card", [("dateline who Qian --corpus seeds", card)])


main()
