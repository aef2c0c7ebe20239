"""Drives the built binary as Visual Studio Code and Neovim do, through typed messages, and compares whole answers.

Each test has a server of its own on a copy of seeds/. Columns are compared in characters, so that one expectation serves both clients:
Visual Studio Code counts UTF-16 units, Neovim bytes. `DATELINE` names the binary.
"""

import asyncio
import os
import pathlib
import shutil
import typing
from collections import Counter

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features
from pygls.protocol import default_converter

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
ARTICLE = "paris-talks-web.txt"
# Seconds without any message after which a test fails; a debug build on a busy machine is slow.
PATIENCE = 30

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")]


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


def told_to_refresh(client: Editor):
    client.news.set()


OWN_FEATURES = {
    lsp.WORKSPACE_DIAGNOSTIC_REFRESH: told_to_refresh,
    lsp.WORKSPACE_INLAY_HINT_REFRESH: told_to_refresh,
    lsp.WORKSPACE_CODE_LENS_REFRESH: told_to_refresh,
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
    editor.server = answer.capabilities
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
    assert (begin["kind"], begin["title"], begin["percentage"]) == ("begin", "Dateline: reading articles", 0)
    assert [report["kind"] for report in reports] == ["report"] * len(reports)
    percentages = [report["percentage"] for report in reports]
    assert percentages == sorted(set(percentages)) and percentages[-1] == 100
    assert end == {"kind": "end", "message": "23 articles"}
    # The server watches the folder itself.
    assert client.registrations == []


async def test_findings_of_an_article(client: Editor, article):
    uri, text = article
    publication = await client.published(uri, 1)
    assert client.findings(text, publication) == (1, [UNDATED, SPACE, INTRODUCTION])
    found = [(found.message, [client.place(at.location) for at in found.related_information or []]) for found in publication.diagnostics]
    assert found == [
        ("Monday: the date of this article is not known, so the day that is meant cannot be told.", []),
        ("talks.The: no space after the full stop.", []),
        (
            "Shattuck: not introduced before this. brown-trade-analysis.md (31 August 1994) introduces Assistant Secretary of State John Shattuck.",
            [
                ("brown-trade-analysis.md", 18, 72, "Assistant Secretary of State John Shattuck"),
                ("brown-beijing-wire.txt", 11, 100, "John Shattuck"),
                ("shattuck-briefing.md", 9, 54, "Assistant Secretary of State John Shattuck"),
            ],
        ),
    ]


CARDS = {
    "Shattuck": (
        (13, 1, "Shattuck"),
        [
            "**John Shattuck** · person · *brown-trade-analysis.md, 31 August 1994*",
            "- Given name: not stated in this article; joined by family name, beside Clinton, Qian Qichen · *this article*",
            "- Title here: not known: none stated · *this article*",
            "- Title elsewhere: Assistant Secretary of State (brown-trade-analysis.md, 31 August 1994, and 3 more); assistant secretary of state for human rights (brown-beijing-wire.txt, 30 August 1994) · *corpus, 23 articles*",
            "- Also written: Shattuck · *corpus, 23 articles*",
            "- Mentioned: 1 here; 9 times in 6 articles, 26 January 1994 – 31 August 1994, 3 undated: brown-trade-analysis.md; brown-beijing-wire.txt; 3 more · *corpus, 23 articles*",
            "- Said last: “Slippage or backsliding on human rights - during the time that progress is being sought” · *shattuck-briefing.md, line 15, 26 January 1994*",
            "- Same family name: nobody else · *corpus, 23 articles*",
        ],
    ),
    "Qian were": (
        (11, 17, "Qian"),
        [
            "**Qian Qichen** · person · *this article, line 9*",
            "- Title here: Foreign Minister · *this article, line 9*",
            "- Title elsewhere: Foreign Minister (brown-trade-analysis.md, 31 August 1994, and 4 more); Chinese Foreign Minister (paris-talks-ledger.txt, 25 January 1994, and 2 more); foreign minister of China (paris-talks-wire.txt, 24 January 1994) · *corpus, 23 articles*",
            "- Also written: Qian · *corpus, 23 articles*",
            "- Mentioned: 2 here; 19 times in 10 articles, 24 January 1994 – 31 August 1994, 3 undated: brown-trade-analysis.md; brown-beijing-wire.txt; 7 more · *corpus, 23 articles*",
            "- Said last: “We don't believe the question of human rights should be tied to the question of trade, but we are ready to discuss all these issues” · *paris-two-steps.md, line 18, 25 January 1994*",
            "- Same family name: nobody else · *corpus, 23 articles*",
        ],
    ),
    "Beijing has": (
        (7, 1, "Beijing"),
        [
            "**Beijing** · capital · *gazetteer, Dateline*",
            "- Other names: Peking; Peiping · *gazetteer, Dateline*",
            "- Capital of: China · *gazetteer, Dateline*",
            "- Lies in: China · *gazetteer, Dateline*",
            "- Note: Peking in much English copy until the 1990s · *gazetteer, Dateline*",
            "- Elsewhere: Beijing 21×; Peking 9× · *corpus, 23 articles*",
            "- Mentioned: 2 here; 32 times in 20 articles, 24 January 1994 – 31 January 1997, 5 undated: delegation-ledger.txt; geneva-calendar.txt; 17 more · *corpus, 23 articles*",
        ],
    ),
    "freedom": None,
}


async def test_hover(client: Editor, article):
    uri, text = article
    cards = {}
    for words in CARDS:
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), client.at(text, words))
        answer = await client.text_document_hover_async(params)
        if answer is not None:
            assert answer.contents.kind == lsp.MarkupKind.Markdown
        cards[words] = answer and (client.span(text, answer.range), answer.contents.value.split("\n"))
    assert cards == CARDS


