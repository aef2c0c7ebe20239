// The fact list as the server gives it (`dateline.facts`), and which of its facts are shown.

import type { Range } from "vscode-languageclient";

/** A place of the list: lines and columns from 1, columns in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** An article or dossier that says the same; without a path and a place it is the gazetteer. */
export interface Source {
  readonly path: string | null;
  readonly uri: string | null;
  readonly range: Range | null;
  readonly text: string;
  readonly published: string | null;
}

/** A finding that speaks against a statement. */
export interface Conflict {
  readonly rule: string;
  readonly level: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly fingerprint: string;
}

/** Who ticked a statement, and on what grounds. */
export interface Tick {
  readonly by: string | null;
  readonly at: string | null;
  readonly note: string | null;
  readonly source: string | null;
}

/** One statement of the article that can be checked. */
export interface Fact {
  /** Names the statement in a tick. */
  readonly statement: string;
  /** Name, title, date, number, quotation, place … */
  readonly kind: string;
  /** In the columns of the protocol. */
  readonly range: Range;
  readonly start: Place;
  readonly text: string;
  readonly status: "seen-nowhere-else" | "agrees" | "accepted" | "conflicts" | "ticked";
  readonly sources: readonly Source[];
  /** How many articles say the same. */
  readonly agreeing: number;
  readonly conflicts: readonly Conflict[];
  readonly checked: Tick | null;
}

/** All statements of an article, in order. */
export interface FactList {
  readonly path: string;
  /** The article's date: `1994-01-24`, `1994-01` or `1994`. */
  readonly published: string | null;
  readonly facts: readonly Fact[];
}

/** Which facts are shown. */
export interface Filter {
  readonly id: string;
  readonly label: string;
  readonly shows: (fact: Fact) => boolean;
}

/** Everything. */
export const ALL: Filter = { id: "all", label: "All facts", shows: () => true };

/** What can be chosen for a list: by state, then by each kind that occurs. */
export function filters(facts: readonly Fact[]): readonly Filter[] {
  const kinds = [...new Set(facts.map((fact) => fact.kind))].sort();
  return [
    ALL,
    { id: "open", label: "Not ticked yet", shows: (fact) => fact.checked === null },
    { id: "conflicts", label: "Conflicting", shows: grave },
    { id: "alone", label: "Seen nowhere else", shows: (fact) => fact.agreeing === 0 && !grave(fact) },
    { id: "ticked", label: "Ticked", shows: (fact) => fact.checked !== null },
    ...kinds.map((kind) => ({ id: `kind:${kind}`, label: `Kind: ${kind}`, shows: (fact: Fact) => fact.kind === kind })),
  ];
}

/** Whether something at `warning` or above speaks against a statement. */
export function grave(fact: Fact): boolean {
  return fact.conflicts.some(({ level }) => level === "error" || level === "warning");
}

/** How a statement stands, in words. */
export function standing(fact: Fact): string {
  const told = [
    ...(fact.checked === null ? [] : [signature(fact.checked)]),
    ...fact.conflicts.map(({ message }) => message),
    ...(fact.status === "accepted" ? ["accepted"] : []),
    ...(fact.agreeing === 0 ? [] : [`agrees with ${fact.agreeing === 1 ? "one source" : `${fact.agreeing} sources`}`]),
  ];
  return told.length === 0 ? "seen nowhere else" : told.join(" · ");
}

/** A tick as one would write it in the margin. */
export function signature(tick: Tick): string {
  return ["ticked", tick.by, tick.at].filter((part) => part !== null && part !== "").join(" ");
}
