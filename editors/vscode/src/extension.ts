// Puts the parts together. Everything that Dateline knows is in the server; here is only what Visual Studio Code shows of it.

import * as vscode from "vscode";
import { Articles } from "./articles";
import { registerCommands } from "./commands";
import { filters } from "./facts";
import { registerFacts } from "./facts_commands";
import { FactsView } from "./facts_view";
import { NamesView } from "./names_view";
import { registerSchemas } from "./schemas";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

/** What other extensions, and our tests, may look at. */
export interface Parts {
  readonly server: Server;
  readonly names: NamesView;
  readonly facts: FactsView;
  readonly articles: Articles;
  readonly filters: typeof filters;
}

export async function activate(context: vscode.ExtensionContext): Promise<Parts> {
  server = new Server(context);
  const articles = new Articles(server);
  const facts = new FactsView(articles);
  const names = new NamesView(server, articles);
  context.subscriptions.push(server, articles, facts, names, new Status(server, articles));
  registerCommands(context, server, articles);
  registerFacts(context, server, articles, facts);
  registerSchemas(context);
  await server.start();
  return { server, names, facts, articles, filters };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