HERE = [(ARTICLE, 9, 18, "Qian Qichen"), (ARTICLE, 11, 17, "Qian")]
# Newest first, the undated last.
ELSEWHERE = [
    ("brown-trade-analysis.md", 16, 34, "Qian Qichen"),
    ("brown-beijing-wire.txt", 9, 18, "Qian Qichen"),
    ("shattuck-briefing.md", 15, 77, "Qian Qichen"),
    ("paris-talks-ledger.txt", 5, 101, "Qian Qichen"),
    ("paris-talks-ledger.txt", 7, 17, "Mr Qian"),
    ("paris-talks-ledger.txt", 17, 1, "Mr Qian"),
    ("paris-two-steps.md", 8, 187, "Qian Qichen"),
    ("paris-two-steps.md", 18, 1, "Qian"),
    ("paris-two-steps.md", 18, 176, "Qian"),
    ("world-in-brief.txt", 5, 118, "Qian Qichen"),
    ("world-in-brief.txt", 9, 128, "Mr Qian"),
    ("paris-talks-wire.txt", 7, 97, "Qian Qichen"),
    ("paris-talks-wire.txt", 15, 1, "Qian"),
    ("paris-talks-wire.txt", 17, 26, "Qian"),
    ("paris-talks-wire.txt", 17, 223, "Qian"),
    ("brown-visit-web-page.txt", 9, 39, "Qian Qichen"),
    ("mfn-background.txt", 9, 89, "Qian Qichen"),
]


async def test_from_a_name_to_its_other_places(client: Editor, article):
    uri, text = article
    document, position = lsp.TextDocumentIdentifier(uri), client.at(text, "Qian were")
    (link,) = await client.text_document_definition_async(lsp.DefinitionParams(document, position))
    assert client.place(lsp.Location(link.target_uri, link.target_range)) == HERE[0]
    assert link.target_selection_range == link.target_range
    assert client.span(text, link.origin_selection_range) == HERE[1][1:]

    asked = lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=True), document, position)
    assert [client.place(at) for at in await client.text_document_references_async(asked)] == HERE + ELSEWHERE
    asked = lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=False), document, position)
    assert [client.place(at) for at in await client.text_document_references_async(asked)] == HERE[1:] + ELSEWHERE

    found = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(document, position))
    assert [(at.kind, ARTICLE, *client.span(text, at.range)) for at in found] == [(lsp.DocumentHighlightKind.Text, *place) for place in HERE]


