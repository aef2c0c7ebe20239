// The view of the fact list: a row for each statement, with a box to tick; under it its sources and what speaks against it.

import * as path from "node:path";
import * as vscode from "vscode";
import type { Articles } from "./articles";
import { ALL, signature, standing, type Conflict, type Fact, type Filter, type Source } from "./facts";

/** A row. */
export type Row =
  | { readonly kind: "fact"; readonly uri: vscode.Uri; readonly fact: Fact }
  | { readonly kind: "tick"; readonly of: Row & { kind: "fact" } }
  | { readonly kind: "conflict"; readonly of: Row & { kind: "fact" }; readonly conflict: Conflict }
  | { readonly kind: "source"; readonly of: Row & { kind: "fact" }; readonly source: Source };

const ICONS: Readonly<Record<Conflict["level"], vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground")),
  warning: new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground")),
  information: new vscode.ThemeIcon("info"),
  hint: new vscode.ThemeIcon("lightbulb"),
};

export type FactRow = Row & { kind: "fact" };

export class FactsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The view, for its selection and its boxes. */
  readonly view: vscode.TreeView<Row>;
  private chosen: Filter = ALL;
  private rows = new Map<string, FactRow>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly articles: Articles) {
    this.view = vscode.window.createTreeView("dateline.facts", { treeDataProvider: this, showCollapseAll: true, manageCheckboxStateManually: true });
    this.subscriptions = [this.changed, this.view, articles.onDidChange(() => this.show())];
    this.show();
  }

  get filter(): Filter {
    return this.chosen;
  }

  set filter(filter: Filter) {
    this.chosen = filter;
    this.show();
  }

  /** The fact that is selected, whether its own row or one below it is. */
  get selected(): FactRow | undefined {
    const row = this.view.selection[0];
    const fact = row === undefined || row.kind === "fact" ? row : row.of;
    // The list may have been made anew since the row was selected.
    return fact === undefined ? undefined : this.rows.get(fact.fact.statement);
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return [...this.rows.values()].filter(({ fact }) => this.chosen.shows(fact));
    if (row.kind !== "fact") return [];
    return [
      ...(row.fact.checked === null ? [] : [{ kind: "tick", of: row } as const]),
      ...row.fact.conflicts.map((conflict) => ({ kind: "conflict", of: row, conflict }) as const),
      ...row.fact.sources.map((source) => ({ kind: "source", of: row, source }) as const),
    ];
  }

  getParent(row: Row): Row | undefined {
    return row.kind === "fact" ? undefined : row.of;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case "fact":
        return this.factItem(row);
      case "tick": {
        const { checked } = row.of.fact;
        const item = new vscode.TreeItem(checked === null ? "" : signature(checked));
        item.description = [checked?.note, checked?.source].filter((part) => part).join(" · ");
        item.iconPath = new vscode.ThemeIcon("check");
        return item;
      }
      case "conflict": {
        const item = new vscode.TreeItem(row.conflict.message);
        item.description = row.conflict.rule;
        item.iconPath = ICONS[row.conflict.level];
        item.tooltip = row.conflict.message;
        item.command = show(row.of);
        return item;
      }
      case "source": {
        const { source } = row;
        const item = new vscode.TreeItem(source.text);
        if (source.path === null || source.range === null) {
          item.description = "gazetteer";
          item.iconPath = new vscode.ThemeIcon("globe");
          return item;
        }
        item.description = [path.basename(source.path), source.published].filter((part) => part !== null).join(", ");
        item.iconPath = new vscode.ThemeIcon("file");
        item.tooltip = `${source.path}, line ${source.range.start.line + 1}`;
        item.command = { command: "dateline.openSource", title: "Open Source", arguments: [source] };
        return item;
      }
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private factItem(row: FactRow): vscode.TreeItem {
    const { fact } = row;
    const opens = fact.sources.length + fact.conflicts.length > 0 || fact.checked !== null;
    const item = new vscode.TreeItem(fact.text.replace(/\s+/g, " "), opens ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    item.id = `${row.uri.toString()} ${fact.statement}`;
    item.description = `${fact.kind} · ${standing(fact)}`;
    item.tooltip = `${fact.text}\n${fact.kind}, line ${fact.start.line}: ${standing(fact)}`;
    item.contextValue = fact.sources.some(({ uri }) => uri !== null) ? "fact sources" : "fact";
    item.checkboxState = {
      state: fact.checked === null ? vscode.TreeItemCheckboxState.Unchecked : vscode.TreeItemCheckboxState.Checked,
      tooltip: fact.checked === null ? "Tick: checked" : signature(fact.checked),
      accessibilityInformation: { label: fact.checked === null ? `Tick ${fact.text}` : `${fact.text}: ${signature(fact.checked)}` },
    };
    item.accessibilityInformation = { label: `${fact.text}, ${fact.kind}, ${standing(fact)}` };
    item.command = show(row);
    return item;
  }

  private show(): void {
    const { document, facts } = this.articles;
    const list = document === undefined ? [] : (facts?.facts ?? []);
    this.rows = new Map(list.map((fact) => [fact.statement, { kind: "fact", uri: document?.uri ?? vscode.Uri.file(""), fact }]));
    const shown = list.filter((fact) => this.chosen.shows(fact)).length;
    const ticked = list.filter((fact) => fact.checked !== null).length;
    this.view.description = list.length === 0 ? "" : `${ticked} of ${list.length} ticked`;
    this.view.message =
      this.chosen.id !== ALL.id
        ? `${this.chosen.label}: ${shown} of ${list.length}`
        : document !== undefined && facts !== undefined && list.length === 0
          ? "Nothing in this article can be checked."
          : "";
    this.changed.fire();
  }
}

function show(row: FactRow): vscode.Command {
  const { start, end } = row.fact.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return { command: "vscode.open", title: "Show", arguments: [row.uri, { selection, preserveFocus: true }] };
}
