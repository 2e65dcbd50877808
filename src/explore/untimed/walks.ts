import { Stream } from "../../engine/random.ts";
import { hashText } from "../../engine/trace-hash.ts";
import type { PathStep } from "./breadth-first.ts";
import type { Space, Wrong } from "./space.ts";

/** One step in so many is taken by chance alone, or gives its component another priority. */
const CHANGES_MIND = 8;

/** Steps of each walk, when nothing else is said. */
const LENGTHS: readonly number[] = [10_000];

/** Random walks through a space, each from its beginning. */
export class Walks {
  /** Walks that were begun, and steps of all of them. */
  count = 0;
  steps = 0;
  wrong: Wrong | undefined;
  readonly #space: Space;
  readonly #lengths: readonly number[];
  #length = 0;
  readonly #chance: Stream;
  readonly #row: Int32Array;
  /** Edges of the present state, with their components before them. */
  readonly #open: Int32Array = new Int32Array(4096);
  readonly #priorities: Float64Array;
  #path: number[] = [];
  #isAtEnd = true;

  /** `lengths`: a walk begins anew after so many steps, one after the other. */
  constructor(space: Space, seed: number, lengths: readonly number[] = LENGTHS) {
    this.#space = space;
    this.#lengths = lengths;
    this.#chance = new Stream(hashText("walks", seed), seed, hashText(String(seed)), 1);
    this.#row = new Int32Array(space.width);
    this.#priorities = new Float64Array(space.components);
    this.wrong = space.wrongAtFirst();
  }

  /** How the walk came to where it is. */
  get path(): readonly PathStep[] {
    const { automata } = this.#space;
    return this.#path.map((edge) => ({ component: automata.ownerOf(edge), edge }));
  }

  /** Goes so many steps, until something is wrong, or until so many walks have come to their end. */
  go(steps: number, walksMax: number): void {
    for (let left = steps; left > 0 && this.wrong === undefined; left -= 1) {
      if (this.#isAtEnd || this.#path.length >= this.#length) {
        if (this.count === walksMax) return;
        this.#begin();
      }
      this.#step();
    }
  }

  #begin(): void {
    this.count += 1;
    this.#row.set(this.#space.initial);
    this.#path = [];
    this.#isAtEnd = false;
    this.#length = this.#lengths[this.count % this.#lengths.length] ?? 0;
    for (const id of this.#priorities.keys()) this.#priorities[id] = this.#chance.next();
  }

  /** Which of so many open edges is taken. */
  #choose(open: number): number {
    // Every other walk lets the component of the highest priority go first, and changes its mind now and then.
    const number = this.#chance.next();
    if (this.count % 2 === 0 || number % CHANGES_MIND === 0) return (number >>> 4) % open;
    let best = 0;
    for (let at = 1; at < open; at += 1) {
      if (this.#priorityAt(at) > this.#priorityAt(best)) best = at;
    }
    const component = this.#open[best * 2] as number;
    if ((number >>> 8) % CHANGES_MIND === 0) this.#priorities[component] = this.#chance.next();
    return best;
  }

  #priorityAt(at: number): number {
    return this.#priorities[this.#open[at * 2] as number] as number;
  }

  #step(): void {
    const space = this.#space;
    const open = this.#findOpen();
    if (open === 0) {
      this.#end();
      return;
    }
    const at = this.#choose(open);
    const component = this.#open[at * 2] as number;
    const edge = this.#open[at * 2 + 1] as number;
    const followed = space.follow(this.#row, component, edge);
    if (followed === "blocked") return;
    this.steps += 1;
    this.#path.push(edge);
    if (typeof followed === "object") this.wrong = followed;
    if (followed === "halted") this.#end();
  }

  #end(): void {
    this.wrong = this.#space.wrongAtTheEnd(this.#row);
    this.#isAtEnd = true;
  }

  #findOpen(): number {
    const { automata, components } = this.#space;
    const open = this.#open;
    let count = 0;
    for (let component = 0; component < components; component += 1) {
      const cell = this.#row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      const first = automata.first[cell] as number;
      const last = first + (automata.count[cell] as number);
      for (let edge = first; edge < last && count * 2 < open.length; edge += 1) {
        open[count * 2] = component;
        open[count * 2 + 1] = edge;
        count += 1;
      }
    }
    return count;
  }
}
