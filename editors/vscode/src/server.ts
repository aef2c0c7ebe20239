// The language server's process: where its binary is, starting, stopping, and how far it is with reading articles.

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type Middleware } from "vscode-languageclient/node";

/** The languages that articles are written in. */
export const LANGUAGES = ["plaintext", "markdown", "html"];

/** What the server is doing. */
export type Activity =
  | { readonly kind: "starting" }
  | { readonly kind: "reading"; readonly message: string }
  | { readonly kind: "ready"; readonly message: string }
  | { readonly kind: "stopped" };

export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when `activity` is another. */
  readonly onDidChange = this.changed.event;
  /** What the server writes to its log, and the messages if they are traced. */
  readonly log: vscode.LogOutputChannel;
  private client: LanguageClient | undefined;
  private state: Activity = { kind: "stopped" };
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(private readonly context: vscode.ExtensionContext) {
    this.log = vscode.window.createOutputChannel("Dateline", { log: true });
    this.subscriptions.push(
      this.log,
      this.changed,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("dateline.server")) void this.restart();
      }),
    );
  }

  get activity(): Activity {
    return this.state;
  }

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  /** The binary of the user's settings, else the one inside the extension. A setting of a folder is not looked at. */
  binary(): string {
    const configured = vscode.workspace.getConfiguration("dateline").inspect<string>("server.path")?.globalValue ?? "";
    const name = process.platform === "win32" ? "dateline.exe" : "dateline";
    return configured === "" ? path.join(this.context.extensionPath, "server", name) : configured;
  }

  async start(): Promise<void> {
    const command = this.binary();
    const level = vscode.workspace.getConfiguration("dateline").get<string>("server.logLevel", "warn");
    const client = new LanguageClient("dateline", "Dateline", { command, args: ["lsp", "--log", level] }, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) return;
      if (newState === State.Starting) this.become({ kind: "starting" });
      if (newState === State.Running) this.become({ kind: "ready", message: "" });
      if (newState === State.Stopped) this.become({ kind: "stopped" });
    });
    try {
      await client.start();
    } catch (error) {
      this.become({ kind: "stopped" });
      const settings = "Open Settings";
      const chosen = await vscode.window.showErrorMessage(`Dateline: ${command} cannot be started: ${reason(error)}`, settings);
      if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "dateline.server.path");
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.state === State.Running) await client.stop();
    await client?.dispose();
    this.become({ kind: "stopped" });
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends a request; the error says that there is no server if there is none. */
  async request<Answer>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Answer> {
    if (this.client === undefined || !this.running) throw new Error("the server is not running");
    return token === undefined ? this.client.sendRequest(method, params) : this.client.sendRequest(method, params, token);
  }

  /** Has the server do one of its commands. */
  command<Answer>(command: string, argument: object): Promise<Answer> {
    return this.request("workspace/executeCommand", { command, arguments: [argument] });
  }

  /** A position of the editor's, and back, as the protocol has them. */
  get converters(): Pick<LanguageClient, "code2ProtocolConverter" | "protocol2CodeConverter"> {
    if (this.client === undefined) throw new Error("the server is not running");
    return this.client;
  }

  /**
   * Runs the binary as on the command line and gives what it prints; the error is what it says is wrong. An exit code of 1 is an answer, too:
   * there are findings.
   */
  run(args: readonly string[], folder?: string): Promise<string> {
    return new Promise((done, failed) => {
      execFile(this.binary(), [...args], { cwd: folder, maxBuffer: 1 << 28 }, (error, output, told) => {
        if (error === null || error.code === 1) done(output);
        else failed(new Error(told.trim() || error.message));
      });
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      synchronize: { configurationSection: "dateline" },
      outputChannel: this.log,
      middleware: this.middleware(),
    };
  }

  private middleware(): Middleware {
    return {
      handleWorkDoneProgress: (token, params, next) => {
        if (params.kind === "end") this.become({ kind: "ready", message: params.message ?? "" });
        else this.become({ kind: "reading", message: params.message ?? "" });
        next(token, params);
      },
    };
  }

  private become(state: Activity): void {
    this.state = state;
    this.changed.fire();
  }
}

/** What an error says, without its kind. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
