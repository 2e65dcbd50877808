import type { Span } from "../../diagnostics/diagnostic.ts";
import { formatDuration } from "../../model/value.ts";
import type { Expectation, Expression, File } from "../../syntax/ast.ts";
import { print } from "../../syntax/print.ts";
import type { Node } from "../../syntax/walk.ts";
import { childrenOf } from "../../syntax/walk.ts";
import type { Edit } from "./edits.ts";
import { edited } from "./edits.ts";
import { removal } from "./settled.ts";

/** What is made shorter: a text, and what makes of it one that fails. */
export interface Subject {
  readonly text: string;
  readonly tree: File;
  readonly failing: readonly Edit[];
  /** What makes of it one that does not, so that it stays the same cause: other answers, or no pinned order. */
  readonly passing: readonly Edit[] | undefined;
  /** Where the expectation stands that fails. */
  readonly failed: Span;
  /** `a or b` may become `a`, also in the expectation that fails: the reason does not quote it. */
  readonly mayShorten: boolean;
}

/** A text that fails, and why. */
interface Tried {
  readonly text: string;
  readonly tree: File;
  readonly reason: string;
}

/** Plays texts, in whatever way. */
export interface Player<T extends Tried> {
  failing(text: string): T | undefined;
  passes(text: string): boolean;
}

/** Texts that are tried before a shorter one is given up. */
const TRIALS_MAX = 3000;

/**
 * Takes away whatever a failing text can do without: devices, drivers, workloads, faults, statements, expectations, options; then
 * makes its times earlier and rounder, and puts it into its standard form. It always fails for the same reason, and would not
 * with what is `passing`.
 */
export function shrunk<T extends Tried>(
  subject: Subject,
  first: T,
  player: Player<T>,
  isOver: () => boolean,
): T {
  const shrinking = new Shrinking(subject, first, player, isOver);
  while (
    shrinking.keepOnlyOne() ||
    shrinking.leaveOut() ||
    shrinking.shorten() ||
    shrinking.makeEarlier()
  );
  return shrinking.printed();
}

class Shrinking<T extends Tried> {
  readonly #subject: Subject;
  readonly #player: Player<T>;
  readonly #isOver: () => boolean;
  #best: T;
  #edits: readonly Edit[] = [];
  #left = TRIALS_MAX;

  constructor(subject: Subject, first: T, player: Player<T>, isOver: () => boolean) {
    this.#subject = subject;
    this.#player = player;
    this.#isOver = isOver;
    this.#best = first;
  }

