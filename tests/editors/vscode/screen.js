// What a person sees: squiggle and message, problems, card, references, the views, a tick that is still there after a reload.
const assert = require("node:assert");
const path = require("node:path");

const ARTICLE = "paris-talks-web.txt";

// The middle of words on the screen. The editor splits lines into spans, so the text nodes of a line are joined first.
const spot = (page, words) =>
  page.evaluate((wanted) => {
    for (const line of document.querySelectorAll(".view-lines .view-line")) {
      const nodes = [];
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) nodes.push(walk.currentNode);
      const text = nodes.map((node) => node.data.replaceAll("\u00a0", " ")).join("");
      const from = text.indexOf(wanted);
      if (from < 0) continue;
      const range = document.createRange();
      let passed = 0;
      const put = (set, offset) => {
        passed = 0;
        for (const node of nodes) {
          if (offset <= passed + node.data.length) return set.call(range, node, offset - passed);
          passed += node.data.length;
        }
      };
      put(range.setStart, from + 1);
      put(range.setEnd, from + wanted.length);
      const box = range.getClientRects()[0];
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return null;
  }, words);

// Rests the pointer on words until what is shown has the text. Lines move when something is shown above them, so it may have to follow.
async function hover(page, words, text) {
  const shown = page.locator(".monaco-hover:not(.hidden)", { hasText: text }).first();
  for (let tries = 1; ; tries += 1) {
    const place = await spot(page, words);
    assert.ok(place, `${words} is not on the screen`);
    await page.mouse.move(place.x - 2, place.y);
    await page.mouse.move(place.x, place.y);
    try {
      return await shown.waitFor({ timeout: 10_000 });
    } catch (error) {
      if (tries === 5) throw error;
      await page.mouse.move(640, 10);
    }
  }
}

// Opens the article, and gives how many milliseconds later its first finding is shown.
async function open(page) {
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: ARTICLE });
  await row.waitFor();
  const begun = Date.now();
  await row.dblclick();
  await page.locator(".squiggly-warning").first().waitFor({ state: "attached" });
  return Date.now() - begun;
}

