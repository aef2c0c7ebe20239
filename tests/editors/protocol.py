"""Drives the built binary as Visual Studio Code and Neovim do, through typed messages, and compares whole answers.

Columns are compared in characters, so that one expectation serves both clients: Visual Studio Code counts UTF-16 units, Neovim bytes.
"""

import pytest
from lsprotocol import types as lsp

from editor import ARTICLE, Editor
from expected import ELSEWHERE, HERE, INTRODUCTION, SPACE, UNDATED, actions, edits

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")]


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
