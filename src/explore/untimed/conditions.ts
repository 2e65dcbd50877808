import { EventBook } from "../../engine/judge/event-book.ts";
import { Readers } from "../../engine/judge/readers.ts";
import { Scope } from "../../engine/judge/scope.ts";
import { textOf } from "../../engine/judge/texts.ts";
import type { ComponentSpec } from "../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { EventKind } from "../../model/kinds.ts";
import type { Platform } from "../../model/platform.ts";
import { readingsOf } from "../readings.ts";
import type { Automata } from "./automata.ts";
import type { Emission } from "./rehearsal.ts";

/** One `always`, `never` or `sometimes`, ready to be looked at in any state. */
interface Condition {
  readonly plan: ExpectationPlan;
  readonly components: readonly number[];
  readonly kinds: ReadonlySet<EventKind>;
  /** It can fail only in a step in which one of its events happens. */
  readonly isAboutEvent: boolean;
  /** It holds here, or its `while` does not. For `sometimes`: it is reached here. */
  readonly look: () => boolean;
  /** By the cells that it reads, when no event that it names happens. */
  readonly known: Map<number, boolean>;
}

/** Whether something is true in a state, or becomes true by what happens in the step that leads there. */
type Seen = (row: Int32Array, emissions: readonly Emission[]) => boolean;

/** An `eventually`. */
export interface Eventuality {
  readonly plan: ExpectationPlan;
  /** It is true in a state, or becomes true by what happens in the step that leads there. */
  readonly isReached: Seen;
  /** From now on it must come, as often as this is true; absent: from the beginning on, once. */
  readonly isOwed?: Seen;
}

/** What is known of a condition without looking at any state. */
export interface Judged {
  readonly key: string;
  readonly kinds: ReadonlySet<EventKind>;
  readonly isAboutEvent: boolean;
  readonly reads: readonly (readonly [component: number, read: (state: unknown) => string])[];
}

/** So many cells of as many components make one exact number. */
const KEY_BASE = 2 ** 17;
const KEY_COMPONENTS_MAX = 3;

/** The expectations of a scenario that can be judged state by state. */
export class Conditions {
  /** Kinds of event that any of them names. */
  readonly heard: ReadonlySet<EventKind>;
  /** By component: 1 when any of them reads its state, */
  readonly read: Uint8Array;
  /** and 1 when any of them may change by a change of it alone. */
  readonly watched: Uint8Array;
  /** Those that cannot be judged where there is no time, in the words of the scenario. */
  readonly unjudged: readonly string[];
  /** What `sometimes` has not seen yet. */
  readonly unseen: Set<ExpectationPlan>;
  /** How many orders come to an end, and how many of those while an operation still waits. */
  ends = 0;
  standstills = 0;
  readonly #all: readonly Condition[];
  /** What must hold when nothing can happen any more. */
  readonly #final: readonly Condition[];
  /** What must become true in the long run, and after what. */
  readonly #eventual: readonly Condition[];
  readonly #owed: ReadonlyMap<Condition, Condition>;
  readonly #operations: readonly { readonly id: number; readonly hasEnded: () => unknown }[];
  readonly #cells: { state: unknown }[];
  readonly #book = new EventBook();
  readonly #components: readonly ComponentSpec[];
  readonly #scope: Scope;
  readonly #readers: Readers;

