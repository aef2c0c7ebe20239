// The two views, read as the editor reads them: through their own providers.
const assert = require("node:assert");
const vscode = require("vscode");
const { until, diagnosticsChange } = require("./wait.js");

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

exports.views = async (document, { names, facts, articles }) => {
  const groups = await tree(names, 1);
  assert.deepStrictEqual(groups, ["People · 3", "Places · 3", "Organisations · 1"]);
};
