// Starts the language server and hands it plain text and Markdown. Everything that Dateline knows is in the server.

import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

// The binary of the user's settings, else the one inside the extension.
function serverPath(context: vscode.ExtensionContext): string {
  const configured = vscode.workspace.getConfiguration("dateline").get<string>("server.path", "");
  const name = process.platform === "win32" ? "dateline.exe" : "dateline";
  return configured === "" ? path.join(context.extensionPath, "server", name) : configured;
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const server: ServerOptions = { command: serverPath(context), args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "plaintext" },
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "plaintext" },
      { scheme: "untitled", language: "markdown" },
    ],
    synchronize: { configurationSection: "dateline" },
  };
  client = new LanguageClient("dateline", "Dateline", server, options);
  await client.start();
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await client?.stop();
    await start(context);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("dateline.restartServer", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("dateline.server.path")) void restart();
    }),
  );
  await start(context);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