async def test_symbols(client: Editor, article):
    uri, text = article
    (item,) = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri)))
    assert (item.kind, item.name) == (lsp.SymbolKind.File, "Washington hears Beijing out on prisoners")
    assert client.span(text, item.selection_range) == (5, 1, item.name)
    assert item.range == lsp.Range(lsp.Position(0, 0), lsp.Position(len(text.splitlines()), 0))
    assert all(name.range == name.selection_range and not name.children for name in item.children)
    outline = [(name.kind.name, name.name, name.detail, *client.span(text, name.range)) for name in item.children]
    assert outline == [
        ("Namespace", "Washington", "1 mention", 5, 1, "Washington"),
        ("Namespace", "Beijing", "2 mentions", 5, 18, "Beijing"),
        ("Namespace", "Paris", "1 mention", 7, 101, "Paris"),
        ("Class", "Warren Christopher", "Secretary of State, 2 mentions", 7, 171, "Warren Christopher"),
        ("Class", "Qian Qichen", "Foreign Minister, 2 mentions", 9, 18, "Qian Qichen"),
        ("Namespace", "China", "2 mentions", 9, 185, "China"),
        ("Namespace", "Hong Kong", "1 mention", 11, 66, "Hong Kong"),
        ("Namespace", "United States", "1 mention", 11, 148, "United States"),
        ("Module", "Communist Party", "1 mention", 11, 270, "Communist Party"),
        ("Class", "Shattuck", "1 mention", 13, 1, "Shattuck"),
        ("Class", "Clinton", "1 mention", 13, 53, "Clinton"),
        ("Namespace", "North Korea", "1 mention", 15, 1, "North Korea"),
    ]
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("kristoff"))
    symbols = [(at.kind.name, at.name, at.container_name, client.place(at.location)) for at in found]
    assert symbols == [("Class", "Sandra Kristoff", "6 mentions", ("delegation-ledger.txt", 15, 1, "Sandra Kristoff"))]


async def actions(client: Editor, uri: str, at: lsp.Position) -> list[lsp.CodeAction]:
    context = lsp.CodeActionContext(diagnostics=[], only=[lsp.CodeActionKind.QuickFix])
    params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), lsp.Range(at, at), context)
    return await client.text_document_code_action_async(params)


async def test_a_fix_is_applied_and_its_finding_goes(client: Editor, article):
    uri, text = article
    await client.published(uri, 1)
    fix, accept = await actions(client, uri, client.at(text, "The Americans"))
    assert (fix.title, fix.is_preferred, fix.command) == ("Insert a space", True, None)
    assert (accept.title, accept.is_preferred, accept.edit) == ("Accept: checked, keep “talks.The”", None, None)
    assert [action.diagnostics for action in (fix, accept)] == [(client.publications[uri][0].diagnostics[1],)] * 2
    (edit,) = edits(fix.edit, uri)
    at = client.at(text, "The Americans")
    assert (edit.range, edit.new_text) == (lsp.Range(at, at), " ")
    client.change(uri, 2, (edit.range.start, edit.range.end, edit.new_text))
    mended = text.replace("talks.The", "talks. The")
    assert client.findings(mended, await client.published(uri, 2)) == (2, [UNDATED, INTRODUCTION])


def edits(edit: lsp.WorkspaceEdit, uri: str) -> list[lsp.TextEdit]:
    """The edits of one document; if they name a version, the one that was opened."""
    if edit.document_changes is None:
        assert list(edit.changes) == [uri]
        return list(edit.changes[uri])
    (document,) = edit.document_changes
    assert document.text_document == lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=1)
    return list(document.edits)


async def test_the_date_is_written_to_the_sidecar(client: Editor, article):
    uri, text = article
    await client.published(uri, 1)
    argument = {"uri": uri, "published": "1994-01-24"}
    command = lsp.ExecuteCommandParams(command="dateline.setPublished", arguments=[argument])
    assert await client.workspace_execute_command_async(command) is None
    assert (client.folder / "paris-talks-web.dateline.toml").read_text() == "published = 1994-01-24\n"
    await client.until_findings(uri, text, (1, [SPACE, INTRODUCTION]))