  constructor(
    plans: readonly ExpectationPlan[],
    components: readonly ComponentSpec[],
    platform: Platform,
  ) {
    this.#cells = components.map(({ initial }) => ({ state: initial }));
    const scope = new Scope(components, platform.vocabulary, this.#cells);
    this.#components = components;
    this.#scope = scope;
    const readers = new Readers(scope, this.#book, []);
    this.#readers = readers;
    const judged = plans.filter(isJudged);
    const final = plans.filter(isFinal);
    const eventual = plans.filter(isEventual);
    const known = new Set([...judged, ...final, ...eventual]);
    this.unjudged = plans.filter((plan) => !known.has(plan)).map(({ text }) => text);
    this.unseen = new Set(judged.filter(({ mode }) => mode === "sometimes"));
    this.#all = judged.map((plan) => conditionOf(plan, readers));
    this.#final = final.map((plan) => conditionOf(plan, readers));
    this.#eventual = eventual.map((plan) => conditionOf(plan, readers));
    this.#owed = owedBy(this.#eventual, readers);
    this.#operations = components.flatMap(({ kind }, id) =>
      kind === "operation" ? [{ id, hasEnded: scope.reader(id, "ended") }] : [],
    );
    const eventually = [...this.#eventual, ...this.#owed.values()];
    const listening = [...this.#all, ...eventually];
    this.heard = new Set(listening.flatMap(({ kinds }) => [...kinds]));
    this.watched = new Uint8Array(components.length);
    this.read = new Uint8Array(components.length);
    for (const { components: read } of [...this.#all, ...this.#final, ...eventually])
      for (const id of read) this.read[id] = 1;
    for (const { components: read, isAboutEvent } of this.#all)
      if (!isAboutEvent) for (const id of read) this.watched[id] = 1;
  }

  /** What tested nothing in the states that were met: what its `while` or `after` asks for is never true. With why, in words. */
  untested(
    automata: Automata,
  ): readonly { readonly plan: ExpectationPlan; readonly why: string }[] {
    return [...this.#all, ...this.#eventual].flatMap(({ plan }) => {
      const gate = plan.while ?? (plan.mode === "leads-to" ? plan.other : undefined);
      if (gate === undefined || this.#isMet(gate, automata)) return [];
      return [{ plan, why: `${textOf(gate, plan, this.#scope)} was never true` }];
    });
  }

  /** Whether something can have been true in a state that was met; true when that is not easily seen. */
  #isMet(expr: TypedExpr, automata: Automata): boolean {
    if (expr.op === "or")
      return this.#isMet(expr.left, automata) || this.#isMet(expr.right, automata);
    if (expr.op === "and")
      return this.#isMet(expr.left, automata) && this.#isMet(expr.right, automata);
    const sources = { components: [] as number[], kinds: [] as EventKind[] };
    const read = this.#readers.condition(expr, "now", sources);
    const [id, ...others] = new Set(sources.components);
    const cell = this.#cells[id ?? -1];
    if (id === undefined || cell === undefined) return true;
    if (others.length + sources.kinds.length > 0) return true;
    return automata.cellsOf(id).some(({ state }) => {
      cell.state = state;
      return read();
    });
  }

  /** Some operation waits for ever where nothing can happen any more. */
  isStanding(row: Int32Array, automata: Automata): boolean {
    return this.#operations.some(({ id, hasEnded }) => {
      this.#show(id, row, automata);
      return hasEnded() !== true;
    });
  }

  /** What must become true in the long run, each with how to see that it does. */
  eventualities(automata: Automata): readonly Eventuality[] {
    return this.#eventual.map((condition) => {
      const seen =
        (one: Condition): Seen =>
        (row, emissions) =>
          this.#look(one, row, automata, emissions);
      const owed = this.#owed.get(condition);
      const isOwed = owed === undefined ? {} : { isOwed: seen(owed) };
      return { plan: condition.plan, isReached: seen(condition), ...isOwed };
    });
  }

  /** What is judged in every state: at which events, and what it reads of which component. */
  get judged(): readonly Judged[] {
    return this.#all.map(({ plan, kinds, isAboutEvent, components }, at) => ({
      key: `expectation ${at}`,
      kinds,
      isAboutEvent,
      reads: components.map((id) => [id, this.#readerOf(id, plan)] as const),
    }));
  }

  /** What a condition reads of a component, as a text. */
  #readerOf(id: number, plan: ExpectationPlan): Judged["reads"][number][1] {
    const { kind = "", name = "", config } = this.#components[id] ?? {};
    const { fields } = readingsOf({ expectations: [plan] });
    type Read = (state: unknown, config: unknown) => unknown;
    const reads = [...(fields.get(`${kind} ${name}`) ?? [])].map(
      (field) => this.#scope.fieldOf(kind, field)?.read as unknown as Read,
    );
    return (state) => JSON.stringify(reads.map((read) => read(state, config)));
  }

  /** How many are judged in every state, and how many at the end. */
  get counts(): { readonly always: number; readonly final: number } {
    return { always: this.#all.length, final: this.#final.length };
  }

  /** In the words of the scenario: what must hold at the end. */
  get finalTexts(): readonly string[] {
    return this.#final.map(({ plan }) => plan.text);
  }

  /**
   * Looks at a state in which nothing can happen any more. Gives the first expectation that does not hold; none while an
   * operation still waits, since a run would end that by its patience.
   */
  failingAtTheEnd(row: Int32Array, automata: Automata): ExpectationPlan | undefined {
    this.ends += 1;
    if (this.isStanding(row, automata)) {
      this.standstills += 1;
      return undefined;
    }
    return this.#final.find((condition) => !this.#look(condition, row, automata, []))?.plan;
  }

  /**
   * Looks at a state that a step of `changed` led to, and at what happened in that step. Gives the first expectation that
   * does not hold.
   */
  failing(
    row: Int32Array,
    automata: Automata,
    changed: number,
    emissions: readonly Emission[],
  ): ExpectationPlan | undefined {
    for (const condition of this.#all) {
      if (!isDue(condition, changed, emissions)) continue;
      const holds = this.#look(condition, row, automata, emissions);
      if (condition.plan.mode !== "sometimes") {
        if (!holds) return condition.plan;
      } else if (holds) this.unseen.delete(condition.plan);
    }
    return undefined;
  }

  /** Lets the readers see a component as it is in a state. */
  #show(id: number, row: Int32Array, automata: Automata): void {
    const cell = this.#cells[id];
    if (cell !== undefined) cell.state = automata.cell(row[id] ?? 0).state;
  }

  #look(
    { components, kinds, look, known }: Condition,
    row: Int32Array,
    automata: Automata,
    emissions: readonly Emission[],
  ): boolean {
    const heard =
      emissions.length === 0 ? emissions : emissions.filter(({ kind }) => kinds.has(kind));
    const key = heard.length === 0 ? keyOf(components, row) : Number.NaN;
    const before = known.get(key);
    if (before !== undefined) return before;
    for (const id of components) this.#show(id, row, automata);
    this.#book.moment += 1;
    for (const emission of heard)
      this.#book.note({ ...emission, seq: 0, time: 0, source: emission.subject, cause: -1 });
    const holds = look();
    if (!Number.isNaN(key)) known.set(key, holds);
    return holds;
  }
}

