"""The language server against a second implementation of the protocol's types, strict about each, with the abilities of VS Code and of Neovim.

Run by `tests/all`; by hand: `DATELINE=target/debug/dateline python -m pytest tests/editors/protocol.py`.
"""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"


class Draft:
    """An article of the sample corpus as an editor has it open."""

    def __init__(self, name: str):
        path = SEEDS / name
        self.uri = path.as_uri()
        self.text = path.read_bytes().decode()
        self.id = lsp.TextDocumentIdentifier(self.uri)

    def at(self, words: str) -> lsp.Position:
        """Where some words begin; the sample is chosen so that every encoding counts alike."""
        before = self.text[: self.text.index(words)]
        return lsp.Position(before.count("\n"), len(before) - (before.rfind("\n") + 1))

    def words(self, span: lsp.Range) -> str:
        assert span.start.line == span.end.line
        return self.text.split("\n")[span.start.line][span.start.character : span.end.character]


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["DATELINE"], "lsp"]),
    params=["visual-studio-code", "neovim"],
)
async def client(request, lsp_client: LanguageClient):
    folder = lsp.WorkspaceFolder(uri=SEEDS.as_uri(), name="seeds")
    capabilities = client_capabilities(request.param)
    await lsp_client.initialize_session(lsp.InitializeParams(capabilities=capabilities, workspace_folders=[folder]))
    yield
    await lsp_client.shutdown_session()


async def opened(client: LanguageClient, name: str) -> Draft:
    draft = Draft(name)
    item = lsp.TextDocumentItem(uri=draft.uri, language_id="plaintext", version=1, text=draft.text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await client.wait_for_notification("textDocument/publishDiagnostics")
    return draft


@pytest.mark.asyncio
async def test_diagnostics_and_fixes(client: LanguageClient):
    draft = await opened(client, "delegation-washington.txt")
    found = [found for found in client.diagnostics[draft.uri] if found.code == "misspelt-word"]
    assert [draft.words(found.range) for found in found] == ["adminstration", "adminstration"]
    assert {(found.source, found.severity) for found in found} == {("dateline", lsp.DiagnosticSeverity.Warning)}
    context = lsp.CodeActionContext(diagnostics=found[:1], only=[lsp.CodeActionKind.QuickFix])
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(draft.id, found[0].range, context))
    assert actions[0].is_preferred and list(actions[0].diagnostics) == found[:1]
    edit = actions[0].edit
    # A client that does not know versioned edits gets plain ones.
    edits = edit.document_changes[0].edits if edit.document_changes else edit.changes[draft.uri]
    assert [(edit.range, edit.new_text) for edit in edits] == [(found[0].range, "administration")]
    # These types take an action that has a command for a bare command: its title is all that can be compared here.
    assert actions[-1].title == "Accept: checked, keep “adminstration”"


@pytest.mark.asyncio
async def test_from_a_name_to_its_other_places(client: LanguageClient):
    draft = await opened(client, "paris-talks-wire.txt")
    name = draft.at("Christopher")
    hover = await client.text_document_hover_async(lsp.HoverParams(draft.id, name))
    assert hover.contents.kind == lsp.MarkupKind.Markdown
    assert "**Warren Christopher**" in hover.contents.value and len(hover.contents.value.splitlines()) <= 10
    assert "Christopher" in draft.words(hover.range)
    (definition,) = await client.text_document_definition_async(lsp.DefinitionParams(draft.id, name))
    target = definition.target_uri if isinstance(definition, lsp.LocationLink) else definition.uri
    assert target == draft.uri
    context = lsp.ReferenceContext(include_declaration=True)
    references = await client.text_document_references_async(lsp.ReferenceParams(context, draft.id, name))
    assert references[0].uri == draft.uri and all("Christopher" in draft.words(place.range) for place in references if place.uri == draft.uri)
    highlights = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(draft.id, name))
    assert [place.range for place in references if place.uri == draft.uri] == [highlight.range for highlight in highlights]


@pytest.mark.asyncio
async def test_outlines(client: LanguageClient):
    draft = await opened(client, "paris-talks-wire.txt")
    (story,) = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(draft.id))
    assert "Warren Christopher" in [child.name for child in story.children]
    named = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("christopher"))
    assert [symbol.name for symbol in named][:1] == ["Warren Christopher"]
