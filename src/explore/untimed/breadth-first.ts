import { grown } from "../lanes.ts";
import { RowIndex } from "./row-index.ts";
import type { Space, Wrong } from "./space.ts";

/** One step of a path: who was given what. */
export interface PathStep {
  readonly component: number;
  readonly edge: number;
}

/**
 * Visits states, the nearest first, until something goes wrong: nothing can go wrong in fewer steps. States are kept whole, so
 * that none is taken for another.
 */
export class BreadthFirst {
  transitions = 0;
  /** What can go wrong, once it was met: the search is over then. */
  wrong: Wrong | undefined;
  /** The shortest way to it. */
  path: readonly PathStep[] = [];
  readonly #space: Space;
  readonly #depthMax: number;
  readonly #seen: RowIndex;
  readonly #row: Int32Array;
  readonly #next: Int32Array;
  #parents: Int32Array = new Int32Array(1024);
  #edges: Int32Array = new Int32Array(1024);
  #expanded = 0;
  /** Steps from the beginning to the state that is expanded next, and the first state that is one step farther. */
  #depth = 0;
  #nextLevel = 1;

  /** `depthMax`: states that are farther from the beginning are not expanded. */
  constructor(space: Space, depthMax = Number.POSITIVE_INFINITY) {
    this.#space = space;
    this.#depthMax = depthMax;
    this.#seen = new RowIndex(space.width);
    this.#row = new Int32Array(space.width);
    this.#next = new Int32Array(space.width);
    this.wrong = space.wrongAtFirst();
    this.#next.set(space.initial);
    this.#visit(-1, -1);
  }

  get states(): number {
    return this.#seen.size;
  }

  /** States that were met and not expanded yet. */
  get waiting(): number {
    return this.isTooDeep ? 0 : this.#seen.size - this.#expanded;
  }

  /** Every state within so many steps was expanded, and there are others. */
  get isTooDeep(): boolean {
    return this.#depth >= this.#depthMax && this.#seen.size > this.#expanded;
  }

  /** Expands so many more states, fewer when nothing is left or something is wrong. */
  expand(count: number): void {
    for (let left = count; left > 0 && this.waiting > 0 && this.wrong === undefined; left -= 1) {
      this.#expandNext();
      if (this.#expanded < this.#nextLevel) continue;
      this.#depth += 1;
      this.#nextLevel = this.#seen.size;
    }
  }

  #expandNext(): void {
    const { automata, components } = this.#space;
    const state = this.#expanded;
    const before = this.transitions;
    this.#expanded += 1;
    this.#seen.copy(state, this.#row);
    for (let component = 0; component < components; component += 1) {
      const cell = this.#row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      const first = automata.first[cell] as number;
      const last = first + (automata.count[cell] as number);
      for (let edge = first; edge < last; edge += 1) {
        this.#step(state, component, edge);
        if (this.wrong !== undefined) return;
      }
    }
    if (this.transitions > before) return;
    this.wrong = this.#space.wrongAtTheEnd(this.#row);
    if (this.wrong !== undefined) this.path = this.#pathTo(state);
  }

  #step(state: number, component: number, edge: number): void {
    const space = this.#space;
    this.#next.set(this.#row);
    const followed = space.follow(this.#next, component, edge);
    if (followed === "blocked") return;
    this.transitions += 1;
    if (followed === "fine") {
      this.#visit(state, edge);
      return;
    }
    this.wrong = followed === "halted" ? space.wrongAtTheEnd(this.#next) : followed;
    if (this.wrong !== undefined) this.path = [...this.#pathTo(state), { component, edge }];
  }

  #visit(parent: number, edge: number): void {
    const [low] = this.#space.fingerprint(this.#next);
    if (!this.#seen.add(this.#next, low)) return;
    const state = this.#seen.size - 1;
    this.#parents = grown(this.#parents, state + 1);
    this.#edges = grown(this.#edges, state + 1);
    this.#parents[state] = parent;
    this.#edges[state] = edge;
  }

  #pathTo(state: number): readonly PathStep[] {
    const path: PathStep[] = [];
    for (let at = state; at > 0; at = this.#parents[at] as number) {
      const edge = this.#edges[at] as number;
      path.push({ component: this.#space.automata.ownerOf(edge), edge });
    }
    return path.reverse();
  }
}