async def test_settings_count_while_they_change(client: Editor, article):
    uri, text = article
    await client.published(uri, 1)
    settings = client.folder / "dateline.toml"
    event = lsp.FileEvent(uri=settings.as_uri(), type=lsp.FileChangeType.Created)
    settings.write_text('[rules]\nignore = ["person-not-introduced"]\n')
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    await client.until_findings(uri, text, (1, [UNDATED, SPACE]))
    await client.idle(2)
    settings.write_text('[rules.missing-space-after-full-stop]\nlevel = "error"\n')
    event.type = lsp.FileChangeType.Changed
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    graver = (SPACE[0], "Error", *SPACE[2:])
    await client.until_findings(uri, text, (1, [UNDATED, graver, INTRODUCTION]))
    await client.idle(3)


async def test_a_draft_without_a_file(client: Editor):
    uri, text = "untitled:Untitled-1", "Peking, a note\n\nQian Qichen, the foreign minister, came home.He said nothing.\n"
    client.open(uri, text)
    space = ("missing-space-after-full-stop", "Warning", 3, 41, "home.He")
    assert client.findings(text, await client.published(uri, 1)) == (1, [space])
    asked = lsp.ReferenceParams(
        lsp.ReferenceContext(include_declaration=True), lsp.TextDocumentIdentifier(uri), client.at(text, "Qian Qichen")
    )
    first, *others = await client.text_document_references_async(asked)
    assert (first.uri, client.span(text, first.range)) == (uri, (3, 1, "Qian Qichen"))
    assert sorted(client.place(at) for at in others) == sorted(HERE + ELSEWHERE)
    # There is no file beside which a sidecar could lie, so nothing can be accepted.
    assert [action.title for action in await actions(client, uri, client.at(text, "home.He"))] == ["Insert a space"]


async def test_edits_are_answered_for_their_version(client: Editor, article):
    uri, text = article
    await client.published(uri, 1)
    # Two changes in one message, the later at positions of the text after the first; then one letter at a time.
    name, space = client.at(text, "Shattuck"), client.at(text, "The Americans")
    client.change(uri, 2, (name, name, "John "), (space, space, " "))
    text = text.replace("Shattuck", "John Shattuck").replace("talks.The", "talks. The")
    end = client.at(text, "North Korea")
    for version, letter in enumerate("Its adminstration was silent. ", start=3):
        client.change(uri, version, (end, end, letter))
        end = lsp.Position(end.line, end.character + 1)
    text = text.replace("North Korea", "Its adminstration was silent. North Korea")
    wrong = ("misspelt-word", "Warning", 15, 5, "adminstration")
    await client.until_findings(uri, text, (version, [UNDATED, wrong]))
    versions = [publication.version for publication in client.publications[uri]]
    assert versions == sorted(versions)
    # Closing goes back to what is on disk, and takes the findings of the draft away.
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    await client.until("the findings to be withdrawn", lambda: client.publications[uri][-1].diagnostics == ())


# What each capability promises: how it is asked for, and what must be in the answer. A check that an empty answer passes would prove nothing, so
# every one is tried on that too.


class Asked:
    """The open article, and what is asked about it."""

    def __init__(self, client: Editor, uri: str, text: str):
        self.client, self.uri, self.text = client, uri, text
        self.document = lsp.TextDocumentIdentifier(uri)
        self.all = lsp.Range(lsp.Position(0, 0), lsp.Position(len(text.splitlines()), 0))

    def at(self, words: str, inside: str = ""):
        """A place in the text, behind `inside` if that is given."""
        at = self.client.at(self.text, words)
        return lsp.Position(at.line, at.character + len(inside))

    def span(self, span: lsp.Range) -> str:
        return self.client.span(self.text, span)[2]

    def place(self, words: str, inside: str = "") -> dict:
        return {"text_document": self.document, "position": self.at(words, inside)}


def spans(asked: Asked, answer, wanted: list[str], of=lambda found: found.range):
    assert [asked.span(of(found)) for found in answer or []] == wanted


