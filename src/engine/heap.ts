import type { Pending } from "./pending.ts";

const FIRST_CAPACITY = 128;

/**
 * Messages ordered by (time, order): a binary heap in flat arrays. With a handful of entries, which is the
 * usual case, nothing is faster; with thousands the wheel keeps most of them out of it.
 */
export class Heap {
  size = 0;
  /** Time and order of each entry, interleaved. The first time is infinite while the heap is empty. */
  keys: Float64Array = new Float64Array(FIRST_CAPACITY * 2);
  /** The messages, in the same order; what lies beyond the size is of no meaning. */
  readonly items: Pending[] = [];

  constructor() {
    this.keys[0] = Number.POSITIVE_INFINITY;
  }

  /** Adds a message. */
  push(pending: Pending): void {
    let at = this.size++;
    if (at * 2 === this.keys.length) this.#grow();
    const { keys, items } = this;
    const { time, order } = pending;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = keys[parent * 2] as number;
      if (parentTime < time) break;
      const parentOrder = keys[parent * 2 + 1] as number;
      if (parentTime === time && parentOrder < order) break;
      keys[at * 2] = parentTime;
      keys[at * 2 + 1] = parentOrder;
      items[at] = items[parent] as Pending;
      at = parent;
    }
    keys[at * 2] = time;
    keys[at * 2 + 1] = order;
    items[at] = pending;
  }

  /** Takes the first entry out. The heap must not be empty. */
  pop(): Pending {
    const { keys, items } = this;
    const first = items[0] as Pending;
    const size = --this.size;
    if (size === 0) keys[0] = Number.POSITIVE_INFINITY;
    else this.#sink(size);
    return first;
  }

  /** Lets the entry behind the last fall from the top to its place, over the entry that is there. */
  #sink(size: number): void {
    const { keys, items } = this;
    const time = keys[size * 2] as number;
    const order = keys[size * 2 + 1] as number;
    const item = items[size] as Pending;
    let at = 0;
    for (let child = 1; child < size; child = at * 2 + 1) {
      let childTime = keys[child * 2] as number;
      let childOrder = keys[child * 2 + 1] as number;
      if (child + 1 < size) {
        const otherTime = keys[child * 2 + 2] as number;
        const otherOrder = keys[child * 2 + 3] as number;
        if (otherTime < childTime || (otherTime === childTime && otherOrder < childOrder)) {
          childTime = otherTime;
          childOrder = otherOrder;
          child += 1;
        }
      }
      if (time < childTime || (time === childTime && order < childOrder)) break;
      keys[at * 2] = childTime;
      keys[at * 2 + 1] = childOrder;
      items[at] = items[child] as Pending;
      at = child;
    }
    keys[at * 2] = time;
    keys[at * 2 + 1] = order;
    items[at] = item;
  }

  clear(): void {
    this.size = 0;
    this.keys[0] = Number.POSITIVE_INFINITY;
  }

  save(): HeapState {
    return { keys: this.keys.slice(0, this.size * 2), items: this.items.slice(0, this.size) };
  }

  restore(state: HeapState): void {
    this.clear();
    while (this.keys.length < state.keys.length) this.#grow();
    this.keys.set(state.keys);
    for (const [at, pending] of state.items.entries()) this.items[at] = pending;
    this.size = state.items.length;
  }

  #grow(): void {
    const { keys } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.keys.set(keys);
  }
}

/** A copy of everything in a heap. */
export interface HeapState {
  readonly keys: Float64Array;
  readonly items: readonly Pending[];
}
