import type { Occurrences } from "../../engine/judge/event-book.ts";
import type { Pending } from "../../engine/pending.ts";
import type { Session, Snapshot } from "../../engine/session.ts";
import type { ComponentSpec } from "../../model/component.ts";
import { lanesOf } from "../lanes.ts";
import type { Readings } from "../readings.ts";
import { readingsOf } from "../readings.ts";

/** 64 bits that two points of runs share when everything that steers the rest of the run is the same. */
export type StateKey = readonly [low: number, high: number];

/**
 * Makes keys of the points of one session. Equal states whose fields were written in another order get different keys, which costs
 * time and nothing else. States of components and rules are plain values that are never changed in
 * place, so that what was made of an object once holds for good.
 */
export class StateKeys {
  readonly #session: Session;
  readonly #known = new WeakMap<object, StateKey>();
  readonly #plain = new Map<unknown, StateKey>();
  readonly #readings: Readings;
  /** Of each component what of its state is told apart; nothing when all of it is. */
  readonly #views: readonly (View | undefined)[];

  constructor(session: Session) {
    this.#session = session;
    this.#readings = readingsOf(session.plan);
    this.#views = session.world.components.map((spec) => this.#viewOf(spec));
  }

  /** The key of where the session stands, given a snapshot of just that. */
  of(snapshot: Snapshot): StateKey {
    let [low, high] = lanesOf(this.#restOf(snapshot));
    for (const [id, { state }] of snapshot.kernel.cells.entries()) {
      const view = this.#views[id];
      const [one, other] = view === undefined ? this.#ofValue(state) : view.keyOf(state);
      low = (low + spread(one, id)) | 0;
      high = (high + spread(other, id)) | 0;
    }
    const rules = snapshot.monitors.automata;
    for (const [rule, all] of rules.entries()) {
      for (const { subject, state } of all) {
        const [one, other] = this.#ofValue(state);
        const place = Math.imul(rule + 1, RULE) + subject;
        low = (low + spread(one, place)) | 0;
        high = (high + spread(other, place)) | 0;
      }
    }
    return [low, high];
  }

  /** Counters that nobody reads steer nothing, and are left out. */
  #viewOf({ kind, name, class: { counters = [] } }: ComponentSpec): View | undefined {
    if (counters.length === 0) return undefined;
    const needed = new Set<string>();
    for (const field of this.#readings.fields.get(`${kind} ${name}`) ?? []) {
      const needs = this.#session.scope.fieldOf(kind, field)?.needs;
      if (needs === undefined) return undefined;
      for (const path of needs) needed.add(path);
    }
    return new View(counters, [...needed]);
  }

