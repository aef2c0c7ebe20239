// The view of people, places and organisations that the article names; opened, each tells where the corpus has it.

import * as path from "node:path";
import * as vscode from "vscode";
import { SymbolKind, type DocumentSymbol, type Location } from "vscode-languageclient/node";
import type { Articles } from "./articles";
import { reason, type Server } from "./server";
import { count } from "./status";

/** One who is named, at the first mention. */
interface Named {
  readonly kind: "name";
  readonly uri: vscode.Uri;
  readonly symbol: DocumentSymbol;
}

type Node =
  | { readonly kind: "group"; readonly label: string; readonly icon: string; readonly names: readonly Named[] }
  | Named
  | { readonly kind: "total"; readonly named: Named; readonly places: readonly Location[] }
  | { readonly kind: "article"; readonly places: readonly Location[] }
  | { readonly kind: "note"; readonly text: string };

// How the server's outline tells the kinds apart.
const GROUPS: readonly { kind: SymbolKind; label: string; icon: string }[] = [
  { kind: SymbolKind.Class, label: "People", icon: "person" },
  { kind: SymbolKind.Namespace, label: "Places", icon: "location" },
  { kind: SymbolKind.Module, label: "Organisations", icon: "organization" },
];

export class NamesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly articles: Articles,
  ) {
    const view = vscode.window.createTreeView("dateline.names", { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [this.changed, view, articles.onDidChange(() => this.changed.fire())];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    try {
      if (node === undefined) return await this.groups();
      if (node.kind === "group") return [...node.names];
      return node.kind === "name" ? await this.places(node) : [];
    } catch (error) {
      return [{ kind: "note", text: reason(error) }];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return item(node.label, { id: node.label, description: String(node.names.length), icon: node.icon, state: vscode.TreeItemCollapsibleState.Expanded });
      case "name":
        return item(node.symbol.name, {
          id: `${node.symbol.kind} ${node.symbol.name}`,
          description: node.symbol.detail,
          state: vscode.TreeItemCollapsibleState.Collapsed,
          command: open(node.uri, this.range(node.symbol.selectionRange)),
        });
      case "total": {
        const locations = node.places.map((place) => this.server.converters.protocol2CodeConverter.asLocation(place));
        const at = this.range(node.named.symbol.selectionRange).start;
        const articles = new Set(node.places.map((place) => place.uri)).size;
        return item(`${count(node.places.length, "mention")} in ${count(articles, "article")}`, {
          icon: "references",
          command: { command: "editor.action.showReferences", title: "Show Mentions", arguments: [node.named.uri, at, locations] },
        });
      }
      case "article": {
        const first = node.places[0];
        const uri = vscode.Uri.parse(first?.uri ?? "");
        return item(path.posix.basename(uri.path), {
          description: count(node.places.length, "mention"),
          icon: "file",
          ...(first === undefined ? {} : { command: open(uri, this.range(first.range)) }),
        });
      }
      case "note":
        return item(node.text, { icon: "info" });
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async groups(): Promise<Node[]> {
    const document = this.articles.document;
    if (document === undefined || !this.server.running) return [];
    const textDocument = this.server.converters.code2ProtocolConverter.asTextDocumentIdentifier(document);
    const stories = (await this.server.request<DocumentSymbol[] | null>("textDocument/documentSymbol", { textDocument })) ?? [];
    const names = stories.flatMap((story) => story.children ?? []);
    return GROUPS.map(({ kind, label, icon }): Node => {
      // A file may hold several stories that name the same people.
      const once = new Map<string, Named>();
      for (const symbol of names) {
        if (symbol.kind === kind && !once.has(symbol.name)) once.set(symbol.name, { kind: "name", uri: document.uri, symbol });
      }
      const sorted = [...once.values()].sort((one, other) => one.symbol.name.localeCompare(other.symbol.name, "en"));
      return { kind: "group", label, icon, names: sorted };
    }).filter((group) => group.kind === "group" && group.names.length > 0);
  }

  private async places(named: Named): Promise<Node[]> {
    const uri = this.server.converters.code2ProtocolConverter.asUri(named.uri);
    const places =
      (await this.server.request<Location[] | null>("textDocument/references", {
        textDocument: { uri },
        position: named.symbol.selectionRange.start,
        context: { includeDeclaration: true },
      })) ?? [];
    if (places.length === 0) return [{ kind: "note", text: "no mention outside this article" }];
    // In the order in which the server gives them: this article, then the newest.
    const byArticle = new Map<string, Location[]>();
    for (const place of places) byArticle.set(place.uri, [...(byArticle.get(place.uri) ?? []), place]);
    return [{ kind: "total", named, places }, ...[...byArticle.values()].map((places): Node => ({ kind: "article", places }))];
  }

  private range(range: DocumentSymbol["range"]): vscode.Range {
    return this.server.converters.protocol2CodeConverter.asRange(range);
  }
}

interface Looks {
  readonly id?: string;
  readonly description?: string | undefined;
  readonly icon?: string;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly command?: vscode.Command;
}

function item(label: string, looks: Looks): vscode.TreeItem {
  const made = new vscode.TreeItem(label, looks.state ?? vscode.TreeItemCollapsibleState.None);
  if (looks.id !== undefined) made.id = looks.id;
  if (looks.description !== undefined) made.description = looks.description;
  if (looks.icon !== undefined) made.iconPath = new vscode.ThemeIcon(looks.icon);
  if (looks.command !== undefined) made.command = looks.command;
  return made;
}

function open(uri: vscode.Uri, selection: vscode.Range): vscode.Command {
  return { command: "vscode.open", title: "Open", arguments: [uri, { selection, preserveFocus: true }] };
}
