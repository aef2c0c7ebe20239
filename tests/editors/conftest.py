"""A server of its own for each test, on a copy of seeds/, for either editor. `DATELINE` names the binary."""

import os
import shutil

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, client_capabilities

from editor import ARTICLE, SEEDS, Editor


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
