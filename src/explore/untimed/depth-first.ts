import { FingerprintSet } from "../fingerprint-set.ts";
import { EDGE_LENGTH } from "./automata.ts";
import type { Space, Wrong } from "./space.ts";
import type { Board } from "./together/board.ts";

/** States that wait for their turn, each with its fingerprint. */
class Stack {
  size = 0;
  rows: Int32Array;
  prints: Int32Array;
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
    this.rows = new Int32Array(4096 * width);
    this.prints = new Int32Array(4096 * 2);
  }

  /** Makes room for one more. */
  reserve(): void {
    if ((this.size + 1) * this.#width <= this.rows.length) return;
    const rows = new Int32Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    const prints = new Int32Array(this.prints.length * 2);
    prints.set(this.prints);
    this.prints = prints;
  }
}

/**
 * Visits every state once, the newest first, and remembers fingerprints only. It says whether something can go wrong,
 * and not how: that is for `breadthFirst`.
 */
export class DepthFirst {
  transitions = 0;
  /** What can go wrong, once it was met: the search is over then. */
  wrong: Wrong | undefined;
  readonly #space: Space;
  #seen: FingerprintSet | Board;
  readonly #stack: Stack;
  readonly #row: Int32Array;
  readonly #next: Int32Array;

  /** With a `board` it begins with nothing: what it is to visit is given to it. */
  constructor(space: Space, board?: Board) {
    this.#space = space;
    this.#seen = board ?? new FingerprintSet();
    this.#stack = new Stack(space.width);
    this.#row = new Int32Array(space.width);
    this.#next = new Int32Array(space.width);
    if (board !== undefined) return;
    this.wrong = space.wrongAtFirst();
    this.#visit(space.initial, ...space.fingerprint(space.initial));
  }

  get states(): number {
    return this.#seen.size;
  }

  /** Bytes of the set of fingerprints. */
  get bytes(): number {
    return this.#seen.bytes;
  }

  /** States that were met and not expanded yet. */
  get waiting(): number {
    return this.#stack.size;
  }

  /** Expands so many more states, fewer when nothing is left or something is wrong. */
  expand(count: number): void {
    for (let left = count; left > 0 && this.#stack.size > 0; left -= 1) {
      if (this.wrong !== undefined) return;
      this.#expandOne();
    }
  }

