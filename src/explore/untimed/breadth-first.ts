import type { Bounds } from "../bounds.ts";
import { boundHit } from "../bounds.ts";
import { FingerprintSet } from "../fingerprint-set.ts";
import { grown } from "../lanes.ts";
import type { Space, Wrong } from "./space.ts";

/** One step of a path: who was given what. */
export interface PathStep {
  readonly component: number;
  readonly edge: number;
}

/** The shortest way to something that goes wrong. */
export interface Found {
  readonly wrong: Wrong;
  readonly path: readonly PathStep[];
}

/** Every state that was met, and how. */
class Archive {
  rows: Int32Array;
  size = 0;
  readonly #width: number;
  #parents: Int32Array = new Int32Array(1024);
  #components: Int32Array = new Int32Array(1024);
  #edges: Int32Array = new Int32Array(1024);

  constructor(width: number) {
    this.#width = width;
    this.rows = new Int32Array(1024 * width);
  }

  add(row: Int32Array, parent: number, { component, edge }: PathStep): void {
    const at = this.size * this.#width;
    if (at + this.#width > this.rows.length) {
      const rows = new Int32Array(this.rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    this.rows.set(row, at);
    this.#parents = grown(this.#parents, this.size + 1);
    this.#components = grown(this.#components, this.size + 1);
    this.#edges = grown(this.#edges, this.size + 1);
    this.#parents[this.size] = parent;
    this.#components[this.size] = component;
    this.#edges[this.size] = edge;
    this.size += 1;
  }

  pathTo(state: number): readonly PathStep[] {
    const path: PathStep[] = [];
    for (let at = state; at > 0; at = this.#parents[at] as number) {
      path.push({
        component: this.#components[at] as number,
        edge: this.#edges[at] as number,
      });
    }
    return path.reverse();
  }
}

/** States expanded between two looks at the bounds. */
const SLICE = 8192;

const NOWHERE: PathStep = { component: -1, edge: -1 };

/**
 * Visits states, the nearest first, until something goes wrong: nothing can go wrong in fewer steps. Nothing when a bound
 * is hit before. Comes back now and then.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: three nested loops over states, components and edges, and nothing else
export function* breadthFirst(
  space: Space,
  bounds: Bounds,
): Generator<undefined, Found | undefined> {
  const { automata, width, components } = space;
  const wrong = space.wrongAtFirst();
  if (wrong !== undefined) return { wrong, path: [] };
  const archive = new Archive(width);
  const seen = new FingerprintSet();
  const row = new Int32Array(width);
  const next = new Int32Array(width);
  archive.add(space.initial, -1, NOWHERE);
  seen.add(...space.fingerprint(space.initial));
  for (let state = 0; state < archive.size; state += 1) {
    if (state % SLICE === SLICE - 1) {
      if (boundHit(seen.size, bounds) !== undefined) return undefined;
      yield;
    }
    let isEnd = true;
    row.set(archive.rows.subarray(state * width, (state + 1) * width));
    for (let component = 0; component < components; component += 1) {
      const cell = row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      const first = automata.first[cell] as number;
      const last = first + (automata.count[cell] as number);
      for (let edge = first; edge < last; edge += 1) {
        next.set(row);
        const followed = space.follow(next, component, edge);
        if (followed !== "blocked") isEnd = false;
        const met = followed === "halted" ? (space.wrongAtTheEnd(next) ?? followed) : followed;
        if (typeof met === "object") {
          return { wrong: met, path: [...archive.pathTo(state), { component, edge }] };
        }
        if (followed === "fine" && seen.add(...space.fingerprint(next)))
          archive.add(next, state, { component, edge });
      }
    }
    const last = isEnd ? space.wrongAtTheEnd(row) : undefined;
    if (last !== undefined) return { wrong: last, path: archive.pathTo(state) };
  }
  return undefined;
}
