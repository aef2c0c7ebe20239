// The article in front: its fact list and its date, asked for again whenever they may be others.

import * as vscode from "vscode";
import { LSPErrorCodes, ResponseError } from "vscode-languageclient/node";
import type { FactList } from "./facts";
import { LANGUAGES, reason, type Server } from "./server";

export class Articles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when the article in front, or what is known of it, is another. */
  readonly onDidChange = this.changed.event;
  private current: vscode.TextDocument | undefined;
  private list: FactList | undefined;
  private asking = false;
  private stale = false;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      this.changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => this.take(editor)),
      // Findings are sent for every version of the text, and again when the corpus or a sidecar has changed.
      vscode.languages.onDidChangeDiagnostics((change) => {
        const uri = this.current?.uri.toString();
        if (change.uris.some((changed) => changed.toString() === uri)) void this.refresh();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.current) this.become(undefined);
      }),
      server.onDidChange(() => {
        if (server.activity.kind !== "reading") void this.refresh();
      }),
    ];
    this.take(vscode.window.activeTextEditor);
  }

  /** The article in front; a panel or a settings page in front of it changes nothing. */
  get document(): vscode.TextDocument | undefined {
    return this.current;
  }

  /** Its facts, as far as they are known. */
  get facts(): FactList | undefined {
    return this.list;
  }

  /** Asks for the facts again. While one question is under way, further ones are one. */
  async refresh(): Promise<void> {
    this.stale = true;
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.stale) {
        this.stale = false;
        const document = this.current;
        const list = document === undefined ? undefined : await this.ask(document);
        if (document !== this.current) continue;
        this.list = list;
        this.changed.fire();
      }
    } finally {
      this.asking = false;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async ask(document: vscode.TextDocument): Promise<FactList | undefined> {
    if (!this.server.running) return undefined;
    try {
      return (await this.server.command<FactList | null>("dateline.facts", { uri: document.uri.toString() })) ?? undefined;
    } catch (error) {
      this.server.log.debug(`no facts of ${document.uri.toString()}: ${reason(error)}`);
      // What was superseded is asked for again, and until then the list stays as it is; a document that is no article has no facts.
      return isSuperseded(error) && document === this.current ? this.list : undefined;
    }
  }

  private take(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document === undefined || document === this.current) return;
    const readable = LANGUAGES.includes(document.languageId) && ["file", "untitled"].includes(document.uri.scheme);
    if (readable) this.become(document);
  }

  private become(document: vscode.TextDocument | undefined): void {
    this.current = document;
    this.list = undefined;
    void vscode.commands.executeCommand("setContext", "dateline.article", document !== undefined);
    this.changed.fire();
    void this.refresh();
  }
}

/** `ContentModified` or a cancellation of the Language Server Protocol. */
function isSuperseded(error: unknown): boolean {
  return error instanceof ResponseError && [LSPErrorCodes.ContentModified, LSPErrorCodes.ServerCancelled, LSPErrorCodes.RequestCancelled].includes(error.code);
}
