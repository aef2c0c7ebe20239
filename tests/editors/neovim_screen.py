"""Starts a real Neovim in a terminal of our own, types as a person does, and reads what stands on the screen.

Usage: neovim_screen.py FOLDER-OF-ARTICLES FOLDER-FOR-SCREENS NVIM [ARGUMENT…]. Waits for what is shown, never for time to pass; each screen
is kept as text.
"""

import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import sys
import termios
import time

import pyte

COLUMNS, LINES = 116, 30
# Seconds without the wanted words after which the test fails; a debug build on a busy machine is slow.
PATIENCE = 60


class Terminal:
    """A program in a terminal, and the screen that it paints."""

    def __init__(self, command, folder, out):
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.out = pathlib.Path(out)
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, words, gone=False):
        """Reads until the words stand on the screen, or are gone from it."""
        end = time.monotonic() + PATIENCE
        while (words in self.text()) == gone:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                sys.exit(f"{words!r} {'did not go from' if gone else 'never came to'} the screen:\n{self.text()}")
            try:
                self.stream.feed(os.read(self.master, 65536))
            except OSError:
                sys.exit(f"Neovim ended before {words!r} was seen:\n{self.text()}")

    def type(self, keys):
        os.write(self.master, keys.encode())

    def keep(self, name):
        (self.out / f"{name}.txt").write_text(self.text() + "\n")

    def end(self):
        self.type("\x1b:qall!\r")
        try:
            while os.read(self.master, 65536):
                pass
        except OSError:
            pass
        status = os.waitpid(self.child, 0)[1]
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"Neovim ended with {status}")


def main():
    folder, out, *command = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    terminal = Terminal([*command, "paris-talks-web.txt"], folder, out)
    try:
        look(terminal)
    except BaseException:
        os.kill(terminal.child, signal.SIGKILL)
        raise
    terminal.end()


def look(terminal):
    terminal.until("read: 23 articles")
    # The sign of a finding and its words at the end of the line.
    terminal.until("Monday: the date of this article is not")
    terminal.keep("findings")
    # K shows the card; a key takes it away.
    terminal.type("/Qian\rK")
    terminal.until("Qian Qichen · person")
    terminal.until("Foreign Minister (brown-trade-analysis.md")
    terminal.keep("hover")
    terminal.type("jk")
    terminal.until("Qian Qichen · person", gone=True)
    # grr lists every mention in a window below.
    terminal.type("/Qian\rgrr")
    terminal.until("brown-beijing-wire.txt|9")
    terminal.keep("references")
    terminal.type(":cclose\r")
    terminal.until("brown-beijing-wire.txt|9", gone=True)
    # The fact list in a window below, ticked by a key.
    terminal.type(":Dateline facts\r")
    terminal.until("Facts: 0 of ")
    terminal.type("/name . Qian\rx")
    terminal.until("[x] name · Qian Qichen · ticked ab")
    terminal.until("Facts: 1 of ")
    terminal.keep("facts")
    print("Neovim in a terminal: findings, card, mentions, fact list as they should be")


main()
