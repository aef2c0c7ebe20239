// Does what the table says as Visual Studio Code does it, and compares each answer whole.
const assert = require("node:assert");
const path = require("node:path");
const vscode = require("vscode");
const { until, diagnosticsChange } = require("./wait.js");

const LEVELS = ["error", "warning", "information", "hint"];
const execute = vscode.commands.executeCommand;
const name = (uri) => path.posix.basename(uri.path);
// Lines and columns from 1; no line of the sample corpus that is asked for has a character of two units.
const place = (uri, range) => `${name(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
const lines = (text) => text.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");

function at(document, words) {
  const offset = document.getText().indexOf(words);
  assert.notEqual(offset, -1, `${words} is not in the text`);
  return document.positionAt(offset);
}

function findings(document) {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "dateline")
    .sort((one, other) => one.range.start.compareTo(other.range.start))
    .map(({ severity, code, range }) => `${LEVELS[severity]} ${code.value ?? code}: ${document.getText(range)}`);
}

// When anybody's provider of actions comes or goes, as those of the editor's own extensions do in the first seconds, the editor drops what it
// has been told of actions, or says that the question was cancelled: it is asked again, but not for ever.
const ASKED_AGAIN = 5;
const unlessDropped = (error) => {
  if (error.message !== "Canceled") throw error;
  return [];
};

async function actionsAt(document, words) {
  const position = at(document, words);
  const range = new vscode.Range(position, position);
  for (let left = ASKED_AGAIN; ; left -= 1) {
    const actions = await execute("vscode.executeCodeActionProvider", document.uri, range, "quickfix").then(undefined, unlessDropped);
    if (actions.length > 0 || left === 0) return actions;
  }
}

function outline(symbols, depth = 0) {
  return symbols.flatMap((symbol) => [
    `${"  ".repeat(depth)}${symbol.name} (${symbol.detail})`,
    ...outline([...symbol.children].sort((one, other) => one.selectionRange.start.compareTo(other.selectionRange.start)), depth + 1),
  ]);
}

const DO = {
  findings: (document) => findings(document),
  hover: async (document, { at: words }) => {
    const hovers = await execute("vscode.executeHoverProvider", document.uri, at(document, words));
    const ours = hovers.map(({ contents }) => contents.map((content) => content.value ?? content).join("\n"));
    // The findings under the pointer are hovers, too, but not the server's.
    return lines(ours.join("\n"));
  },
  definition: async (document, { at: words }) => {
    const places = await execute("vscode.executeDefinitionProvider", document.uri, at(document, words));
    return places.map((found) => place(found.targetUri ?? found.uri, found.targetSelectionRange ?? found.range));
  },
  references: async (document, { at: words }) => {
    const places = await execute("vscode.executeReferenceProvider", document.uri, at(document, words));
    return places.map(({ uri, range }) => place(uri, range)).sort();
  },
  highlights: async (document, { at: words }) => {
    const places = await execute("vscode.executeDocumentHighlights", document.uri, at(document, words));
    return places.map(({ range }) => place(document.uri, range)).sort();
  },
  outline: async (document) => outline(await execute("vscode.executeDocumentSymbolProvider", document.uri)),
  search: async (_, { query }) => {
    const symbols = await execute("vscode.executeWorkspaceSymbolProvider", query);
    const shown = await Promise.all(symbols.map(async ({ name, location }) => `${name} ${place(location.uri, location.range ?? new vscode.Range(0, 0, 0, 0))}`));
    return shown.sort();
  },
  actions: async (document, { at: words }) => (await actionsAt(document, words)).map(({ title }) => title),
  fix: async (document, { at: words }) => {
    const line = at(document, words).line;
    const preferred = (await actionsAt(document, words)).filter(({ isPreferred }) => isPreferred);
    assert.equal(preferred.length, 1, "one action is preferred");
    assert.ok(await vscode.workspace.applyEdit(preferred[0].edit));
    return [document.lineAt(line).text];
  },
  completion: async (document, { after, type }) => {
    const position = at(document, after).translate(0, after.length);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, position, type);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const list = await execute("vscode.executeCompletionItemProvider", document.uri, position.translate(0, type.length));
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(position, position.translate(0, type.length)));
    assert.ok(await vscode.workspace.applyEdit(back));
    return list.items.map(({ label, detail, kind }) => `${label.label ?? label} (${detail})`).sort();
  },
  rename: async (document, { at: words, to }) => {
    const edit = await execute("vscode.executeDocumentRenameProvider", document.uri, at(document, words), to);
    // Other articles are changed only by an editor that asks first, and not every editor can.
    const draft = edit.entries().filter(([uri]) => uri.toString() === document.uri.toString());
    return draft.flatMap(([uri, edits]) => edits.map(({ range, newText }) => `${place(uri, range)} ${newText}`)).sort();
  },
  facts: async (document) => {
    const list = await execute("dateline.facts", { uri: document.uri.toString() });
    return list.facts.map(shownFact);
  },
  tick: async (document, { text, note }) => {
    const list = await execute("dateline.facts", { uri: document.uri.toString() });
    const fact = list.facts.find((fact) => fact.text === text);
    assert.ok(fact, `${text} is no fact`);
    await execute("dateline.tick", { uri: document.uri.toString(), statement: fact.statement, note, by: "ab" });
    const after = await execute("dateline.facts", { uri: document.uri.toString() });
    return after.facts.filter(({ checked }) => checked !== null).map((fact) => `${fact.text}: ${fact.checked.by}, ${fact.checked.note}`);
  },
  untick: async (document, { text }) => {
    const list = await execute("dateline.facts", { uri: document.uri.toString() });
    const { statement } = list.facts.find((fact) => fact.text === text);
    await execute("dateline.untick", { uri: document.uri.toString(), statement });
    const after = await execute("dateline.facts", { uri: document.uri.toString() });
    return after.facts.filter(({ checked }) => checked !== null).map(({ text }) => text);
  },
};

const shownFact = ({ kind, text, status, agreeing, start }) => `${start.line}:${start.column} ${kind} ${status} ${agreeing}: ${text.replace(/\s+/g, " ")}`;

exports.play = async (script, document) => {
  let answers = 0;
  for (const step of script.steps) {
    const run = () => DO[step.do](document, step);
    const what = `${step.do} ${step.at ?? step.query ?? step.text ?? ""}`.trimEnd();
    if (step.do === "findings") {
      // They come when the server has them.
      await until(`${what}: ${step.expect.join("; ")}`, [diagnosticsChange], () => {
        const found = findings(document);
        return found.join("\n") === step.expect.join("\n") || undefined;
      }).catch((error) => {
        throw new Error(`${error.message}; got ${findings(document).join("; ")}`);
      });
    }
    const got = await run();
    if (process.env.DATELINE_SHOW_ANSWERS || script.show) console.log(`INHOST ANSWER ${JSON.stringify({ ...step, expect: got })}`);
    else {
      assert.deepStrictEqual(got, step.expect, `${what}: got ${JSON.stringify(got, null, 1)}`);
      // A check that an emptied answer passes would prove nothing, but for what has been taken back.
      if (step.do !== "untick") assert.notDeepStrictEqual([], step.expect, `${what} is right with no answer at all`);
    }
    answers += 1;
  }
  return answers;
};
exports.at = at;
