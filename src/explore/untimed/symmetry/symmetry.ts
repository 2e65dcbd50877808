import type { ComponentSpec } from "../../../model/component.ts";
import { canonicalText } from "../../canonical.ts";
import { grown, LANE_SEEDS, laneOf, mixed } from "../../lanes.ts";
import type { Handled } from "../automata.ts";
import type { Cell } from "../cell.ts";
import { outcomesOf } from "../rehearsal.ts";
import type { Space } from "../space.ts";
import type { Unlike } from "./alike.ts";
import { groupsOf } from "./alike.ts";
import { outcomeText, swappedParcel } from "./swapped.ts";

// Components that are alike may change places without a difference to anything but their names. Each of them is told apart by its
// own cell and by what is on its way from it to others; states are taken for one when they have as many of each sort, whoever they
// are. That they are alike is not believed but checked: whatever is handled is handled a second time with the two having changed
// places, and must come to the same.

/** Two components are not alike: a search that took them for it is to be done again. */
export class Asymmetry extends Error {}

/** In place of the number of a component in what it has itself. */
const ITSELF = -2;

const LANES = ["low", "high"] as const;

interface Lanes {
  low: Int32Array;
  high: Int32Array;
}

const NOBODY_MOVES = (component: number): number => component;

/** The components of one world that are alike, and fingerprints that do not tell them apart. */
export class Symmetry {
  readonly groups: readonly (readonly number[])[];
  low = 0;
  high = 0;
  readonly #space: Space;
  readonly #unlike: Unlike;
  /** By component: one more than its place among all that have others like them; 0: there is none like it. */
  readonly #places: Int32Array;
  readonly #members: number;
  readonly #checked = new Set<string>();
  /** By cell: whether it was looked at, its own part, and by sender what is on its way from those who are alike. */
  #known: Int32Array = new Int32Array(1024);
  readonly #own: Lanes = { low: new Int32Array(1024), high: new Int32Array(1024) };
  readonly #queues: Lanes = { low: new Int32Array(1024), high: new Int32Array(1024) };
  readonly #sums: Int32Array;

  private constructor(space: Space, unlike: Unlike) {
    this.#space = space;
    this.#unlike = unlike;
    const { components } = space.automata;
    const begins = components.map((_, id) =>
      selfless(space.automata.cell(space.initial[id] as number), id),
    );
    this.groups = groupsOf(components, begins, space.expectations, unlike);
    this.#places = new Int32Array(components.length);
    for (const [at, member] of this.groups.flat().entries()) this.#places[member] = at + 1;
    this.#members = this.groups.flat().length;
    this.#sums = new Int32Array(this.#members * 2);
  }

  /**
   * What is alike in a world, if anything is. From then on an Asymmetry is thrown when something is handled that shows that it is
   * not, and `unlike` has grown.
   */
  static of(space: Space, unlike: Unlike): Symmetry | undefined {
    const symmetry = new Symmetry(space, unlike);
    if (symmetry.groups.length === 0) return undefined;
    space.automata.onHandled = (handled) => symmetry.#check(handled);
    return symmetry;
  }

