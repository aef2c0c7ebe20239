// Two passes in one browser: assertions inside the extension host, then what a person sees on the screen.
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require(process.env.PLAYWRIGHT);
const { onScreen } = require("./screen.js");

const { BASE, WORK, OUT, INHOST, CHROMIUM, ONLY } = process.env;
const begun = Date.now();
const say = (what) => console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
// A debug build on a busy machine is slow.
const PATIENCE = 90_000;

async function inHost(context) {
  const page = await context.newPage();
  const ended = new Promise((done) => page.exposeFunction("codeAutomationExit", done));
  await page.exposeFunction("codeAutomationLog", () => {});
  page.on("console", (message) => {
    const text = message.text().replace(/%c|color: \S*/g, "").trim();
    if (/INHOST/.test(text)) say(text.replace(/^.*?INHOST /s, ""));
    // What our own tests throw; the editor logs mistakes of its own that are none of ours.
    else if (text.includes(INHOST)) say(text);
    fs.appendFileSync(path.join(OUT, "console.log"), `${text}\n`);
  });
  const remote = `vscode-remote://${new URL(BASE).host}`;
  const payload = [
    ["extensionDevelopmentPath", remote + INHOST],
    ["extensionTestsPath", `${remote}${INHOST}/index.js`],
  ];
  await page.goto(`${BASE}/?folder=${WORK}/host&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, 2 * PATIENCE, "no answer")));
  const code = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (code !== 0) await page.screenshot({ path: path.join(OUT, "in-host-failure.png") });
  await page.close();
  if (code !== 0) throw new Error(`the tests in the extension host ended with ${code}`);
}

async function main() {
  const profile = path.join(WORK, "chromium");
  const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, headless: true, viewport: { width: 1280, height: 800 }, args: ARGS });
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? PATIENCE));
  try {
    if (ONLY !== "screen") await inHost(context);
    if (ONLY !== "host") await onScreen(context, { url: `${BASE}/?folder=${WORK}/screen`, out: OUT, say });
  } finally {
    await context.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
