// The two views, read as the editor reads them: through their own providers.
const assert = require("node:assert");
const vscode = require("vscode");
const { until, diagnosticsChange } = require("./wait.js");

const execute = vscode.commands.executeCommand;
const label = (item) => item.label.label ?? item.label;
const shown = (item) => [label(item), item.description].filter((part) => part).join(" · ");

async function tree(view, depth, node) {
  const rows = [];
  for (const child of await view.getChildren(node)) {
    const item = await view.getTreeItem(child);
    rows.push(shown(item));
    if (depth > 1) rows.push(...(await tree(view, depth - 1, child)).map((row) => `  ${row}`));
  }
  return rows;
}

async function row(view, text, node) {
  for (const child of await view.getChildren(node)) {
    if (label(await view.getTreeItem(child)) === text) return child;
  }
  throw new Error(`the view has no row ${text}`);
}

exports.views = async (document, parts) => {
  await names(parts.names);
  await facts(document, parts);
};

async function names(view) {
  assert.deepStrictEqual(await tree(view, 2), [
    "People · 4",
    "  Clinton · 1 mention",
    "  Qian Qichen · Foreign Minister, 2 mentions",
    "  Shattuck · 1 mention",
    "  Warren Christopher · Secretary of State, 2 mentions",
    "Places · 7",
    "  Beijing · 2 mentions",
    "  China · 2 mentions",
    "  Hong Kong · 1 mention",
    "  North Korea · 1 mention",
    "  Paris · 1 mention",
    "  United States · 1 mention",
    "  Washington · 1 mention",
    "Organisations · 1",
    "  Communist Party · 1 mention",
  ]);
  const qian = await row(view, "Qian Qichen", await row(view, "People"));
  assert.deepStrictEqual(await tree(view, 1, qian), [
    "19 mentions in 10 articles",
    "paris-talks-web.txt · 2 mentions",
    "brown-trade-analysis.md · 1 mention",
    "brown-beijing-wire.txt · 1 mention",
    "shattuck-briefing.md · 1 mention",
    "paris-talks-ledger.txt · 3 mentions",
    "paris-two-steps.md · 3 mentions",
    "world-in-brief.txt · 2 mentions",
    "paris-talks-wire.txt · 4 mentions",
    "brown-visit-web-page.txt · 1 mention",
    "mfn-background.txt · 1 mention",
  ]);
}

async function facts(document, parts) {
  const { facts: view, articles } = parts;
  // The view follows the article by itself.
  await until("the facts", [articles.onDidChange], () => articles.facts?.facts.length > 0);
  const rows = await tree(view, 1);
  assert.equal(rows.length, articles.facts.facts.length);
  assert.equal(view.view.description, `0 of ${rows.length} ticked`);
  const quotation = "slippage or backsliding on human rights during the time that progress is being sought.";
  assert.ok(rows.includes(`${quotation} · quotation · agrees with one source`), rows.join("\n"));
  const source = "Slippage or backsliding on human rights - during the time that progress is being sought · shattuck-briefing.md, 1994-01-26";
  assert.deepStrictEqual(await tree(view, 1, await row(view, quotation)), [source]);

  // A tick: the box, the words, a row below with note and source; it lies in the sidecar.
  const changed = (what, condition) => until(what, [articles.onDidChange], condition);
  const box = async () => (await view.getTreeItem(await row(view, quotation))).checkboxState.state;
  assert.equal(await box(), vscode.TreeItemCheckboxState.Unchecked);
  await execute("dateline.toggleTick", await row(view, quotation));
  await changed("the tick", async () => (await box()) === vscode.TreeItemCheckboxState.Checked);
  const today = new Date().toISOString().slice(0, 10);
  assert.deepStrictEqual(await tree(view, 1, await row(view, quotation)), [`ticked ab ${today}`, source]);
  assert.equal(view.view.description, `1 of ${rows.length} ticked`);
  const sidecar = vscode.Uri.joinPath(document.uri, "..", "paris-talks-web.dateline.toml");
  const written = Buffer.from(await vscode.workspace.fs.readFile(sidecar)).toString();
  assert.match(written, /\[\[checked\]\]\nstatement = "[0-9a-f-]+"\n/);

  // The next source is shown beside the article; the list keeps the keyboard.
  await execute("dateline.nextSource", await row(view, quotation));
  const beside = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.path.endsWith("shattuck-briefing.md"));
  assert.equal(beside.document.getText(beside.selection), "Slippage or backsliding on human rights - during the time that progress is being sought");
  assert.equal(articles.document, document);

  // Filters of state and kind.
  const { filters } = vscode.extensions.getExtension("dateline.dateline").exports;
  const filtered = async (id) => {
    view.filter = filters(articles.facts.facts).find((filter) => filter.id === id);
    return (await tree(view, 1)).length;
  };
  const counts = {};
  for (const id of ["open", "conflicts", "alone", "ticked", "kind:quotation", "all"]) counts[id] = await filtered(id);
  assert.deepStrictEqual(counts, { open: rows.length - 1, conflicts: 1, alone: 6, ticked: 1, "kind:quotation": 2, all: rows.length });

  // Kept in each form; the tick is in it.
  for (const [ending, words] of [["md", /- \[x\] /], ["csv", /^[^\n]*statement/], ["json", /"checked":\s*\{/], ["txt", /^\[x\] /m]]) {
    const target = vscode.Uri.joinPath(document.uri, "..", "..", `list.${ending}`);
    await execute("dateline.exportFacts", target);
    assert.match(Buffer.from(await vscode.workspace.fs.readFile(target)).toString(), words);
  }

  // And taken away again.
  await execute("dateline.toggleTick", await row(view, quotation));
  await changed("the tick to go", async () => (await box()) === vscode.TreeItemCheckboxState.Unchecked);
}
