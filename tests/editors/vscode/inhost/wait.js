// Waiting for what the editor tells, never for time to pass.
const vscode = require("vscode");

const PATIENCE = 60_000;

/** Gives what `condition` gives as soon as that is something; looked at now and whenever one of the events fires. */
exports.until = (what, events, condition) =>
  new Promise((done, failed) => {
    const listeners = [];
    let settled = false;
    const end = (how, value) => {
      settled = true;
      clearTimeout(timer);
      listeners.forEach((listener) => listener.dispose());
      how(value);
    };
    const timer = setTimeout(() => end(failed, new Error(`waited in vain for ${what}`)), PATIENCE);
    const look = async () => {
      try {
        const found = await condition();
        if (found && !settled) end(done, found);
      } catch (error) {
        if (!settled) end(failed, error);
      }
    };
    for (const event of events) listeners.push(event(look));
    look();
  });

exports.diagnosticsChange = vscode.languages.onDidChangeDiagnostics;
