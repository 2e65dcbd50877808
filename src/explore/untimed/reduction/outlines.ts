import type { ComponentSpec } from "../../../model/component.ts";
import { Interner } from "../../interner.ts";
import { PairTable } from "../../pair-table.ts";
import type { Automata } from "../automata.ts";
import type { Cell } from "../cell.ts";
import { afterwards, arrivalsAt, withParcel } from "../cell.ts";
import { outcomesOf } from "../rehearsal.ts";
import type { Concerns } from "./concerns.ts";

// What components do to one another, without what each does by itself. An outline of a component is what is on its way to it from
// others, and every state that it can have come to in the meantime. It can do whatever it could do in any of them: more than
// really happens, never less.

/** A message and its receiver. */
export interface Sent {
  readonly to: number;
  readonly parcel: number;
}

/** Something that others can notice. */
export interface OutlineEdge {
  readonly deed: number;
  /** The outline after it, −1 when the world ends with it. */
  readonly next: number;
  readonly sends: readonly Sent[];
  readonly spent: readonly number[];
  /** Whom the steps concern that it stands for. */
  readonly concerns: ReadonlySet<number>;
}

/** What others can tell of a component. */
export interface Outline {
  readonly component: number;
  /** Numbers of its possible cells, each with nothing on its way to it but what it has sent itself. */
  readonly members: readonly number[];
  /** What is on its way to it from others, as in a cell. */
  readonly inbox: readonly number[];
}

interface InnerStep {
  readonly next: number;
  readonly sends: readonly Sent[];
  readonly spent: readonly number[];
  readonly concerns: number;
  readonly isHalted: boolean;
}

/** What others can notice of a step, as a text that is the same for all steps that they cannot tell apart. */
export function deedText(
  component: number,
  taken: number,
  sends: readonly Sent[],
  spent: readonly number[],
): string {
  const to = sends.map(({ to: who, parcel }) => `${who}:${parcel}`);
  return `${component} ${taken} ${to.join()} ${spent.join()}`;
}

/** Nothing was taken that another has sent. */
export const NOTHING_TAKEN = -1;

/** More states of one component at a time are too many to be worth the while. */
const MEMBERS_MAX = 2_000;

/** There is more to be worked out than it could save. */
export class TooMuch extends Error {}

/** The outlines of the components of one world. */
export class Outlines {
  readonly concerns: Concerns;
  readonly #automata: Automata;
  readonly #cells = new Interner<{ readonly component: number; readonly cell: Cell }>();
  readonly #steps = new Map<string, readonly InnerStep[]>();
  readonly #outlines: Outline[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #edges: (readonly OutlineEdge[] | undefined)[] = [];
  readonly #inner: (ReadonlySet<number> | undefined)[] = [];
  readonly #with = new PairTable();
  readonly #deeds = new Map<string, number>();

  constructor(automata: Automata, concerns: Concerns) {
    this.#automata = automata;
    this.concerns = concerns;
  }

