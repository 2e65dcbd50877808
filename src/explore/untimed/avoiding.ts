import { FingerprintMap } from "../fingerprint-map.ts";
import { grown } from "../lanes.ts";
import { EDGE_LENGTH } from "./automata.ts";
import type { PathStep } from "./breadth-first.ts";
import type { Eventuality } from "./conditions.ts";
import type { Emission } from "./rehearsal.ts";
import type { Space } from "./space.ts";

/** Words of a set of ways to arrive. */
export const WORDS = 4;

/** More ways to arrive than this are not told apart. */
const WAYS_MAX = WORDS * 32;

/** Told apart from the same state in which nothing is owed. */
const OWING = 0x5bd1e995;

/**
 * Every state that can be reached without what is to come eventually, with the edges between those in which it is owed: from the
 * beginning, or since something else was true. Each edge is of one way to
 * arrive: a timer of a component, or what one component sends to another.
 */
export class AvoidingGraph {
  /** By state: its first edge; one more entry than states. */
  first: Int32Array = new Int32Array(1024);
  /** By edge: where it leads to, its way to arrive, and which it is. */
  target: Int32Array = new Int32Array(1024);
  way: Int32Array = new Int32Array(1024);
  edge: Int32Array = new Int32Array(1024);
  /** By state, `WORDS` each: the ways that are open in it. */
  open: Int32Array = new Int32Array(1024 * WORDS);
  /** The first state in which nothing can happen any more, and nobody waits for a patience to end; −1: none. */
  deadEnd = -1;
  /** There are more ways to arrive than can be told apart. */
  isTooWide = false;
  #edges = 0;
  #expanded = 0;
  #rows: Int32Array;
  /** By state: 1 when something is owed in it. */
  #owing: Uint8Array = new Uint8Array(1024);
  #parents: Int32Array = new Int32Array(1024);
  #parentEdges: Int32Array = new Int32Array(1024);
  readonly #space: Space;
  readonly #goal: Eventuality;
  readonly #known = new FingerprintMap();
  readonly #ways = new Map<string, number>();
  readonly #wayOf = new Map<number, number>();
  readonly #row: Int32Array;
  readonly #next: Int32Array;

  constructor(space: Space, goal: Eventuality) {
    this.#space = space;
    this.#goal = goal;
    this.#rows = new Int32Array(1024 * space.width);
    this.#row = new Int32Array(space.width);
    this.#next = new Int32Array(space.width);
    const isReached = goal.isReached(space.initial, []);
    const isOwing = !isReached && (goal.isOwed?.(space.initial, []) ?? true);
    if (isOwing || goal.isOwed !== undefined) this.#stateOf(space.initial, isOwing, -1, -1);
  }

  get states(): number {
    return this.#known.size;
  }

  get isComplete(): boolean {
    return this.#expanded === this.states;
  }

  /** Expands so many more states. */
  expand(count: number): void {
    for (let left = count; left > 0 && !this.isComplete; left -= 1) this.#expandNext();
  }

  /** The shortest way to a state. */
  pathTo(state: number): readonly PathStep[] {
    const path: PathStep[] = [];
    for (let at = state; at > 0; at = this.#parents[at] as number) {
      path.push(this.stepOf(this.#parentEdges[at] as number));
    }
    return path.reverse();
  }

  /** Who is given what by an edge of an automaton. */
  stepOf(edge: number): PathStep {
    return { component: this.#space.automata.ownerOf(edge), edge };
  }

  #expandNext(): void {
    const { automata, components, width } = this.#space;
    const state = this.#expanded;
    this.#expanded += 1;
    this.#row.set(this.#rows.subarray(state * width, (state + 1) * width));
    this.open = grown(this.open, (state + 1) * WORDS);
    let isDead = true;
    for (let component = 0; component < components; component += 1) {
      const cell = this.#row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      const from = automata.first[cell] as number;
      const to = from + (automata.count[cell] as number);
      for (let edge = from; edge < to; edge += 1) {
        if (this.#step(state, component, edge)) isDead = false;
      }
    }
    this.first = grown(this.first, state + 2);
    this.first[state + 1] = this.#edges;
    const isOwing = this.#owing[state] === 1;
    if (
      isOwing &&
      isDead &&
      this.deadEnd < 0 &&
      !this.#space.conditions.isStanding(this.#row, automata)
    ) {
      this.deadEnd = state;
    }
  }

  /** Follows an edge. Gives whether it can be followed. */
  #step(state: number, component: number, edge: number): boolean {
    const { automata } = this.#space;
    this.#next.set(this.#row);
    const followed = this.#space.follow(this.#next, component, edge);
    if (followed === "blocked") return false;
    const way = this.#wayOf.get(edge) ?? this.#findWay(component, edge);
    const word = state * WORDS + (way >> 5);
    this.open[word] = (this.open[word] as number) | (1 << (way & 31));
    const extra = automata.extras[automata.edges[edge * EDGE_LENGTH + 3] as number];
    const isOwing = this.#isOwing(this.#owing[state] === 1, extra?.emissions ?? []);
    // What comes after it has come is of no interest, unless it may be owed again.
    if (!isOwing && this.#goal.isOwed === undefined) return true;
    if (followed === "halted") {
      if (isOwing && this.deadEnd < 0) this.deadEnd = state;
      return true;
    }
    const next = this.#stateOf(this.#next, isOwing, state, edge);
    if (this.#owing[state] === 1 && isOwing) this.#keepEdge(next, way, edge);
    return true;
  }

  /** Whether it is owed after the step that was made last. */
  #isOwing(wasOwing: boolean, emissions: readonly Emission[]): boolean {
    const { isReached, isOwed } = this.#goal;
    if (isReached(this.#next, emissions)) return false;
    return wasOwing || isOwed?.(this.#next, emissions) === true;
  }

  #keepEdge(target: number, way: number, edge: number): void {
    const at = this.#edges;
    this.target = grown(this.target, at + 1);
    this.way = grown(this.way, at + 1);
    this.edge = grown(this.edge, at + 1);
    this.target[at] = target;
    this.way[at] = way;
    this.edge[at] = edge;
    this.#edges += 1;
  }

  /** The number of a state, which is kept if it is new. */
  #stateOf(row: Int32Array, isOwing: boolean, parent: number, edge: number): number {
    const [low, high] = this.#space.fingerprint(row);
    const known = this.#known.add(low, isOwing ? high ^ OWING : high);
    if (known >= 0) return known;
    const state = this.#known.size - 1;
    const { width } = this.#space;
    this.#rows = grown(this.#rows, (state + 1) * width);
    this.#rows.set(row, state * width);
    this.#parents = grown(this.#parents, state + 1);
    this.#parentEdges = grown(this.#parentEdges, state + 1);
    this.#parents[state] = parent;
    this.#parentEdges[state] = edge;
    if (state >= this.#owing.length) {
      const longer = new Uint8Array(this.#owing.length * 2);
      longer.set(this.#owing);
      this.#owing = longer;
    }
    this.#owing[state] = isOwing ? 1 : 0;
    return state;
  }

  #findWay(component: number, edge: number): number {
    const label = this.#space.automata.labels[edge];
    const what = label?.isTimer === true ? `timer ${label.parcel.kind}` : `${label?.parcel.from}`;
    const key = `${component} ${what}`;
    const known = this.#ways.get(key) ?? this.#ways.size;
    this.#ways.set(key, known);
    if (known >= WAYS_MAX) this.isTooWide = true;
    const way = known % WAYS_MAX;
    this.#wayOf.set(edge, way);
    return way;
  }
}