def target(asked: Asked, answer, wanted):
    """Where a jump leads; links and places alike."""
    found = answer if isinstance(answer, (list, tuple)) else [answer] if answer else []
    places = [(at.target_uri, at.target_range) if isinstance(at, lsp.LocationLink) else (at.uri, at.range) for at in found]
    assert [(uri.rsplit("/", 1)[1], span.start.line) for uri, span in places] == wanted


async def completions(asked: Asked):
    name = asked.client.uri("begun.txt")
    asked.client.open(name, "They met Shatt")
    params = lsp.CompletionParams(lsp.TextDocumentIdentifier(name), asked.client.at("They met Shatt\n", "\n"))
    answer = await asked.client.text_document_completion_async(params)
    return answer and [await asked.client.completion_item_resolve_async(item) for item in answer.items]


def completed(asked: Asked, answer):
    (item,) = answer or [None]
    assert (item.label, item.detail) == ("John Shattuck", "Assistant Secretary of State, 9 mentions")
    card = item.documentation if isinstance(item.documentation, str) else item.documentation.value
    assert "Assistant Secretary of State" in card


async def renamed(asked: Asked):
    prepared = await asked.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**asked.place("Qian were")))
    assert prepared is not None and prepared.placeholder == "Qian"
    params = lsp.RenameParams(**asked.place("Qian were"), new_name="Chian")
    return await asked.client.text_document_rename_async(params)


def rename_edits(asked: Asked, answer):
    edit = answer or lsp.WorkspaceEdit()
    documents = {at.text_document.uri: at.edits for at in edit.document_changes or []} or edit.changes or {}
    here = [(asked.span(change.range), change.new_text) for change in documents.get(asked.uri, [])]
    assert here == [("Qian Qichen", "Chian Qichen"), ("Qian", "Chian")]
    if asked.client.unit == "utf-16":
        # Visual Studio Code asks a person first; Neovim cannot, and changes the draft alone.
        annotations = {change.annotation_id for uri, edits in documents.items() if uri != asked.uri for change in edits}
        assert [edit.change_annotations[name].needs_confirmation for name in annotations] == [True]
    else:
        assert list(documents) == [asked.uri]


async def lenses(asked: Asked):
    answer = await asked.client.text_document_code_lens_async(lsp.CodeLensParams(asked.document))
    return answer and [await asked.client.code_lens_resolve_async(lens) for lens in answer]


def lens_titles(asked: Asked, answer):
    titles = [lens.command.title for lens in answer or []]
    assert titles == ["Date not known", "4 people · 7 places · 1 organisation · 2 quotations"]


async def tokens(asked: Asked):
    full = await asked.client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(asked.document))
    part = await asked.client.text_document_semantic_tokens_range_async(lsp.SemanticTokensRangeParams(asked.document, asked.all))
    same = await asked.client.text_document_semantic_tokens_full_delta_async(
        lsp.SemanticTokensDeltaParams(asked.document, full.result_id)
    )
    assert list(part.data) == list(full.data) and list(same.edits) == []
    return full


def token_words(asked: Asked, answer):
    data, line, column, found = list(answer.data) if answer else [], 0, 0, []
    for at in range(0, len(data), 5):
        column = data[at + 1] + (column if data[at] == 0 else 0)
        line += data[at]
        word = asked.span(lsp.Range(lsp.Position(line, column), lsp.Position(line, column + data[at + 2])))
        found.append((asked.client.server.semantic_tokens_provider.legend.token_types[data[at + 3]], word))
    people = [word for kind, word in found if kind == "class"]
    assert people == ["Warren Christopher", "Qian Qichen", "Christopher", "Qian", "Shattuck", "Clinton"]
    assert {kind for kind, _ in found} >= {"class", "namespace", "event", "string"}


async def folds(asked: Asked):
    return await asked.client.text_document_folding_range_async(lsp.FoldingRangeParams(asked.document))


def folded(asked: Asked, answer):
    assert [(fold.start_line, fold.end_line, fold.kind) for fold in answer or []] == FOLDS