  /** From now on it shares what was met with other threads. */
  shareWith(board: Board): void {
    if (this.#seen instanceof FingerprintSet) this.#seen.pourInto(board);
    this.#seen = board;
    board.publish();
  }

  /** Gives up some of the oldest states that wait, as rows one after the other. */
  giveAway(count: number): Int32Array {
    const stack = this.#stack;
    const { width } = this.#space;
    const rows = stack.rows.slice(0, count * width);
    stack.rows.copyWithin(0, count * width, stack.size * width);
    stack.prints.copyWithin(0, count * 2, stack.size * 2);
    stack.size -= count;
    return rows;
  }

  /** Takes over states that another thread has met. */
  takeOver(rows: Int32Array): void {
    const { width } = this.#space;
    for (let from = 0; from < rows.length; from += width) {
      const row = rows.subarray(from, from + width);
      this.#push(row, ...this.#space.fingerprint(row));
    }
  }

  /** Takes the newest state and follows everything that can happen in it. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the whole of the search's time is spent here, and calls would cost a third of it
  #expandOne(): void {
    const space = this.#space;
    const { automata, width, components } = space;
    const { watched } = space.conditions;
    const stack = this.#stack;
    const seen = this.#seen;
    const row = this.#row;
    const before = this.transitions;
    stack.size -= 1;
    const from = stack.size * width;
    for (let at = 0; at < width; at += 1) row[at] = stack.rows[from + at] as number;
    const low = stack.prints[stack.size * 2] as number;
    const high = stack.prints[stack.size * 2 + 1] as number;
    const silent = (row[components + 1] as number) + 1;
    let transitions = 0;
    for (let component = 0; component < components; component += 1) {
      const cell = row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      let { edges, low: lows, high: highs } = automata;
      const start = (automata.first[cell] as number) * EDGE_LENGTH;
      const end = start + (automata.count[cell] as number) * EDGE_LENGTH;
      const isWatched = watched[component] !== 0;
      const lowWithout = (low - (lows[cell] as number)) | 0;
      const highWithout = (high - (highs[cell] as number)) | 0;
      for (let at = start; at < end; at += EDGE_LENGTH) {
        const extra = edges[at + 3] as number;
        if (isWatched || (extra !== 0 && automata.silentIn[extra] !== silent)) {
          this.#followWithCare(component, at / EDGE_LENGTH, low, high);
          if (this.wrong !== undefined) return;
          // Tables grow only when a cell is met for the first time.
          ({ edges, low: lows, high: highs } = automata);
          continue;
        }
        const next = edges[at] as number;
        const to = edges[at + 1] as number;
        let newLow = (lowWithout + (lows[next] as number)) | 0;
        let newHigh = (highWithout + (highs[next] as number)) | 0;
        let received = 0;
        if (to >= 0) {
          const old = row[to] as number;
          received = automata.withParcel(old, edges[at + 2] as number);
          ({ low: lows, high: highs } = automata);
          newLow = (newLow - (lows[old] as number) + (lows[received] as number)) | 0;
          newHigh = (newHigh - (highs[old] as number) + (highs[received] as number)) | 0;
        }
        transitions += 1;
        if (!seen.add(newLow, newHigh)) continue;
        stack.reserve();
        const { rows, prints } = stack;
        const place = stack.size * width;
        for (let slot = 0; slot < width; slot += 1) rows[place + slot] = row[slot] as number;
        rows[place + component] = next;
        if (to >= 0) rows[place + to] = received;
        prints[stack.size * 2] = newLow;
        prints[stack.size * 2 + 1] = newHigh;
        stack.size += 1;
      }
    }
    this.transitions += transitions;
    if (this.transitions === before) this.wrong = space.wrongAtTheEnd(row);
  }

  /** Follows an edge that does more than to change a cell and send a message, or that somebody looks at. */
  #followWithCare(component: number, edge: number, low: number, high: number): void {
    const next = this.#next;
    next.set(this.#row);
    const followed = this.#space.follow(next, component, edge);
    if (followed === "blocked") return;
    this.transitions += 1;
    if (typeof followed === "object") this.wrong = followed;
    if (followed === "halted") this.wrong = this.#space.wrongAtTheEnd(next);
    if (followed === "fine") this.#visitNext(low, high);
  }

  /** Visits the state that was made of the present one, whose fingerprint this is. */
  #visitNext(low: number, high: number): void {
    const { automata, budgets, watchers, components } = this.#space;
    const row = this.#row;
    const next = this.#next;
    let newLow = low;
    let newHigh = high;
    for (let slot = 0; slot <= components + 1; slot += 1) {
      const before = row[slot] as number;
      const after = next[slot] as number;
      if (before === after) continue;
      const table = slot < components ? automata : slot === components ? budgets : watchers;
      newLow = (newLow - (table.low[before] as number) + (table.low[after] as number)) | 0;
      newHigh = (newHigh - (table.high[before] as number) + (table.high[after] as number)) | 0;
    }
    this.#visit(next, newLow, newHigh);
  }

  #visit(row: Int32Array, low: number, high: number): void {
    if (this.#seen.add(low, high)) this.#push(row, low, high);
  }

  #push(row: Int32Array, low: number, high: number): void {
    const stack = this.#stack;
    stack.reserve();
    stack.rows.set(row, stack.size * this.#space.width);
    stack.prints[stack.size * 2] = low;
    stack.prints[stack.size * 2 + 1] = high;
    stack.size += 1;
  }
}
