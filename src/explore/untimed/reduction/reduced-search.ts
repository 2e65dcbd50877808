import { grown } from "../../lanes.ts";
import type { Followed, Space, Wrong } from "../space.ts";
import type { Symmetry } from "../symmetry/symmetry.ts";
import { OpenSet } from "./open-set.ts";
import { Persistent } from "./persistent.ts";
import type { Skeleton } from "./skeleton.ts";

/** What makes a search smaller without a difference to what it finds. */
export interface Reductions {
  readonly skeleton?: Skeleton | undefined;
  readonly symmetry?: Symmetry | undefined;
}

/** Numbers of a place on the path: node, component, edge, chosen component, chosen edge, moved, both lanes. */
const FRAME = 8;
const [NODE, COMPONENT, EDGE, CHOSEN, CHOSEN_EDGE, MOVED, LOW, HIGH] = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * Visits as many states as are needed to see whether anything can go wrong: what makes no difference is tried in one order only.
 * What is tried in a state leads at least once to a state that is not on the path to it, so that nothing is put off for ever.
 */
export class ReducedSearch {
  transitions = 0;
  wrong: Wrong | undefined;
  readonly #space: Space;
  readonly #persistent: Persistent | undefined;
  readonly #symmetry: Symmetry | undefined;
  readonly #seen = new OpenSet();
  readonly #next: Int32Array;
  readonly #row: Int32Array;
  #rows: Int32Array;
  #frames: Int32Array = new Int32Array(1024 * FRAME);
  #depth = 0;
  #low = 0;
  #high = 0;

  /**
   * Without a skeleton every order is tried; without a symmetry components that are alike are told apart.
   * @throws Asymmetry, here and in `expand`, when they are not alike.
   */
  constructor(space: Space, { skeleton, symmetry }: Reductions) {
    this.#space = space;
    this.#persistent = skeleton && new Persistent(space, skeleton);
    this.#symmetry = symmetry;
    this.#next = new Int32Array(space.width);
    this.#row = new Int32Array(space.width);
    this.#rows = new Int32Array(1024 * space.width);
    this.wrong = space.wrongAtFirst();
    this.#next.set(space.initial);
    [this.#low, this.#high] = space.fingerprint(space.initial);
    if (symmetry !== undefined) this.#printAlike(symmetry);
    this.#enter(0);
  }

  /** Orders that make no difference are left out. */
  get isReduced(): boolean {
    return this.#persistent !== undefined;
  }

  get states(): number {
    return this.#seen.size;
  }

  /** Bytes of the set of fingerprints. */
  get bytes(): number {
    return this.#seen.bytes;
  }

  /** States of the present path. */
  get waiting(): number {
    return this.#depth;
  }

  /** Follows so many more edges, fewer when nothing is left or something is wrong. */
  expand(count: number): void {
    for (let left = count; left > 0 && this.#depth > 0 && this.wrong === undefined; left -= 1) {
      this.#advance((this.#depth - 1) * FRAME);
    }
  }

  /** Follows the next edge of a state, or leaves it. */
  #advance(at: number): void {
    const { automata, components, width } = this.#space;
    const frames = this.#frames;
    const chosen = frames[at + CHOSEN] as number;
    const only = frames[at + CHOSEN_EDGE] as number;
    const from = (at / FRAME) * width;
    for (let component = frames[at + COMPONENT] as number; component < components; ) {
      const cell = this.#rows[from + component] as number;
      const edge = frames[at + EDGE] as number;
      if (edge < (automata.count[cell] as number) && (chosen < 0 || chosen === component)) {
        frames[at + EDGE] = edge + 1;
        const number = (automata.first[cell] as number) + edge;
        if (only >= 0 && only !== number) continue;
        this.#step(at, component, number);
        return;
      }
      component += 1;
      frames[at + COMPONENT] = component;
      frames[at + EDGE] = 0;
    }
    this.#leave(at);
  }

