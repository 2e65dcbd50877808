import type { ComponentSpec } from "../../model/component.ts";
import type { EventKind } from "../../model/kinds.ts";
import type { World } from "../../model/platform.ts";
import { grown } from "../lanes.ts";
import { PairTable } from "../pair-table.ts";
import type { Cell } from "./cell.ts";
import { afterwards, arrivalsAt, freshCell, withParcel } from "./cell.ts";
import type { Owned } from "./cells.ts";
import { Cells } from "./cells.ts";
import type { Emission, Outcome, Parcel } from "./rehearsal.ts";
import { outcomesOf } from "./rehearsal.ts";

// Components as automata: every cell of a component that was ever met has a number, and what can happen in it is worked
// out once, by playing the very handlers that a run plays. The search then only follows numbers.

/** Numbers of an edge: the next cell, who is sent a message (−1: nobody), which, and what else it does (0: nothing). */
export const EDGE_LENGTH = 4;

/** What few edges do. */
export interface Extra {
  /** Messages beyond the first, with their receivers. */
  readonly others: readonly { readonly to: number; readonly parcel: number }[];
  /** Those that somebody listens to. */
  readonly emissions: readonly Emission[];
  /** Budgets that must have something left, and are taken from. */
  readonly spent: readonly number[];
  readonly isHalted: boolean;
}

/** What an edge is about, for people. */
export interface Label {
  readonly owner: number;
  readonly parcel: Parcel;
  readonly isTimer: boolean;
  /** It comes from another component and was on its way until now. */
  readonly isTaken: boolean;
  readonly spent: readonly number[];
}

/** A message that was handled, in every way in which it can be. */
export interface Handled {
  readonly component: number;
  readonly state: unknown;
  readonly parcel: Parcel;
  /** How many deferred messages waited then. */
  readonly waiting: number;
  readonly outcomes: readonly Outcome[];
}

const NOTHING_ELSE: Extra = { others: [], emissions: [], spent: [], isHalted: false };
const UNKNOWN = -1;

/** The automata of all components of one world. Cells and edges have one numbering for all of them. */
export class Automata {
  readonly components: readonly ComponentSpec[];
  /** By cell: its first edge, −1 before `expand`; how many it has; its summand in each lane of a fingerprint. */
  first: Int32Array = new Int32Array(1024).fill(UNKNOWN);
  count: Int32Array = new Int32Array(1024);
  low: Int32Array;
  high: Int32Array;
  /** `EDGE_LENGTH` numbers each. */
  edges: Int32Array = new Int32Array(4096);
  readonly extras: Extra[] = [NOTHING_ELSE];
  /** By extra: one more than the state of the rules in which it was last seen to do nothing at all; 0: none. */
  silentIn: Int32Array = new Int32Array(64);
  readonly labels: Label[] = [];
  /** Told of everything that is handled for the first time. */
  onHandled: ((handled: Handled) => void) | undefined;
  /** From a cell and a message to the cell with that message on its way. */
  readonly #with: PairTable = new PairTable();
  readonly #cells: Cells = new Cells();
  readonly #heard: ReadonlySet<EventKind>;
  readonly #read: Uint8Array;

  /**
   * Edges keep the events that are `heard`. Of components that nobody has `read` the fields that only count are left out:
   * they steer nothing.
   */
  constructor({ components }: World, heard: ReadonlySet<EventKind>, read: Uint8Array) {
    this.components = components;
    this.#heard = heard;
    this.low = this.#cells.low;
    this.high = this.#cells.high;
    this.#read = read;
  }

  cell(id: number): Cell {
    return this.owned(id).cell;
  }

  /** A cell and whose it is. */
  owned(id: number): Owned {
    return this.#cells.values[id] as Owned;
  }

  /** Every cell of a component that was met. */
  cellsOf(component: number): readonly Cell[] {
    return this.#cells.values.filter(({ owner }) => owner === component).map(({ cell }) => cell);
  }

  /** The number of a component's cell before anything has happened. */
  fresh(component: number): number {
    const spec = this.components[component];
    return spec === undefined ? UNKNOWN : this.idOf(component, freshCell(spec));
  }