async def selections(asked: Asked):
    params = lsp.SelectionRangeParams(asked.document, [asked.at("Warren Christopher", "Warr")])
    return await asked.client.text_document_selection_range_async(params)


def selected(asked: Asked, answer):
    (step,) = answer or [None]
    found = [asked.span(step.range)]
    while (step := step.parent) and step.range.start.line == step.range.end.line:
        found.append(asked.span(step.range))
    assert found[:2] == ["Warren", "Warren Christopher"] and len(found) > 3


async def links(asked: Asked):
    name = asked.client.uri("links.txt")
    asked.client.open(name, "See https://example.org/dam and mfn-background.txt.\n")
    return await asked.client.text_document_document_link_async(lsp.DocumentLinkParams(lsp.TextDocumentIdentifier(name)))


def link_targets(asked: Asked, answer):
    assert [link.target for link in answer or []] == ["https://example.org/dam", asked.client.uri("mfn-background.txt")]


async def hints(asked: Asked):
    (asked.client.folder / "dated.dateline.toml").write_text("published = 1998-03-03\n")
    name = asked.client.uri("dated.txt")
    asked.client.open(name, "A note\n\nThey met on Monday.\n")
    params = lsp.InlayHintParams(lsp.TextDocumentIdentifier(name), asked.all)
    return await asked.client.text_document_inlay_hint_async(params)


def hinted(asked: Asked, answer):
    told = [(hint.position.line, hint.position.character, hint.label) for hint in answer or []]
    assert told == [(0, 6, "3 March 1998"), (2, 18, "Monday, 2 March 1998")]


async def types(asked: Asked):
    dossier = asked.client.folder / "dossiers" / "ours.toml"
    dossier.parent.mkdir()
    dossier.write_text('[[person]]\nname = "Qian Qichen"\n')
    event = lsp.FileEvent(uri=dossier.as_uri(), type=lsp.FileChangeType.Created)
    asked.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    await asked.client.idle(2)
    return await asked.client.text_document_type_definition_async(lsp.TypeDefinitionParams(**asked.place("Qian were")))


async def pulled(asked: Asked):
    params = lsp.DocumentDiagnosticParams(asked.document)
    report = await asked.client.text_document_diagnostic_async(params)
    again = await asked.client.text_document_diagnostic_async(
        lsp.DocumentDiagnosticParams(asked.document, previous_result_id=report.result_id)
    )
    closed = await asked.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    assert again.kind == "unchanged" and len(closed.items) == 22
    return report.items


def pulled_findings(asked: Asked, answer):
    assert [found.code for found in answer or []] == [UNDATED[0], SPACE[0], INTRODUCTION[0]]


async def references(asked: Asked):
    context = lsp.ReferenceContext(include_declaration=True)
    return await asked.client.text_document_references_async(lsp.ReferenceParams(context=context, **asked.place("Qian were")))


def referred(asked: Asked, answer):
    assert [asked.client.place(at) for at in answer or []] == HERE + ELSEWHERE


async def explained(asked: Asked):
    params = lsp.ExecuteCommandParams("dateline.explain", [{"rule": "doubled-word"}])
    return await asked.client.workspace_execute_command_async(params)


def explanation(asked: Asked, answer):
    assert answer and answer["rule"] == "doubled-word" and answer["text"].startswith("## What it does")


def simple(name: str, params: typing.Callable):
    """Asks one typed request."""
    return lambda asked: getattr(asked.client, f"{name}_async")(params(asked))


def hover_words(asked: Asked, answer):
    assert answer is not None and "Qian Qichen" in answer.contents.value


def outline(asked: Asked, answer):
    assert [item.name for item in answer or []] == ["Washington hears Beijing out on prisoners"]


def names(asked: Asked, answer):
    assert [found.name for found in answer or []] == ["Sandra Kristoff"]


def titles(asked: Asked, answer):
    assert [action.title for action in answer or []] == ["Insert a space", "Accept: checked, keep “talks.The”"]


async def resolved_actions(asked: Asked):
    found = await actions(asked.client, asked.uri, asked.at("The Americans"))
    return [await asked.client.code_action_resolve_async(action) for action in found]