  /** The outline of a cell. */
  begin(component: number, { inbox, ...rest }: Cell): number {
    const own = inbox.filter(({ from }) => from === component);
    const member = this.#cells.id({ component, cell: { ...rest, inbox: own } });
    const others = inbox.filter(({ from }) => from !== component);
    const parcels = others.map((parcel) => this.#automata.parcel(parcel));
    return this.#idOf({ component, members: this.#closed([member]), inbox: parcels });
  }

  outline(id: number): Outline {
    return this.#outlines[id] as Outline;
  }

  /** With one more message on its way to it. */
  withParcel(id: number, parcel: number): number {
    const known = this.#with.get(id, parcel);
    if (known >= 0) return known;
    const before = this.outline(id);
    const { from } = this.#automata.parcelOf(parcel);
    const senders = before.inbox.map((one) => this.#automata.parcelOf(one).from);
    const at = senders.findLastIndex((sender) => sender <= from) + 1;
    const made = this.#idOf({ ...before, inbox: before.inbox.toSpliced(at, 0, parcel) });
    this.#with.set(id, parcel, made);
    return made;
  }

  /** The number of what others notice of a step, −1 when it is none that was foreseen. */
  deed(text: string): number {
    return this.#deeds.get(text) ?? -1;
  }

  /** Everything that others can notice next. */
  edgesOf(id: number): readonly OutlineEdge[] {
    const known = this.#edges[id];
    if (known !== undefined) return known;
    const edges = this.#findEdges(this.outline(id));
    this.#edges[id] = edges;
    return edges;
  }

  /** Whom it can concern what the component does by itself. */
  innerConcerns(id: number): ReadonlySet<number> {
    const known = this.#inner[id];
    if (known !== undefined) return known;
    const steps = this.outline(id).members.flatMap((member) => this.#ownSteps(member));
    const found = new Set(steps.filter(isInner).map(({ concerns }) => concerns));
    this.#inner[id] = found;
    return found;
  }

  #findEdges({ component, members, inbox }: Outline): readonly OutlineEdge[] {
    const found = new Map<string, Gathered>();
    const gather = (taken: number, steps: readonly InnerStep[]): void => {
      for (const step of steps) {
        const text = deedText(component, taken, step.sends, step.spent);
        const gathered = found.get(text) ?? { ...step, taken, nexts: new Set(), all: new Set() };
        found.set(text, gathered);
        if (!step.isHalted) gathered.nexts.add(step.next);
        gathered.all.add(step.concerns);
      }
    };
    for (const member of members) {
      gather(
        NOTHING_TAKEN,
        this.#ownSteps(member).filter((step) => !isInner(step)),
      );
      for (const parcel of this.#takenBy(member, inbox))
        gather(parcel, this.#stepsWith(member, parcel));
    }
    return [...found].map(([text, { taken, sends, spent, nexts, all }]) => {
      const at = inbox.indexOf(taken);
      const left = at < 0 ? inbox : inbox.toSpliced(at, 1);
      const outline = { component, members: this.#closed([...nexts]), inbox: left };
      const next = nexts.size === 0 ? -1 : this.#idOf(outline);
      return { deed: this.#deedId(text), next, sends, spent, concerns: all };
    });
  }

  #idOf(outline: Outline): number {
    const { component, members, inbox } = outline;
    const key = `${component} ${members.join()} ${inbox.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#outlines.length);
    return this.#outlines.push(outline) - 1;
  }

  #deedId(text: string): number {
    const id = this.#deeds.get(text) ?? this.#deeds.size;
    this.#deeds.set(text, id);
    return id;
  }

  /** Of each sender the oldest message that a component takes in one of its cells. */
  #takenBy(member: number, inbox: readonly number[]): readonly number[] {
    const { component, cell } = this.#cells.value(member);
    if (cell.recalled.length > 0) return [];
    const accepts = this.#specOf(component).class.accepts;
    const senders = new Set<number>();
    return inbox.filter((parcel) => {
      const { from, kind } = this.#automata.parcelOf(parcel);
      const isTaken = accepts === undefined || accepts(cell.state, kind);
      if (senders.has(from) || !isTaken) return false;
      senders.add(from);
      return true;
    });
  }

  /** Every cell that can be come to without anybody's noticing. */
  #closed(members: readonly number[]): readonly number[] {
    const met = new Set(members);
    for (const member of met) {
      for (const step of this.#ownSteps(member)) if (isInner(step)) met.add(step.next);
      if (met.size > MEMBERS_MAX) throw new TooMuch();
    }
    return [...met].sort((one, other) => one - other);
  }

  #ownSteps(member: number): readonly InnerStep[] {
    return this.#stepsWith(member, NOTHING_TAKEN);
  }

  /** What comes of a message, or of what a component has itself: its timers, what it has called back or sent itself. */
  #stepsWith(member: number, parcel: number): readonly InnerStep[] {
    const key = `${member} ${parcel}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const steps = this.#findSteps(member, parcel);
    this.#steps.set(key, steps);
    return steps;
  }

  #findSteps(member: number, given: number): readonly InnerStep[] {
    const { component, cell } = this.#cells.value(member);
    const spec = this.#specOf(component);
    const parcel = given === NOTHING_TAKEN ? undefined : this.#automata.parcelOf(given);
    const whole = parcel === undefined ? cell : withParcel(cell, parcel);
    const arrivals = arrivalsAt(whole, spec).filter(
      (arrival) => (arrival.parcel === parcel) === (parcel !== undefined),
    );
    return arrivals.flatMap((arrival) => {
      const { rest } = arrival;
      const outcomes = outcomesOf(
        spec,
        component,
        rest.state,
        arrival.parcel,
        rest.deferred.length,
      );
      return outcomes.map((outcome): InnerStep => {
        const after = this.#automata.seen(afterwards(arrival, outcome, component), component);
        const sends = outcome.sends
          .filter(({ to }) => to !== component)
          .map(({ to, parcel: sent }) => ({ to, parcel: this.#automata.parcel(sent) }));
        const { emissions, spent, isHalted } = outcome;
        const noticed = { component, before: cell.state, after: after.state, emissions, isHalted };
        const next = this.#cells.id({ component, cell: after });
        return { next, sends, spent, concerns: this.concerns.of(noticed), isHalted };
      });
    });
  }

  #specOf(component: number): ComponentSpec {
    return this.#automata.components[component] as ComponentSpec;
  }
}

interface Gathered extends Pick<InnerStep, "sends" | "spent"> {
  readonly taken: number;
  readonly nexts: Set<number>;
  readonly all: Set<number>;
}

function isInner({ sends, spent, isHalted }: InnerStep): boolean {
  return sends.length + spent.length === 0 && !isHalted;
}
