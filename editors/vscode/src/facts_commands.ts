// What can be done with the fact list: tick, note, go through the sources, filter, export.

import * as path from "node:path";
import * as vscode from "vscode";
import type { Articles } from "./articles";
import { ALL, filters, type Fact, type Source } from "./facts";
import type { FactRow, FactsView, Row } from "./facts_view";
import { reason, type Server } from "./server";

/** Forms in which a fact list can be kept, by the ending of the file. */
const FORMS: Readonly<Record<string, string>> = { md: "markdown", csv: "csv", json: "json", txt: "text" };

export function registerFacts(context: vscode.ExtensionContext, server: Server, articles: Articles, facts: FactsView): void {
  const desk = new Desk(server, articles, facts);
  const register = <Argument>(command: string, run: (argument?: Argument) => Promise<void>): void => {
    const told = async (argument?: Argument): Promise<void> => {
      try {
        await run(argument);
      } catch (error) {
        server.log.error(`${command}: ${reason(error)}`);
        // Another extension that calls it is told itself.
        if (argument instanceof vscode.Uri) throw error;
        void vscode.window.showErrorMessage(`Dateline: ${reason(error)}`);
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(command, told));
  };
  register<Row>("dateline.toggleTick", (row) => desk.toggle(row));
  register<Row>("dateline.tickWithNote", (row) => desk.tickWithNote(row));
  register<Row>("dateline.nextSource", (row) => desk.nextSource(row));
  register("dateline.filterFacts", () => desk.chooseFilter());
  register("dateline.exportFacts", (target) => desk.exportList(target instanceof vscode.Uri ? target : undefined));
  context.subscriptions.push(
    vscode.commands.registerCommand("dateline.openSource", (source: Source) => desk.open(source)),
    facts.view.onDidChangeCheckboxState(async ({ items }) => {
      for (const [row] of items) await vscode.commands.executeCommand("dateline.toggleTick", row);
    }),
  );
}

class Desk {
  // Which source of which fact was shown last.
  private shown: { readonly statement: string; readonly index: number } | undefined;

  constructor(
    private readonly server: Server,
    private readonly articles: Articles,
    private readonly facts: FactsView,
  ) {}

  async toggle(row: Row | undefined): Promise<void> {
    const { uri, fact } = this.fact(row);
    if (fact.checked === null) await this.tick(uri, fact, {});
    else await this.server.command("dateline.untick", { uri: uri.toString(), statement: fact.statement });
    await this.articles.refresh();
  }

  async tickWithNote(row: Row | undefined): Promise<void> {
    const { uri, fact } = this.fact(row);
    const title = `Tick “${shorten(fact.text)}”`;
    const note = await vscode.window.showInputBox({ title, prompt: "Note; may be empty", value: fact.checked?.note ?? "" });
    if (note === undefined) return;
    const source = await vscode.window.showInputBox({
      title,
      prompt: "Source: a page, a document, a person asked; may be empty",
      value: fact.checked?.source ?? "",
    });
    if (source === undefined) return;
    await this.tick(uri, fact, { ...(note === "" ? {} : { note }), ...(source === "" ? {} : { source }) });
    await this.articles.refresh();
  }

  /** Shows one source after another, and begins again after the last. */
  async nextSource(row: Row | undefined): Promise<void> {
    const found = this.fact(row);
    const { statement } = found.fact;
    // The gazetteer is no file that could be shown.
    const sources = found.fact.sources.filter(({ uri }) => uri !== null);
    const last = this.shown?.statement === statement ? this.shown.index : -1;
    const index = (last + 1) % Math.max(sources.length, 1);
    const source = sources[index];
    if (source === undefined) {
      vscode.window.setStatusBarMessage("Dateline: no other article says this", 4000);
      return;
    }
    this.shown = { statement, index };
    await this.open(source);
  }

  /** Opens a source beside the article, at the words that agree, and leaves the keyboard in the list. */
  async open({ uri, range }: Source): Promise<void> {
    if (uri === null || range === null) return;
    const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    const options = { selection, preserveFocus: true, preview: true, viewColumn: vscode.ViewColumn.Beside };
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), options);
  }

  async chooseFilter(): Promise<void> {
    const list = this.articles.facts?.facts ?? [];
    const items = filters(list).map((filter) => ({ label: filter.label, description: String(list.filter(filter.shows).length), filter }));
    const chosen = await vscode.window.showQuickPick(items, { title: "Show in the fact list" });
    if (chosen !== undefined) this.facts.filter = chosen.filter.id === ALL.id ? ALL : chosen.filter;
  }

  /** Keeps the list in a file, as `dateline facts` prints it, so that both are one. */
  async exportList(given: vscode.Uri | undefined): Promise<void> {
    const document = this.articles.document;
    if (document === undefined || document.uri.scheme !== "file") throw new Error("save the article first; its fact list is made from the file");
    // A tick in the sidecar is kept at once, so that the list of the file as it lies on the disk is worth having too.
    if (document.isDirty && !(await document.save()) && document.isDirty) {
      void vscode.window.showWarningMessage("Dateline: the article could not be saved; the list is that of the file on the disk.");
    }
    const target = given ?? (await this.askTarget(document.uri));
    if (target === undefined) return;
    await this.exportTo(document.uri, target);
    if (given === undefined) void offer(target);
  }

  private askTarget(article: vscode.Uri): Thenable<vscode.Uri | undefined> {
    const name = path.posix.basename(article.path).replace(/\.[^.]*$/, "");
    return vscode.window.showSaveDialog({
      title: "Export the fact list",
      defaultUri: vscode.Uri.joinPath(vscode.Uri.file(this.parent(article)), `${name}.facts.md`),
      filters: { Markdown: ["md"], CSV: ["csv"], JSON: ["json"], Text: ["txt"] },
    });
  }

  private async exportTo(article: vscode.Uri, target: vscode.Uri): Promise<void> {
    const ending = path.posix.extname(target.path).slice(1);
    const form = FORMS[ending];
    if (form === undefined) throw new Error(`${path.posix.basename(target.path)}: write a name that ends in ${Object.keys(FORMS).join(", ")}`);
    const folder = vscode.workspace.getWorkspaceFolder(article)?.uri.fsPath ?? path.dirname(article.fsPath);
    const text = await this.server.run(["facts", article.fsPath, "--format", form], folder);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  /** Where an export goes: among the articles a list as text would be taken for one, so beside their folder. */
  private parent(article: vscode.Uri): string {
    const folder = vscode.workspace.getWorkspaceFolder(article);
    return path.dirname(folder?.uri.fsPath ?? article.fsPath);
  }

  private tick(uri: vscode.Uri, fact: Fact, grounds: { note?: string; source?: string }): Promise<unknown> {
    const initials = vscode.workspace.getConfiguration("dateline").get<string>("facts.initials", "").trim();
    const by = initials === "" ? {} : { by: initials };
    return this.server.command("dateline.tick", { uri: uri.toString(), statement: fact.statement, ...grounds, ...by });
  }

  private fact(row: Row | undefined): FactRow {
    const given = row === undefined ? this.facts.selected : row.kind === "fact" ? row : row.of;
    if (given === undefined) throw new Error("select a fact in the fact list first");
    return given;
  }
}

// Not opened at once: the list would take the article's place in front.
async function offer(target: vscode.Uri): Promise<void> {
  const open = "Open";
  const chosen = await vscode.window.showInformationMessage(`The fact list is in ${target.fsPath}`, open);
  if (chosen === open) await vscode.window.showTextDocument(target);
}

function shorten(text: string): string {
  const words = text.replace(/\s+/g, " ");
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}
