// The schemas of `dateline.toml` and of dossiers, for the extension "Even Better TOML", which completes and checks TOML as one types.

import * as vscode from "vscode";

const TOML = "tamasfe.even-better-toml";
/** The file of the schema for files whose path matches. */
const SCHEMAS: readonly { readonly files: string; readonly schema: string }[] = [
  { files: ".*/dateline\\.toml$", schema: "dateline.schema.json" },
  { files: ".*/(dossiers/[^/]*|corrections)\\.toml$", schema: "dossier.schema.json" },
];

export function registerSchemas(context: vscode.ExtensionContext): void {
  const associate = async (): Promise<void> => {
    if (vscode.extensions.getExtension(TOML) === undefined) {
      const show = "Show Extension";
      const chosen = await vscode.window.showInformationMessage("This needs the extension Even Better TOML. Install it, then try again.", show);
      if (chosen === show) await vscode.commands.executeCommand("workbench.extensions.search", `@id:${TOML}`);
      return;
    }
    await copy(context);
    await settle(context);
    void vscode.window.showInformationMessage("dateline.toml and dossiers are checked while you type.");
  };
  context.subscriptions.push(vscode.commands.registerCommand("dateline.associateSchemas", associate));
  // The copies of an older version are brought up to date; what was never asked for is not written.
  if (settled(context)) void copy(context);
}

// The folder of the extension has the version in its name; this one stays.
function place(context: vscode.ExtensionContext, schema: string): vscode.Uri {
  return vscode.Uri.joinPath(context.globalStorageUri, "schemas", schema);
}

async function copy(context: vscode.ExtensionContext): Promise<void> {
  for (const { schema } of SCHEMAS) {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, "schemas", schema), place(context, schema), { overwrite: true });
  }
}

function associations(): Record<string, string> {
  const set = vscode.workspace.getConfiguration("evenBetterToml.schema").inspect<Record<string, string>>("associations");
  return set?.globalValue ?? {};
}

function settled(context: vscode.ExtensionContext): boolean {
  const set = associations();
  return SCHEMAS.some(({ files, schema }) => set[files] === place(context, schema).toString());
}

async function settle(context: vscode.ExtensionContext): Promise<void> {
  const set = { ...associations() };
  for (const { files, schema } of SCHEMAS) set[files] = place(context, schema).toString();
  await vscode.workspace.getConfiguration("evenBetterToml.schema").update("associations", set, vscode.ConfigurationTarget.Global);
}
