// The item in the status bar: how far the reading of the corpus is, how many findings the article has, and of which day it is.

import * as vscode from "vscode";
import type { Articles } from "./articles";
import type { Server } from "./server";

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly articles: Articles,
  ) {
    this.item = vscode.window.createStatusBarItem("dateline.status", vscode.StatusBarAlignment.Left, 10);
    this.item.name = "Dateline";
    this.item.command = "dateline.showMenu";
    const show = (): void => this.show();
    this.subscriptions = [this.item, server.onDidChange(show), articles.onDidChange(show), vscode.languages.onDidChangeDiagnostics(show)];
    this.show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private show(): void {
    const { activity } = this.server;
    const document = this.articles.document;
    const parts: string[] = [];
    if (document !== undefined) {
      parts.push(count(findings(document.uri), "finding"));
      parts.push(day(this.articles.facts?.published) ?? "no date");
    }
    const broken = activity.kind === "stopped";
    this.item.text = [`${icon(activity.kind)} Dateline`, ...(broken ? ["stopped"] : []), ...parts].join(" · ");
    this.item.backgroundColor = broken ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.item.tooltip = this.tooltip();
    this.item.show();
  }

  private tooltip(): string {
    const { activity } = this.server;
    const lines = [sentence(activity)];
    const { document, facts } = this.articles;
    if (document !== undefined) {
      const date = day(facts?.published);
      lines.push(date === undefined ? "When this article was published is not known; “Set Date of Article…” states it." : `Published ${date}`);
      if (facts !== undefined) lines.push(`${count(facts.facts.length, "fact")}, ${facts.facts.filter((fact) => fact.checked !== null).length} ticked`);
    }
    return lines.join("\n");
  }
}

function findings(uri: vscode.Uri): number {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "dateline").length;
}

function icon(kind: Server["activity"]["kind"]): string {
  return { starting: "$(sync~spin)", reading: "$(sync~spin)", ready: "$(checklist)", stopped: "$(warning)" }[kind];
}

function sentence(activity: Server["activity"]): string {
  switch (activity.kind) {
    case "starting":
      return "The server is starting.";
    case "reading":
      return `Reading articles: ${activity.message}`;
    case "ready":
      return activity.message === "" ? "The server is ready." : `The corpus has been read: ${activity.message}`;
    case "stopped":
      return "The server is not running; “Restart Server” starts it.";
  }
}

/** `1994-01-24`, `1994-01` and `1994` as one says them. */
function day(date: string | null | undefined): string | undefined {
  if (date === null || date === undefined) return undefined;
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (parts === null) return date;
  const [, year, month, dayOfMonth] = parts;
  if (month === undefined) return year;
  const style: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (dayOfMonth !== undefined) style.day = "numeric";
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth ?? "1"))));
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
