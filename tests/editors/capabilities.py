"""What each advertised capability promises: how it is asked for, and what must be in the answer.

A check that an empty answer passes would prove nothing, so every one is tried on that too.
"""

import typing

import pytest
from lsprotocol import types as lsp

from editor import ARTICLE, Editor
from expected import ELSEWHERE, HERE, INTRODUCTION, SPACE, UNDATED, actions, edits

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")]


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
