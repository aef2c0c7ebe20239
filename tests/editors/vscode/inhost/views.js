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

exports.views = async (document, parts) => {
  await names(parts.names);
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