// Chooses from a list that a key opens, and tries again if the editor, which puts the focus back where it was after a reload, has shut the list.
async function choose(page, key, typed, row, done) {
  for (let tries = 1; ; tries += 1) {
    try {
      await page.keyboard.press(key);
      const box = page.locator(".quick-input-widget input");
      await box.waitFor({ timeout: 10_000 });
      await box.fill(typed, { timeout: 10_000 });
      await page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().waitFor({ timeout: 10_000 });
      await page.keyboard.press("Enter");
      return await done();
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

async function command(page, title) {
  await choose(page, "F1", `>${title}`, title, () => {});
}

exports.onScreen = async (context, { url, out, say }) => {
  const page = await context.newPage();
  const shot = async (name) => {
    await page.screenshot({ path: path.join(out, `${name}.png`) });
    say(name);
  };
  try {
    await page.goto(url);
    const took = await open(page);
    say(`first finding ${(took / 1000).toFixed(1)} s after the article was opened`);
    await page.locator(".statusbar-item", { hasText: /Dateline · 3 findings/ }).waitFor();
    // What stands above the story and inside its lines has come, too.
    await page.locator(".codelens-decoration", { hasText: "Date not known" }).waitFor();
    await hover(page, "talks.The", "missing-space-after-full-stop");
    await shot("squiggle");

    await page.keyboard.press("Control+Shift+M");
    // Closed articles are told of, too; the filter leaves those of this one.
    const problem = (words) => page.locator(".markers-panel .monaco-list-row", { hasText: words }).first().waitFor();
    await problem("Thursday, August 30: 30 August 1994 was a Tuesday.");
    await shot("problems");
    await page.getByPlaceholder(/^Filter \(e\.g\./).fill("paris-talks-web");
    for (const words of ["Shattuck: not introduced before this.", "Monday: the date of this article is not known", "talks.The"]) await problem(words);
    await page.getByPlaceholder(/^Filter \(e\.g\./).fill("");

    await page.keyboard.press("Control+J");
    await page.locator(".markers-panel").waitFor({ state: "hidden" });
    await page.mouse.move(640, 10);
    await hover(page, "Qian Qichen", "Title elsewhere: Foreign Minister");
    await shot("hover");

    await page.keyboard.press("Escape");
    const name = await spot(page, "Qian");
    await page.mouse.click(name.x, name.y);
    await page.keyboard.press("Shift+F12");
    await page.locator(".reference-zone-widget", { hasText: "References (19)" }).first().waitFor();
    await page.locator(".reference-zone-widget .ref-tree .monaco-list-row").first().waitFor();
    await shot("references");
    await page.keyboard.press("Escape");

    await namesView(page, shot);
    await factsView(page, shot);
    await walkthrough(page, shot);
  } catch (error) {
    await page.screenshot({ path: path.join(out, "failure.png") });
    throw error;
  }
};

// What somebody sees who has just installed it: every step with its picture.
async function walkthrough(page, shot) {
  await command(page, "Open Walkthrough...");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "Check an article with Dateline" }).first().waitFor();
  await page.keyboard.type("Check an article");
  await page.keyboard.press("Enter");
  // Beside a side bar there is no room for pictures.
  await page.locator(".getting-started-step").first().waitFor();
  await page.keyboard.press("Control+B");
  const steps = page.locator(".getting-started-step");
  for (const title of ["Open a folder of articles", "Ask who that is", "Tick off the facts", "Say when it was written"]) {
    const step = steps.filter({ hasText: title }).first();
    await step.waitFor();
    await step.click();
    const media = page.locator(".getting-started-media");
    const drawn = (element) => [...element.querySelectorAll("img, iframe, svg")].some((picture) => picture.getClientRects().length > 0 && picture.naturalWidth !== 0);
    await until(() => media.evaluate(drawn), `the picture of “${title}”`);
    await shot(`walkthrough-${title.split(" ")[0].toLowerCase()}`);
  }
}

async function until(holds, what) {
  const end = Date.now() + 20_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what} is not shown`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function namesView(page, shot) {
  await command(page, "Dateline: Show People, Places and Organisations");
  const pane = page.locator(".pane", { hasText: /^People, Places/ });
  const row = pane.locator(".monaco-list-row", { hasText: "Qian Qichen" });
  await row.locator(".monaco-tl-twistie").click();
  await pane.locator(".monaco-list-row", { hasText: "19 mentions in 10 articles" }).waitFor();
  await shot("names");
}

async function factsView(page, shot) {
  const pane = page.locator(".pane", { hasText: /^Fact List/ });
  const row = () => pane.locator(".monaco-list-row", { hasText: /^Qian Qichen\s*name · / });
  const ticked = () => pane.locator(".monaco-list-row", { hasText: /^Qian Qichen\s*name · ticked ab / }).waitFor();
  const select = async () => {
    await row().locator(".label-name").first().click();
    await pane.locator(".monaco-list-row.focused", { hasText: /^Qian Qichen\s*name · / }).waitFor();
  };
  await command(page, "Dateline: Show Fact List");
  await select();
  // The keyboard does all of it: space ticks, S shows a source.
  await page.keyboard.press("Space");
  await ticked();
  await shot("facts");
  await page.keyboard.press("s");
  await page.locator(".tab", { hasText: "brown-trade-analysis.md" }).waitFor();
  await shot("source");
  // It is still there after a reload, since it lies beside the article.
  await page.reload();
  await page.locator(".statusbar-item", { hasText: /Dateline · \d findings/ }).waitFor();
  await command(page, "Dateline: Show Fact List");
  await ticked();
  await shot("reloaded");
  // Filters, by keyboard.
  await select();
  const filtered = pane.locator(".message", { hasText: /Ticked: 1 of \d+/ }).first();
  await choose(page, "f", "Ticked", "Ticked", () => filtered.waitFor({ timeout: 10_000 }));
  await shot("filtered");
}