  /** Tries to do with one of many that stand side by side: without all others much more can be tried. */
  keepOnlyOne(): boolean {
    const before = this.#edits.length;
    for (const siblings of crowdsIn(this.#subject.tree)) {
      const left = siblings.filter((place) => this.#isThere(place));
      if (left.length < CROWD_MIN) continue;
      left.some((kept) =>
        this.#attempt(...left.filter((place) => place !== kept).map((place) => removal(place))),
      );
    }
    return this.#edits.length > before;
  }

  /** Tries to leave out one thing after the other, the largest first. Gives whether anything could go. */
  leaveOut(): boolean {
    const before = this.#edits.length;
    for (const place of removable(this.#subject)) {
      if (this.#isThere(place)) this.#attempt(removal(place));
    }
    return this.#edits.length > before;
  }

  /** Tries to do with one side of `or` and `and`. Gives whether that could be done anywhere. */
  shorten(): boolean {
    const { tree, mayShorten } = this.#subject;
    if (!mayShorten) return false;
    const before = this.#edits.length;
    for (const { node, sides } of choicesIn(tree)) {
      if (!sides.every((side) => this.#isThere(side))) continue;
      sides.some((side) =>
        this.#attempt(
          removal({ start: node.start, end: side.start }),
          removal({ start: side.end, end: node.end }),
        ),
      );
    }
    return this.#edits.length > before;
  }

  /** Tries to have statements happen earlier, or at rounder times. Gives whether any could. */
  makeEarlier(): boolean {
    const before = this.#edits.length;
    for (const place of timesIn(this.#subject.tree)) {
      if (!this.#isThere(place)) continue;
      const { start, end } = place;
      const written = this.#subject.text.slice(start, end);
      simplerTimes(written).some((text) => this.#attempt({ start, end, text }));
    }
    return this.#edits.length > before;
  }

  /** The best so far in its standard form, if it still fails so. */
  printed(): T {
    const { tree, text } = this.#best;
    const found = this.#player.failing(print(tree, text));
    return found?.reason === this.#best.reason ? found : this.#best;
  }

  /** Something of it is left. */
  #isThere(place: Span): boolean {
    return !this.#edits.some((edit) => contains(edit, place));
  }

  #attempt(...more: readonly Edit[]): boolean {
    if (this.#left <= 0 || this.#isOver()) return false;
    this.#left -= 1;
    const { text, failing, passing } = this.#subject;
    const edits = [...this.#edits, ...more];
    const found = this.#player.failing(edited(text, [...edits, ...failing]));
    if (found?.reason !== this.#best.reason) return false;
    const isAnyway =
      passing !== undefined && !this.#player.passes(edited(text, [...edits, ...passing]));
    if (isAnyway) return false;
    this.#best = found;
    this.#edits = edits;
    return true;
  }
}

function contains(one: Span, other: Span): boolean {
  return one.start <= other.start && other.end <= one.end;
}

/** What may be left out, the largest first. */
function removable({ tree, failed }: Subject): readonly Span[] {
  const places: Node[] = [];
  const visit = (node: Node): void => {
    for (const child of childrenOf(node)) {
      if (REMOVABLE.has(child.kind) && !contains(child, failed)) places.push(child);
      visit(child);
    }
  };
  visit(tree);
  return places.sort((one, other) => other.end - other.start - (one.end - one.start));
}

const REMOVABLE: ReadonlySet<string> = new Set([
  "import",
  "let",
  "phrase",
  "timeline",
  "order",
  "run-for",
  "expect",
  "expectation",
  "maybe",
  "block",
  "tag",
] satisfies Node["kind"][]);

/** So many things side by side are tried one by one from the other end. */
const CROWD_MIN = 3;

/** Phrases that stand in one block. */
function crowdsIn(tree: File): readonly (readonly Span[])[] {
  const crowds: (readonly Span[])[] = [];
  const visit = (node: Node): void => {
    const phrases = childrenOf(node).filter(({ kind }) => kind === "phrase");
    if (node.kind === "block" && phrases.length >= CROWD_MIN) crowds.push(phrases);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return crowds;
}

interface Choice {
  readonly node: Span;
  readonly sides: readonly Span[];
}

/**
 * Expressions of two sides of which one may be enough, the outer ones first: with one of them the expectation asks for less, so that
 * whatever breaks it breaks the whole as well.
 */
function choicesIn(tree: File): readonly Choice[] {
  const found: Choice[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "expectation") found.push(...choicesOf(node));
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return found;
}

function choicesOf({ temporal, what, scope }: Expectation): readonly Choice[] {
  const gate = scope?.word === "while" ? weakerSides(scope.expression, "or") : [];
  const isPlain = scope === undefined || scope.word === "while" || scope.word === "within";
  return isPlain ? [...weakerSides(what, temporal === "never" ? "or" : "and"), ...gate] : gate;
}

const OPPOSITE = { or: "and", and: "or" } as const;

/** The places of an operator of which one side alone asks for less. */
function weakerSides(node: Expression, operator: "or" | "and"): readonly Choice[] {
  if (node.kind === "paren") return weakerSides(node.expression, operator);
  if (node.kind === "unary" && node.operator === "not")
    return weakerSides(node.operand, OPPOSITE[operator]);
  if (node.kind !== "binary" || (node.operator !== "or" && node.operator !== "and")) return [];
  const { left, right } = node;
  const here = node.operator === operator ? [{ node, sides: [left, right] }] : [];
  return [...here, ...weakerSides(left, operator), ...weakerSides(right, operator)];
}

/** The times of the clock at which statements stand, and at which the run ends. */
function timesIn(tree: File): readonly Span[] {
  const places: Span[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "timeline" && node.moment.kind === "quantity") places.push(node.moment);
    if (node.kind === "run-for" && node.duration.kind === "quantity") places.push(node.duration);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return places;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["s", 1e9],
  ["ms", 1e6],
  ["us", 1e3],
  ["ns", 1],
]);

function simplerTimes(written: string): readonly string[] {
  const [, digits = "", unit = ""] = /^([\d.]+)([a-z]+)$/.exec(written) ?? [];
  const base = UNITS.get(unit);
  if (base === undefined) return [];
  const ticks = Math.round(Number(digits) * base);
  const simpler = new Set([0]);
  for (let size = 1e12; size >= 1; size /= 10) simpler.add(Math.floor(ticks / size) * size);
  return [...simpler].filter((one) => one < ticks).map((one) => formatDuration(one));
}
