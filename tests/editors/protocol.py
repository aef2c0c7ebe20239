"""Drives the built binary as Visual Studio Code and Neovim do, through typed messages, and compares whole answers.

Each test has a server of its own on a copy of seeds/. Columns are compared in characters, so that one expectation serves both clients:
Visual Studio Code counts UTF-16 units, Neovim bytes. `DATELINE` names the binary.
"""

import asyncio
import os
import pathlib
import shutil
from collections import Counter

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features
from pygls.protocol import default_converter

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
ARTICLE = "paris-talks-web.txt"
# Seconds to wait for an event before a test fails; a debug build on a busy machine is slow.
PATIENCE = 60

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")]


class Editor(LanguageClient):
    """A client that keeps every publication and every progress, and knows when something new has come in."""

    def __init__(self):
        super().__init__(converter_factory=default_converter)
        self.publications: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.progress: list[lsp.ProgressParams] = []
        self.registrations: list[lsp.Registration] = []
        self.news = asyncio.Event()
        self.folder = pathlib.Path()
        self.unit = "utf-16"
        register_lsp_features(self, DEFAULT_CLIENT_FEATURES | OWN_FEATURES)

    async def until(self, what: str, condition):
        """Waits until `condition` gives something, and looks again whenever a message has come in."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not (found := condition()):
                    self.news.clear()
                    await self.news.wait()
                return found
        except TimeoutError:
            pytest.fail(f"waited in vain for {what}; published: {self.publications}")

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


OWN_FEATURES = {
    lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
    lsp.PROGRESS: progressed,
    lsp.CLIENT_REGISTER_CAPABILITY: registered,
}


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["DATELINE"], "lsp"], client_factory=Editor),
    params=["visual-studio-code", "neovim"],
)
async def client(request, editor: Editor, tmp_path):
    editor.folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, editor.folder)
    root = editor.folder.as_uri()
    answer = await editor.initialize_session(
        lsp.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=root,
            workspace_folders=[lsp.WorkspaceFolder(uri=root, name="seeds")],
        )
    )
    editor.unit = answer.capabilities.position_encoding
    assert editor.unit == {"visual-studio-code": "utf-16", "neovim": "utf-8"}[request.param]
    await editor.idle(1)
    yield
    await editor.shutdown_session()
    assert editor._server.returncode == 0
    assert [message.message for message in editor.messages] == []


@pytest.fixture
def article(client: Editor):
    """The address and the text of the open article."""
    uri, text = client.uri(ARTICLE), client.text(ARTICLE)
    client.open(uri, text)
    return uri, text


UNDATED = ("undated-relative-date", "Information", 7, 90, "Monday")
SPACE = ("missing-space-after-full-stop", "Warning", 9, 66, "talks.The")
INTRODUCTION = ("person-not-introduced", "Warning", 13, 1, "Shattuck")


async def test_indexing_is_told_and_ends(client: Editor):
    begin, *reports, end = [progress.value for progress in client.progress]
    print(client.progress, client.registrations)


async def test_opening_an_article(client: Editor, article):
    uri, text = article
    publication = await client.published(uri, 1)
    assert client.findings(text, publication) == (1, [UNDATED, SPACE, INTRODUCTION])
    for found in publication.diagnostics:
        print(found.message, [(client.place(info.location), info.message) for info in found.related_information or []])


async def test_hover(client: Editor, article):
    uri, text = article
    for words in ["Shattuck", "Qian", "Beijing has", "freedom"]:
        answer = await client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(uri), client.at(text, words))
        )
        print(words, answer and (client.span(text, answer.range), answer.contents.kind, answer.contents.value))


async def test_navigation(client: Editor, article):
    uri, text = article
    where = lsp.TextDocumentIdentifier(uri), client.at(text, "Qian were")
    found = await client.text_document_definition_async(lsp.DefinitionParams(*where))
    print([(client.place(lsp.Location(to.target_uri, to.target_selection_range)), to) if isinstance(to, lsp.LocationLink) else to for to in found])
    found = await client.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(True), *where))
    print([client.place(place) for place in found])
    found = await client.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(False), *where))
    print([client.place(place) for place in found])
    found = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(*where))
    print([(client.span(text, place.range), place.kind) for place in found])


async def test_symbols(client: Editor, article):
    uri, text = article
    found = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri)))
    print(found)
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("kristoff"))
    print(found)