  /** Everything but the states of the components, as a text. */
  #restOf({
    kernel,
    monitors,
    observatory,
    timeline,
    lifecycle,
    faults,
    ...rest
  }: Snapshot): string {
    const { cells, agenda, budgets } = kernel;
    return [
      `${agenda.now}${rest.isLastInstant ? "!" : ""}`,
      this.#pending().join(","),
      cells.flatMap((cell, id) => this.#aside(cell, id)).join(","),
      budgets.join(","),
      monitors.breaches.map(({ rule, who, what }) => `${rule} ${who} ${what}`).join(","),
      observatory.posts
        .map(({ isDue, state }) => `${isDue ? "!" : ""}${watchText(state)}`)
        .join(","),
      observatory.book.entries
        .filter(({ count }) => count > 0)
        .map((entry) => this.#occurrences(entry, observatory.book.moment))
        .join(","),
      timeline.map((is) => (is ? 1 : 0)).join(""),
      `${lifecycle.isStopping ? "!" : ""}${lifecycle.deadlocked.join(",")}`,
      [...faults].map(([key, { isFelt }]) => `${key}${isFelt ? "!" : ""}`).join(","),
    ].join("\n");
  }

  /** What is pending, by when and between whom; only what goes the same way keeps its order. */
  #pending(): readonly string[] {
    return this.#session.kernel
      .outlook()
      .map((pending, at) => ({ pending, at }))
      .sort((one, other) => compare(one.pending, other.pending) || one.at - other.at)
      .map(({ pending }) => `${pending.time} ${this.#message(pending)}`);
  }

  #message({ to, from, kind, a, b, data, timer }: Readonly<Pending>): string {
    // A statement is known by its number; whatever else it carries is left from an earlier message.
    if (to < 0) return `${kind}`;
    const value = typeof data === "object" && data !== null ? this.#ofValue(data) : data;
    return `${to} ${from} ${kind} ${a} ${b} ${value} ${timer}`;
  }

  /** What is kept of a component beside its state. */
  #aside({ streams, first, deferred }: Snapshot["kernel"]["cells"][number], id: number): string[] {
    const drawn = streams.flatMap((stream, purpose) =>
      stream === null ? [] : [`${id} ${purpose} ${stream.words()}`],
    );
    const mail: string[] = [];
    for (let at = first; mail.length < deferred && at !== null; at = at.next) {
      mail.push(`${id} ${this.#message(at)}`);
    }
    return [...drawn, ...mail];
  }

  #occurrences(
    { kind, subject, count, first, last, stamp }: Readonly<Occurrences>,
    now: number,
  ): string {
    const { counted, lasts } = this.#readings;
    const often = counted.has(kind) ? count : Math.min(count, 1);
    return `${kind} ${subject} ${often} ${first} ${lasts.has(kind) ? last : ""}${stamp === now ? "!" : ""}`;
  }

  #ofValue(value: unknown): StateKey {
    if (typeof value !== "object" || value === null) return this.#ofPlain(value);
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const made = lanesOf(JSON.stringify(value));
    this.#known.set(value, made);
    return made;
  }

  /** Words and small numbers, of which there are few. */
  #ofPlain(value: unknown): StateKey {
    const known = this.#plain.get(value);
    if (known !== undefined) return known;
    const made = lanesOf(JSON.stringify(value));
    if (this.#plain.size < PLAIN_MAX) this.#plain.set(value, made);
    return made;
  }
}

const PLAIN_MAX = 10_000;

/** Keeps the places of rules' automata apart from those of components. */
const RULE = 0x27d4eb2f;

type Plainly = Readonly<Record<string, unknown>>;

/** The states of one component without its counters, save those that somebody reads. */
class View {
  readonly #counters: readonly string[];
  readonly #needed: readonly string[];
  readonly #known = new WeakMap<object, StateKey>();

  constructor(counters: readonly string[], needed: readonly string[]) {
    this.#counters = counters;
    this.#needed = needed;
  }

  keyOf(state: unknown): StateKey {
    const known = this.#known.get(state as object);
    if (known !== undefined) return known;
    const seen: Record<string, unknown> = { ...(state as Plainly) };
    for (const counter of this.#counters) seen[counter] = null;
    for (const path of this.#needed) seen[path] = valueAt(path, state);
    const made = lanesOf(JSON.stringify(seen));
    this.#known.set(state as object, made);
    return made;
  }
}

function valueAt(path: string, state: unknown): unknown {
  return path.split(".").reduce((value, part) => (value as Plainly)[part], state);
}

function compare(one: Readonly<Pending>, other: Readonly<Pending>): number {
  return (
    one.time - other.time || one.to - other.to || one.from - other.from || one.order - other.order
  );
}

/** What an observer remembers; where in the trace something was seen does not matter any more, only whether. */
function watchText(state: object): string {
  return Object.entries(state)
    .map(([key, value]) => (PLACES.has(key) ? isSomewhere(value) : textOf(key, value)))
    .join(" ");
}

const PLACES: ReadonlySet<string> = new Set(["what", "other"]);

/** Said of a decided watch only, and nothing that steers anything. */
const REMARKS: ReadonlySet<string> = new Set(["seq", "time", "parts", "notes", "message"]);

function textOf(key: string, value: unknown): string {
  return REMARKS.has(key) ? "" : String(value);
}

function isSomewhere(place: { readonly seq: number }): string {
  return Number.isNaN(place.seq) ? "" : "!";
}

function spread(lane: number, place: number): number {
  const mixed = Math.imul(lane ^ Math.imul(place + 1, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
