import { Stream } from "../../engine/random.ts";
import { hashText } from "../../engine/trace-hash.ts";
import type { PathStep } from "./breadth-first.ts";
import type { Space, Wrong } from "./space.ts";

/** One step in so many is taken by chance alone, or gives its component another priority. */
const CHANGES_MIND = 8;

/** Steps of each walk, when nothing else is said. */
const LENGTHS: readonly number[] = [10_000];

/** Every third walk begins where something new was met. */
const GUIDED = 3;

/** Places where something new was met, that are remembered: the latest ones. */
const FRONTIER_MAX = 256;

/** A state in which some component was for the first time as it was, and the way there. */
interface Outpost {
  readonly row: Int32Array;
  readonly path: readonly number[];
}

/** Random walks through a space, from its beginning or from where something new was met. */
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
  readonly #priorities: Float64Array;
  #path: number[] = [];
  #isAtEnd = true;
  readonly #frontier: Outpost[] = [];
  #met = 0;

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
    const isGuided = this.count % GUIDED === 0 && this.#frontier.length > 0;
    const outpost = isGuided
      ? this.#frontier[this.#chance.next() % this.#frontier.length]
      : undefined;
    this.#row.set(outpost?.row ?? this.#space.initial);
    this.#path = [...(outpost?.path ?? [])];
    this.#isAtEnd = false;
    const length = this.#lengths[this.count % this.#lengths.length] ?? 0;
    this.#length = this.#path.length + length;
    for (const id of this.#priorities.keys()) this.#priorities[id] = this.#chance.next();
  }

  #step(): void {
    const space = this.#space;
    const component = this.#choose();
    if (component < 0) {
      this.#end();
      return;
    }
    const { first, count } = space.automata;
    const cell = this.#row[component] as number;
    const number = this.#chance.next() % (count[cell] as number);
    const edge = (first[cell] as number) + number;
    const followed = space.follow(this.#row, component, edge);
    if (followed === "blocked") return;
    this.steps += 1;
    this.#path.push(edge);
    if (typeof followed === "object") this.wrong = followed;
    if (followed === "halted") this.#end();
    const isNew = (space.automata.first[this.#row[component] as number] as number) < 0;
    if (isNew && followed === "fine") this.#remember();
  }

  #remember(): void {
    this.#frontier[this.#met % FRONTIER_MAX] = { row: this.#row.slice(), path: [...this.#path] };
    this.#met += 1;
  }

  #end(): void {
    this.wrong = this.#space.wrongAtTheEnd(this.#row);
    this.#isAtEnd = true;
  }

  /** Who moves next: by the number of its open edges, or by its priority; −1: nobody can. */
  #choose(): number {
    const number = this.#chance.next();
    // Every other walk lets the component of the highest priority go first, and changes its mind now and then.
    const isByChance = this.count % 2 === 0 || number % CHANGES_MIND === 0;
    const component = isByChance ? this.#byChance(number >>> 4) : this.#byPriority();
    const isChanging = !isByChance && component >= 0 && (number >>> 8) % CHANGES_MIND === 0;
    if (isChanging) this.#priorities[component] = this.#chance.next();
    return component;
  }

  #byChance(number: number): number {
    const { components } = this.#space;
    let open = 0;
    for (let component = 0; component < components; component += 1) open += this.#openAt(component);
    if (open === 0) return -1;
    let left = number % open;
    for (let component = 0; ; component += 1) {
      left -= this.#openAt(component);
      if (left < 0) return component;
    }
  }

  #byPriority(): number {
    const { components } = this.#space;
    let best = -1;
    for (let component = 0; component < components; component += 1) {
      const isHigher =
        best < 0 || (this.#priorities[component] as number) > (this.#priorities[best] as number);
      if (isHigher && this.#openAt(component) > 0) best = component;
    }
    return best;
  }

  /** How many edges are open at a component. */
  #openAt(component: number): number {
    const { automata } = this.#space;
    const cell = this.#row[component] as number;
    if ((automata.first[cell] as number) < 0) automata.expand(cell);
    return automata.count[cell] as number;
  }
}