  #leave(at: number): void {
    const frames = this.#frames;
    if (frames[at + MOVED] === 0) {
      const from = (at / FRAME) * this.#space.width;
      this.#row.set(this.#rows.subarray(from, from + this.#space.width));
      this.wrong = this.#space.wrongAtTheEnd(this.#row);
    }
    this.#seen.close(frames[at + LOW] as number, frames[at + HIGH] as number);
    this.#depth -= 1;
  }

  #step(at: number, component: number, edge: number): void {
    const followed = this.#follow(at, component, edge);
    if (followed === "blocked") return;
    this.#frames[at + MOVED] = 1;
    this.transitions += 1;
    if (typeof followed === "object") this.wrong = followed;
    if (followed === "halted") this.wrong = this.#space.wrongAtTheEnd(this.#next);
    if (followed !== "fine") return;
    if (this.#seen.standing(this.#low, this.#high) !== "new") return;
    const node = this.#frames[at + NODE] as number;
    this.#enter(this.#persistent?.nodeAfter(node, component, edge) ?? 0);
  }

  /** Makes the next state of one on the path, and its fingerprint. */
  #follow(at: number, component: number, edge: number): Followed {
    const { width } = this.#space;
    const next = this.#next;
    const rows = this.#rows;
    const from = (at / FRAME) * width;
    for (let slot = 0; slot < width; slot += 1) next[slot] = rows[from + slot] as number;
    const followed = this.#space.follow(next, component, edge);
    if (followed !== "fine") return followed;
    if (this.#symmetry === undefined) this.#printNext(at);
    else this.#printAlike(this.#symmetry);
    return followed;
  }

  #printAlike(symmetry: Symmetry): void {
    symmetry.print(this.#next);
    this.#low = symmetry.low;
    this.#high = symmetry.high;
  }

  /** The fingerprint of the next state of one on the path: what has changed is taken out and put in. */
  #printNext(at: number): void {
    const { automata, budgets, watchers, components, width } = this.#space;
    const next = this.#next;
    const rows = this.#rows;
    const from = (at / FRAME) * width;
    let low = this.#frames[at + LOW] as number;
    let high = this.#frames[at + HIGH] as number;
    for (let slot = 0; slot < width; slot += 1) {
      const before = rows[from + slot] as number;
      const after = next[slot] as number;
      if (before === after) continue;
      const table = slot < components ? automata : slot === components ? budgets : watchers;
      low = (low - (table.low[before] as number) + (table.low[after] as number)) | 0;
      high = (high - (table.high[before] as number) + (table.high[after] as number)) | 0;
    }
    this.#low = low;
    this.#high = high;
  }

  /** Puts the state that was made last at the end of the path. */
  #enter(node: number): void {
    const { width } = this.#space;
    const at = this.#depth * FRAME;
    this.#depth += 1;
    this.#rows = grown(this.#rows, this.#depth * width);
    this.#frames = grown(this.#frames, this.#depth * FRAME);
    this.#rows.set(this.#next, (at / FRAME) * width);
    this.#row.set(this.#next);
    const frames = this.#frames;
    frames[at + NODE] = node;
    frames[at + COMPONENT] = 0;
    frames[at + EDGE] = 0;
    frames[at + MOVED] = 0;
    frames[at + LOW] = this.#low;
    frames[at + HIGH] = this.#high;
    this.#seen.open(this.#low, this.#high);
    frames[at + CHOSEN] = -1;
    frames[at + CHOSEN_EDGE] = -1;
    if (this.#persistent === undefined) this.#expandAll();
    else this.#choose(this.#persistent, at);
  }

  #choose(persistent: Persistent, at: number): void {
    const node = this.#frames[at + NODE] as number;
    const leadsOn = (component: number, edge: number): boolean =>
      this.#leadsOn(at, component, edge);
    this.#frames[at + CHOSEN] = persistent.choose(this.#row, node, leadsOn);
    this.#frames[at + CHOSEN_EDGE] = persistent.edge;
  }

  #expandAll(): void {
    const { automata, components } = this.#space;
    for (let component = 0; component < components; component += 1) {
      const cell = this.#row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
    }
  }

  /** Whether some step of a component (or one of them) leads to a state that is not on the present path. */
  #leadsOn(at: number, component: number, only: number): boolean {
    const { automata, width } = this.#space;
    const cell = this.#rows[(at / FRAME) * width + component] as number;
    const first = automata.first[cell] as number;
    const last = first + (automata.count[cell] as number);
    for (let edge = first; edge < last; edge += 1) {
      if (only >= 0 && edge !== only) continue;
      const followed = this.#follow(at, component, edge);
      if (followed === "blocked") continue;
      if (followed !== "fine") return true;
      if (this.#seen.standing(this.#low, this.#high) !== "open") return true;
    }
    return false;
  }
}
