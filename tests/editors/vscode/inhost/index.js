// Runs inside the extension host, against the installed .vsix: the table of actions, then what only Visual Studio Code has.
// What it throws ends the run with an exit code other than 0.
const assert = require("node:assert");
const vscode = require("vscode");
const { play } = require("./actions.js");
const { until } = require("./wait.js");
const { views } = require("./views.js");

exports.activate = () => {};

exports.run = async () => {
  const begun = Date.now();
  const [table] = await vscode.workspace.findFiles(".actions.json");
  const script = JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(table)).toString());
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, script.article));
  await vscode.window.showTextDocument(document);
  const extension = vscode.extensions.getExtension("dateline.dateline");
  assert.ok(extension, "the extension is not installed, or not enabled");
  const parts = await extension.activate();
  // Idle: the reading of the corpus has ended, and says how many articles there are.
  await until("the end of indexing", [parts.server.onDidChange], () => parts.server.activity.kind === "ready" && /articles/.test(parts.server.activity.message));
  const answers = await play(script, document, parts);
  await views(document, parts);
  console.log(`INHOST ${answers} answers as they should be, in Visual Studio Code ${vscode.version}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
};