  /** Whose edge it is. */
  ownerOf(edge: number): number {
    return this.labels[edge]?.owner ?? UNKNOWN;
  }

  /** The number of a message. */
  parcel(parcel: Parcel): number {
    return this.#cells.parcel(parcel);
  }

  /** The message of a number. */
  parcelOf(id: number): Parcel {
    return this.#cells.parcelOf(id);
  }

  /** The number of the cell with one more message on its way to it. */
  withParcel(cell: number, parcel: number): number {
    const known = this.#with.get(cell, parcel);
    return known >= 0 ? known : this.#addParcel(cell, parcel);
  }

  /** Works out the edges of a cell, once. */
  expand(id: number): void {
    const { owner, cell } = this.owned(id);
    const spec = this.components[owner];
    if (spec === undefined) return;
    const start = this.labels.length;
    for (const arrival of arrivalsAt(cell, spec)) {
      const { parcel, rest } = arrival;
      const waiting = rest.deferred.length;
      const outcomes = outcomesOf(spec, owner, rest.state, parcel, waiting);
      this.onHandled?.({ component: owner, state: rest.state, parcel, waiting, outcomes });
      for (const outcome of outcomes) {
        const after = afterwards(arrival, outcome, owner);
        const next = this.idOf(owner, this.seen(after, owner));
        const isTimer = rest.timers.length < cell.timers.length;
        const isTaken = rest.inbox.length < cell.inbox.length && parcel.from !== owner;
        this.#addEdge(next, owner, outcome, {
          owner,
          parcel,
          isTimer,
          isTaken,
          spent: outcome.spent,
        });
      }
    }
    this.first[id] = start;
    this.count[id] = this.labels.length - start;
  }

  /** A cell of a component as far as it is told apart from others. */
  seen(cell: Cell, component: number): Cell {
    const spec = this.components[component];
    const isWhole = spec === undefined || this.#read[component] === 1;
    return isWhole ? cell : uncounted(cell, spec);
  }

  #addParcel(cell: number, parcel: number): number {
    const { owner, cell: before } = this.owned(cell);
    const made = this.idOf(owner, withParcel(before, this.#cells.parcelOf(parcel)));
    this.#with.set(cell, parcel, made);
    return made;
  }

  #addEdge(next: number, owner: number, outcome: Outcome, label: Label): void {
    const [first, ...others] = outcome.sends
      .filter(({ to }) => to !== owner)
      .map(({ to, parcel }) => ({ to, parcel: this.#cells.parcel(parcel) }));
    const emissions = outcome.emissions.filter(({ kind }) => this.#heard.has(kind));
    const extra: Extra = { others, emissions, spent: outcome.spent, isHalted: outcome.isHalted };
    const at = this.labels.length * EDGE_LENGTH;
    this.edges = grown(this.edges, at + EDGE_LENGTH);
    this.edges[at] = next;
    this.edges[at + 1] = first?.to ?? -1;
    this.edges[at + 2] = first?.parcel ?? 0;
    this.edges[at + 3] = this.#extraId(extra);
    this.labels.push(label);
  }

  #extraId(extra: Extra): number {
    const { others, emissions, spent, isHalted } = extra;
    if (others.length + emissions.length + spent.length === 0 && !isHalted) return 0;
    const id = this.extras.push(extra) - 1;
    this.silentIn = grown(this.silentIn, id + 1);
    return id;
  }

  /** The number of a cell of a component. */
  idOf(owner: number, cell: Cell): number {
    const id = this.#cells.id(owner, cell);
    this.first = grown(this.first, id + 1, UNKNOWN);
    this.count = grown(this.count, id + 1);
    this.low = this.#cells.low;
    this.high = this.#cells.high;
    return id;
  }
}

/** The cell with its counters as they were in the beginning. */
function uncounted(cell: Cell, { class: { counters = [] }, initial }: ComponentSpec): Cell {
  if (counters.length === 0) return cell;
  const state = { ...(cell.state as Readonly<Record<string, unknown>>) };
  for (const name of counters as readonly string[])
    state[name] = (initial as Readonly<Record<string, unknown>>)[name];
  return { ...cell, state };
}