/** A step of `changed` in which this happened may have changed it. */
function isDue(
  { kinds, components, isAboutEvent }: Condition,
  changed: number,
  emissions: readonly Emission[],
): boolean {
  if (emissions.some(({ kind }) => kinds.has(kind))) return true;
  return !isAboutEvent && (changed < 0 || components.includes(changed));
}

/** By what must come after something: that something. */
function owedBy(
  eventual: readonly Condition[],
  readers: Readers,
): ReadonlyMap<Condition, Condition> {
  return new Map(
    eventual.flatMap((condition) => {
      const { plan } = condition;
      if (plan.other === undefined) return [];
      return [[condition, conditionOf({ ...plan, mode: "sometimes", what: plan.other }, readers)]];
    }),
  );
}

/** It is enough that they are true at one time. */
const ONCE: ReadonlySet<ExpectationPlan["mode"]> = new Set(["sometimes", "eventually", "leads-to"]);

function conditionOf(plan: ExpectationPlan, readers: Readers): Condition {
  const sources = { components: [] as number[], kinds: [] as EventKind[] };
  const what = readers.condition(plan.what, "now", sources);
  const gate = plan.while === undefined ? null : readers.condition(plan.while, "now", sources);
  const wanted = plan.mode !== "never";
  const isOnce = ONCE.has(plan.mode);
  const look = (): boolean => {
    if (isOnce) return what();
    return (gate !== null && !gate()) || what() === wanted;
  };
  const components = [...new Set(sources.components)];
  const isAboutEvent = plan.mode === "never" && isEvent(plan.what);
  const kinds = new Set(sources.kinds);
  return { plan, components, kinds, isAboutEvent, look, known: new Map() };
}

/** True only when an event happens. */
function isEvent(expr: TypedExpr): boolean {
  if (expr.op === "and") return isEvent(expr.left) || isEvent(expr.right);
  return expr.op === "event";
}

/** One number for the cells of a few components; NaN when they do not fit into one. */
function keyOf(components: readonly number[], row: Int32Array): number {
  if (components.length > KEY_COMPONENTS_MAX) return Number.NaN;
  let key = 0;
  for (const id of components) {
    const cell = row[id] ?? 0;
    if (cell >= KEY_BASE) return Number.NaN;
    key = key * KEY_BASE + cell;
  }
  return key;
}

const STATEWISE: ReadonlySet<ExpectationPlan["mode"]> = new Set(["always", "never", "sometimes"]);

function isJudged({ mode, what, while: gate }: ExpectationPlan): boolean {
  return STATEWISE.has(mode) && isTimeless(what) && (gate === undefined || isTimeless(gate));
}

/** Must hold at the end, and can be read off the last state. */
function isFinal({ mode, what }: ExpectationPlan): boolean {
  return mode === "end" && isTimeless(what) && !namesEvent(what);
}

/** Must come some time. An event has come when it happens, so that only `or` may join it to others. */
function isEventual({ mode, what, within, other }: ExpectationPlan): boolean {
  if (mode !== "eventually" && mode !== "leads-to") return false;
  const sides = other === undefined ? [what] : [what, other];
  return within === undefined && sides.every((side) => isTimeless(side) && isReachedOnce(side));
}

function isReachedOnce(expr: TypedExpr): boolean {
  if (expr.op === "or") return isReachedOnce(expr.left) && isReachedOnce(expr.right);
  return expr.op === "event" || !namesEvent(expr);
}

function namesEvent(expr: TypedExpr): boolean {
  switch (expr.op) {
    case "event":
      return true;
    case "not":
    case "negate":
      return namesEvent(expr.operand);
    case "contains":
      return namesEvent(expr.text) || namesEvent(expr.part);
    case "entity":
    case "field":
    case "literal":
    case "measure":
    case "violation":
      return false;
    default:
      return namesEvent(expr.left) || namesEvent(expr.right);
  }
}

/** Reads nothing of the past and no clock. */
function isTimeless(expr: TypedExpr): boolean {
  switch (expr.op) {
    case "measure":
    case "violation":
      return false;
    case "field":
    case "literal":
      return expr.type !== "moment" && expr.type !== "duration";
    case "entity":
    case "event":
      return true;
    case "contains":
      return isTimeless(expr.text) && isTimeless(expr.part);
    case "not":
    case "negate":
      return isTimeless(expr.operand);
    default:
      return isTimeless(expr.left) && isTimeless(expr.right);
  }
}