def introduced(asked: Asked, answer):
    """Every article that gives the full name, this one first, then the newest."""
    places = [asked.client.place(at) for at in answer or []]
    assert len(places) > 3 and places[0][:2] == (ARTICLE, 9) and len(set(places)) == len(places), places


FOLDS = [(0, 2, "comment"), (16, 22, "comment")]

CAPABILITIES = {
    "hover_provider": (simple("text_document_hover", lambda asked: lsp.HoverParams(**asked.place("Qian were"))), hover_words),
    "definition_provider": (
        simple("text_document_definition", lambda asked: lsp.DefinitionParams(**asked.place("Qian were"))),
        lambda asked, answer: target(asked, answer, [(ARTICLE, 8)]),
    ),
    "declaration_provider": (
        simple("text_document_declaration", lambda asked: lsp.DeclarationParams(**asked.place("Qian were"))),
        lambda asked, answer: target(asked, answer, [(ARTICLE, 8)]),
    ),
    "implementation_provider": (
        simple("text_document_implementation", lambda asked: lsp.ImplementationParams(**asked.place("Qian were"))),
        introduced,
    ),
    "type_definition_provider": (types, lambda asked, answer: target(asked, answer, [("ours.toml", 0)])),
    "references_provider": (references, referred),
    "document_highlight_provider": (
        simple("text_document_document_highlight", lambda asked: lsp.DocumentHighlightParams(**asked.place("Qian were"))),
        lambda asked, answer: spans(asked, answer, ["Qian Qichen", "Qian"]),
    ),
    "document_symbol_provider": (
        simple("text_document_document_symbol", lambda asked: lsp.DocumentSymbolParams(asked.document)),
        outline,
    ),
    "workspace_symbol_provider": (simple("workspace_symbol", lambda asked: lsp.WorkspaceSymbolParams("kristoff")), names),
    "code_action_provider": (resolved_actions, titles),
    "execute_command_provider": (explained, explanation),
    "completion_provider": (completions, completed),
    "rename_provider": (renamed, rename_edits),
    "inlay_hint_provider": (hints, hinted),
    "code_lens_provider": (lenses, lens_titles),
    "semantic_tokens_provider": (tokens, token_words),
    "folding_range_provider": (folds, folded),
    "selection_range_provider": (selections, selected),
    "document_link_provider": (links, link_targets),
    "diagnostic_provider": (pulled, pulled_findings),
}


async def test_every_capability_is_exercised(client: Editor):
    advertised = {name for name in lsp.ServerCapabilities.__annotations__ if getattr(client.server, name) is not None}
    # Tried by all the other tests, and by `test_an_article_is_renamed`.
    advertised -= {"position_encoding", "text_document_sync", "workspace"}
    # This Visual Studio Code does not ask for diagnostics, and this Neovim does not ask again when it is told to: both are sent them. A client
    # that asks is in tests/lsp/pull.rs.
    assert advertised == set(CAPABILITIES) - {"diagnostic_provider"}


@pytest.mark.parametrize("capability", CAPABILITIES)
async def test_capability(client: Editor, article, capability: str):
    if getattr(client.server, capability) is None:
        assert capability == "diagnostic_provider"
        return
    ask, check = CAPABILITIES[capability]
    asked = Asked(client, *article)
    answer = await ask(asked)
    check(asked, answer)
    for emptied in [None, []]:
        with pytest.raises((AssertionError, AttributeError)):
            check(asked, emptied)


async def test_an_article_is_renamed(client: Editor):
    (client.folder / "note.txt").write_text("A note\n\nThey met on Monday.\n")
    (client.folder / "note.dateline.toml").write_text("published = 1998-03-03\n")
    files = lsp.RenameFilesParams([lsp.FileRename(client.uri("note.txt"), client.uri("memo.txt"))])
    edit = await client.workspace_will_rename_files_async(files)
    if client.unit == "utf-16":
        (moved,) = edit.document_changes
        assert (moved.old_uri, moved.new_uri) == (client.uri("note.dateline.toml"), client.uri("memo.dateline.toml"))
    else:
        assert edit is None
