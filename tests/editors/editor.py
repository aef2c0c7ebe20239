"""The client of the tests: it speaks as Visual Studio Code and Neovim do, through typed messages, and keeps all that it is told."""

import asyncio
import pathlib
import typing
from collections import Counter

import pytest
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features
from pygls.protocol import default_converter

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
ARTICLE = "paris-talks-web.txt"
# Seconds without any message after which a test fails; a debug build on a busy machine is slow.
PATIENCE = 30


def converter_factory():
    """The usual types, with one mistake of lsprotocol mended: an action that has a command is still an action."""
    converter = default_converter()
    kinds = typing.Union[lsp.Command, lsp.CodeAction]
    kind = lambda message: lsp.Command if isinstance(message.get("command"), str) else lsp.CodeAction
    converter.register_structure_hook(kinds, lambda message, _: converter.structure(message, kind(message)))
    return converter


class Editor(LanguageClient):
    """A client that keeps every publication and every progress, and knows when something new has come in."""

    def __init__(self):
        super().__init__(converter_factory=converter_factory)
        self.publications: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.progress: list[lsp.ProgressParams] = []
        self.registrations: list[lsp.Registration] = []
        self.news = asyncio.Event()
        self.folder = pathlib.Path()
        self.unit = "utf-16"
        self.server = lsp.ServerCapabilities()
        register_lsp_features(self, DEFAULT_CLIENT_FEATURES | OWN_FEATURES)

    async def until(self, what: str, condition):
        """Waits until `condition` gives something, and looks again whenever a message has come in."""
        while not (found := condition()):
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), PATIENCE)
            except asyncio.TimeoutError:
                pytest.fail(f"waited in vain for {what}; published: {self.publications}")
        return found

    async def idle(self, runs: int):
        """Waits until `runs` progresses have begun and each has ended; gives what each told."""

        def ended():
            kinds = Counter(progress.value["kind"] for progress in self.progress)
            return kinds["begin"] >= runs and kinds["begin"] == kinds["end"]

        await self.until(f"the end of {runs} progresses", ended)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def text(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode(encoding="cp1252" if name == "delegation-ledger.txt" else "utf-8-sig")

    def columns(self, line: str, column: int) -> int:
        """A column in the client's unit of a line, in characters."""
        if self.unit == "utf-8":
            return len(line.encode()[:column].decode())
        return len(line.encode("utf-16-le")[: 2 * column].decode("utf-16-le"))

    def span(self, text: str, span: lsp.Range) -> tuple[int, int, str]:
        """Line and column of a range on one line, both from 1, and its words."""
        assert span.start.line == span.end.line, span
        line = text.splitlines()[span.start.line]
        start, end = self.columns(line, span.start.character), self.columns(line, span.end.character)
        return span.start.line + 1, start + 1, line[start:end]

    def place(self, location: lsp.Location) -> tuple[str, int, int, str]:
        name = location.uri.rsplit("/", 1)[1]
        assert location.uri == self.uri(name)
        return (name, *self.span(self.text(name), location.range))

    def at(self, text: str, words: str) -> lsp.Position:
        """Where the words first stand, in the client's unit."""
        before = text[: text.index(words)]
        line = before.rsplit("\n", 1)[-1]
        units = len(line.encode()) if self.unit == "utf-8" else len(line.encode("utf-16-le")) // 2
        return lsp.Position(before.count("\n"), units)

    def open(self, uri: str, text: str):
        item = lsp.TextDocumentItem(uri=uri, language_id="plaintext", version=1, text=text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, uri: str, version: int, *edits: tuple[lsp.Position, lsp.Position, str]):
        changes = [lsp.TextDocumentContentChangePartial(range=lsp.Range(start, end), text=new) for start, end, new in edits]
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version=version, uri=uri), changes)
        )

    async def published(self, uri: str, nth: int) -> lsp.PublishDiagnosticsParams:
        """The nth publication for a document, from 1."""
        found = self.publications.setdefault(uri, [])
        await self.until(f"publication {nth} for {uri}", lambda: len(found) >= nth)
        return found[nth - 1]

    def findings(self, text: str, publication: lsp.PublishDiagnosticsParams):
        """What a publication says: the version, then rule, severity, place and words of each finding."""
        assert all(found.source == "dateline" for found in publication.diagnostics)
        assert all(found.code_description.href.endswith(f"/docs/rules/{found.code}.md") for found in publication.diagnostics)
        found = [(found.code, found.severity.name, *self.span(text, found.range)) for found in publication.diagnostics]
        return publication.version, found

    async def until_findings(self, uri: str, text: str, wanted):
        """Waits until the newest publication for a document says what is wanted."""

        def same():
            found = self.publications.get(uri)
            return found and self.findings(text, found[-1]) == wanted

        await self.until(f"{wanted}", same)


def published(client: Editor, params: lsp.PublishDiagnosticsParams):
    client.publications.setdefault(params.uri, []).append(params)
    client.news.set()


def progressed(client: Editor, params: lsp.ProgressParams):
    client.progress.append(params)
    client.news.set()


def registered(client: Editor, params: lsp.RegistrationParams):
    client.registrations.extend(params.registrations)
    client.news.set()


def told_to_refresh(client: Editor, *_nothing):
    client.news.set()


OWN_FEATURES = {
    lsp.WORKSPACE_DIAGNOSTIC_REFRESH: told_to_refresh,
    lsp.WORKSPACE_INLAY_HINT_REFRESH: told_to_refresh,
    lsp.WORKSPACE_CODE_LENS_REFRESH: told_to_refresh,
    lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
    lsp.PROGRESS: progressed,
    lsp.CLIENT_REGISTER_CAPABILITY: registered,
}
