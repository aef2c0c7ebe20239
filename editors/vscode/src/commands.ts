// The commands that have nothing to do with one view. What changes something is done by the server, so that it is the same in every editor.

import * as path from "node:path";
import * as vscode from "vscode";
import type { Articles } from "./articles";
import { reason, type Server } from "./server";

export function registerCommands(context: vscode.ExtensionContext, server: Server, articles: Articles): void {
  const register = (command: string, run: () => Promise<unknown>): void => {
    const told = async (): Promise<void> => {
      try {
        await run();
      } catch (error) {
        server.log.error(`${command}: ${reason(error)}`);
        void vscode.window.showErrorMessage(`Dateline: ${reason(error)}`);
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(command, told));
  };
  register("dateline.restartServer", () => server.restart());
  register("dateline.showLog", async () => server.log.show());
  register("dateline.focusFacts", async () => vscode.commands.executeCommand("dateline.facts.focus"));
  register("dateline.focusNames", async () => vscode.commands.executeCommand("dateline.names.focus"));
  register("dateline.showMenu", showMenu);
  register("dateline.askPublished", () => askPublished(server, articles));
  register("dateline.explainRule", () => explainRule(server));
  register("dateline.createConfiguration", () => createConfiguration(server));
  const pages: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => server.run(["explain", path.posix.basename(uri.path, ".md")]),
  };
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider("dateline-rule", pages));
}

async function showMenu(): Promise<void> {
  const entries = [
    { label: "$(checklist) Show Fact List", command: "dateline.focusFacts" },
    { label: "$(organization) Show People, Places and Organisations", command: "dateline.focusNames" },
    { label: "$(calendar) Set Date of Article…", command: "dateline.askPublished" },
    { label: "$(question) Explain a Rule…", command: "dateline.explainRule" },
    { label: "$(refresh) Read Articles Again", command: "dateline.reindex" },
    { label: "$(output) Show Log", command: "dateline.showLog" },
    { label: "$(debug-restart) Restart Server", command: "dateline.restartServer" },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { title: "Dateline" });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

async function askPublished(server: Server, articles: Articles): Promise<void> {
  const document = articles.document;
  if (document === undefined) throw new Error("open an article first");
  const published = await vscode.window.showInputBox({
    title: "When was this article published?",
    prompt: "A day, a month or a year: 1997-01-29, 1997-01, 1997. It is written beside the article, not into it.",
    value: articles.facts?.published ?? "",
    validateInput: (text) => (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text.trim()) ? undefined : "Write 1997-01-29, 1997-01 or 1997."),
  });
  if (published !== undefined) await server.command("dateline.setPublished", { uri: document.uri.toString(), published });
}

/** Shows the page of a rule; the rules of findings under the cursor come first. */
async function explainRule(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const here = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri);
  const near = here.filter(({ source, range }) => source === "dateline" && editor?.selection.intersection(range) !== undefined);
  const first = new Set(near.map(({ code }) => (typeof code === "object" ? String(code.value) : String(code))));
  const rules = JSON.parse(await server.run(["rules", "--format", "json"])) as { name: string; summary: string }[];
  const items = rules.map(({ name, summary }) => ({ label: name, description: summary }));
  const sorted = [...items.filter(({ label }) => first.has(label)), ...items.filter(({ label }) => !first.has(label))];
  const chosen = await vscode.window.showQuickPick(sorted, { title: "Explain a rule", matchOnDescription: true });
  if (chosen === undefined) return;
  const page = vscode.Uri.from({ scheme: "dateline-rule", path: `/${chosen.label}.md` });
  await vscode.commands.executeCommand("markdown.showPreview", page);
}

async function createConfiguration(server: Server): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (folder === undefined) {
    if (folders.length === 0) throw new Error("open a folder of articles first");
    return;
  }
  const file = vscode.Uri.joinPath(folder.uri, "dateline.toml");
  const there = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!there) await server.run(["init", folder.uri.fsPath]);
  await vscode.window.showTextDocument(file);
}