  /**
   * Works out both lanes of the fingerprint of a row.
   * @throws Asymmetry when something in it tells those apart that were taken to be alike.
   */
  print(row: Int32Array): void {
    const { components, budgets, watchers } = this.#space;
    const [left, rules] = [row[components] as number, row[components + 1] as number];
    if (rules !== this.#space.initial[components + 1]) this.#refuseAll();
    this.low = (budgets.low[left] as number) + (watchers.low[rules] as number);
    this.high = (budgets.high[left] as number) + (watchers.high[rules] as number);
    this.#sums.fill(0);
    for (let component = 0; component < components; component += 1) {
      const cell = row[component] as number;
      if (cell >= this.#known.length || this.#known[cell] === 0) this.#look(component, cell);
      this.#add(component, cell);
    }
    for (let member = 0; member < this.#members; member += 1) {
      this.low = (this.low + mixed(1, this.#sums[member * 2] as number)) | 0;
      this.high = (this.high + mixed(2, this.#sums[member * 2 + 1] as number)) | 0;
    }
  }

  #add(component: number, cell: number): void {
    const { low, high } = this.#own;
    const place = (this.#places[component] as number) - 1;
    if (place >= 0) this.#gather(place, low[cell] as number, high[cell] as number);
    else {
      this.low = (this.low + (low[cell] as number)) | 0;
      this.high = (this.high + (high[cell] as number)) | 0;
      const from = cell * this.#members;
      const queues = this.#queues;
      for (let sender = 0; sender < this.#members; sender += 1) {
        const [a, b] = [queues.low[from + sender] as number, queues.high[from + sender] as number];
        if ((a | b) !== 0) this.#gather(sender, a, b);
      }
    }
  }

  #gather(place: number, low: number, high: number): void {
    const sums = this.#sums;
    sums[place * 2] = ((sums[place * 2] as number) + low) | 0;
    sums[place * 2 + 1] = ((sums[place * 2 + 1] as number) + high) | 0;
  }

  /** Takes a cell apart. */
  #look(component: number, id: number): void {
    const cell = this.#space.automata.cell(id);
    const isMember = this.#places[component] !== 0;
    const fromMembers = cell.inbox.filter(({ from }) => this.#placeOf(from, component) >= 0);
    const kept = [...cell.deferred, ...cell.recalled].find(
      ({ from }) => this.#placeOf(from, component) >= 0,
    );
    if (kept !== undefined) this.#refuse(kept.from);
    if (isMember && fromMembers.length > 0) this.#refuse(component);
    const inbox = cell.inbox.filter((parcel) => !fromMembers.includes(parcel));
    const group = this.groups.findIndex((one) => one.includes(component));
    const whose = isMember ? `like ${group}` : `only ${component}`;
    this.#known = grown(this.#known, id + 1);
    this.#known[id] = 1;
    for (const [at, lane] of LANES.entries()) {
      const seed = LANE_SEEDS[at] as number;
      this.#own[lane] = grown(this.#own[lane], id + 1);
      this.#own[lane][id] = laneOf(`${whose} ${selfless({ ...cell, inbox }, component)}`, seed);
      this.#queues[lane] = grown(this.#queues[lane], (id + 1) * this.#members);
      for (const sender of new Set(fromMembers.map(({ from }) => from))) {
        const queue = fromMembers.filter(({ from }) => from === sender);
        const text = canonicalText(queue.map((parcel) => ({ ...parcel, from: ITSELF })));
        const place = id * this.#members + this.#placeOf(sender, component);
        this.#queues[lane][place] = laneOf(`to ${component} ${text}`, seed) | 1;
      }
    }
  }

  /** The place of a sender among those who have others like them, −1 for all others and for the component itself. */
  #placeOf(from: number, component: number): number {
    return from === component || from < 0 ? -1 : (this.#places[from] as number) - 1;
  }

  /** Looks whether those who are alike could have changed places before something was handled. */
  #check(handled: Handled): void {
    const { component, state, parcel, waiting } = handled;
    const key = `${component} ${canonicalText([state, parcel, waiting])}`;
    if (this.#checked.has(key)) return;
    this.#checked.add(key);
    for (const group of this.groups) {
      for (const [at, other] of group.slice(1).entries()) {
        const swapped = this.#inEachOthersPlace(handled, group[at] as number, other);
        if (swapped === undefined) this.#refuseAllThatDiffer(handled, group);
        this.#check(swapped);
      }
    }
  }

  /** What is handled when two have changed places; nothing when it does not come to the same. */
  #inEachOthersPlace(handled: Handled, one: number, other: number): Handled | undefined {
    const { component, state, parcel, waiting, outcomes } = handled;
    const places = (id: number): number => (id === one ? other : id === other ? one : id);
    const there = places(component);
    const given = swappedParcel(parcel, places);
    const spec = this.#space.automata.components[there] as ComponentSpec;
    const found = outcomesOf(spec, there, state, given, waiting);
    const expected = outcomes.map((outcome) => outcomeText(outcome, places));
    const isSame = found.every(
      (outcome, at) => outcomeText(outcome, NOBODY_MOVES) === expected[at],
    );
    if (!isSame || found.length !== expected.length) return undefined;
    return { component: there, state, parcel: given, waiting, outcomes: found };
  }

  #refuseAllThatDiffer(handled: Handled, group: readonly number[]): never {
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) {
        if (this.#inEachOthersPlace(handled, one, other) === undefined)
          this.#unlike.add(one, other);
      }
    }
    throw new Asymmetry();
  }

  /** One of them is not like the others. */
  #refuse(member: number): never {
    for (const group of this.groups) {
      if (!group.includes(member)) continue;
      for (const other of group) if (other !== member) this.#unlike.add(member, other);
    }
    throw new Asymmetry();
  }

  #refuseAll(): never {
    for (const group of this.groups) {
      for (const one of group)
        for (const other of group) if (one < other) this.#unlike.add(one, other);
    }
    throw new Asymmetry();
  }
}

/** A cell as a text in which its owner has no number. */
function selfless(cell: Cell, owner: number): string {
  const rename = (parcels: Cell["inbox"]): Cell["inbox"] =>
    parcels.map((parcel) => (parcel.from === owner ? { ...parcel, from: ITSELF } : parcel));
  const { state, timers, inbox, recalled, deferred } = cell;
  return canonicalText([state, ...[timers, inbox, recalled, deferred].map(rename)]);
}
