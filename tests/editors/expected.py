"""What several tests expect of the article, and how they read an answer."""

from lsprotocol import types as lsp

from editor import ARTICLE, Editor

UNDATED = ("undated-relative-date", "Information", 7, 90, "Monday")
SPACE = ("missing-space-after-full-stop", "Warning", 9, 66, "talks.The")
INTRODUCTION = ("person-not-introduced", "Warning", 13, 1, "Shattuck")

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


async def actions(client: Editor, uri: str, at: lsp.Position) -> list[lsp.CodeAction]:
    context = lsp.CodeActionContext(diagnostics=[], only=[lsp.CodeActionKind.QuickFix])
    params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), lsp.Range(at, at), context)
    return await client.text_document_code_action_async(params)


def edits(edit: lsp.WorkspaceEdit, uri: str) -> list[lsp.TextEdit]:
    """The edits of one document; if they name a version, the one that was opened."""
    if edit.document_changes is None:
        assert list(edit.changes) == [uri]
        return list(edit.changes[uri])
    (document,) = edit.document_changes
    assert document.text_document == lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=1)
    return list(document.edits)
