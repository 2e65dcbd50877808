import type { Heap } from "./heap.ts";
import type { Pending } from "./pending.ts";

// A hierarchical timing wheel over the whole range of exact integers.
//
// 1. Seven levels of 256 slots: level l divides time into stretches of 256^l ticks.
// 2. A message waits at the level of the highest byte in which its time differs from the wheel's
//    position, in the slot of its own byte there. So whatever waits at a lower level comes earlier.
// 3. The wheel never orders anything: a slot with few messages is poured into the heap whole, one with
//    many is first spread over the levels below. The order is the heap's alone.

const BITS = 8;
const SLOTS = 1 << BITS;
const LEVELS = 7;
const WORDS = SLOTS / 32;
const HIGH = 2 ** 32;

/** A slot with at most this many messages is poured into the heap without being spread. */
const POUR_MAX = 48;

/** Messages of the farther future, roughly sorted. */
export class Wheel {
  size = 0;
  #position = 0;
  #positionLow = 0;
  #positionHigh = 0;
  readonly #heads: (Pending | null)[] = new Array<Pending | null>(LEVELS * SLOTS).fill(null);
  readonly #counts = new Int32Array(LEVELS * SLOTS);
  readonly #used = new Int32Array(LEVELS * WORDS);

  /** Empties the wheel and puts it at a time: from now on nothing earlier may be inserted. */
  moveTo(position: number): void {
    if (this.size > 0) {
      this.#heads.fill(null);
      this.#counts.fill(0);
      this.#used.fill(0);
      this.size = 0;
    }
    this.#setPosition(position);
  }

  /** Adds a message. */
  insert(pending: Pending): void {
    const slot = this.#slotOf(pending.time);
    pending.next = this.#heads[slot] ?? null;
    this.#heads[slot] = pending;
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
    const word = slot >> 5;
    this.#used[word] = (this.#used[word] as number) | (1 << (slot & 31));
    this.size += 1;
  }

  /**
   * Pours the earliest messages into the heap and gives the time before which the wheel now holds
   * nothing. The wheel must not be empty.
   */
  pour(heap: Heap): number {
    for (;;) {
      const slot = this.#firstSlot();
      const level = slot >> BITS;
      const width = SLOTS ** level;
      const stretch = width * SLOTS;
      const start = Math.floor(this.#position / stretch) * stretch + (slot & (SLOTS - 1)) * width;
      const isSmall = level === 0 || (this.#counts[slot] as number) <= POUR_MAX;
      let pending = this.#emptySlot(slot);
      if (!isSmall) this.#setPosition(start);
      while (pending !== null) {
        const { next } = pending;
        if (isSmall) heap.push(pending);
        else this.insert(pending);
        pending = next;
      }
      if (isSmall) return start + width;
    }
  }

  /** Empties the wheel, calling back for each message in no useful order. */
  drain(each: (pending: Pending) => void): void {
    for (let word = 0; word < this.#used.length; word += 1) {
      while (this.#used[word] !== 0) {
        let pending = this.#emptySlot(word * 32 + lowestBit(this.#used[word] as number));
        while (pending !== null) {
          const { next } = pending;
          each(pending);
          pending = next;
        }
      }
    }
  }

  /** Every message in the wheel, in no useful order. */
  members(): readonly Pending[] {
    const all: Pending[] = [];
    if (this.size === 0) return all;
    for (const head of this.#heads) {
      for (let pending = head; pending !== null; pending = pending.next) all.push(pending);
    }
    return all;
  }

  #setPosition(position: number): void {
    this.#position = position;
    this.#positionLow = position | 0;
    this.#positionHigh = (position / HIGH) | 0;
  }

  #slotOf(time: number): number {
    const high = (time / HIGH) | 0;
    if (high !== this.#positionHigh) {
      const level = (31 - Math.clz32(high ^ this.#positionHigh)) >> 3;
      return ((level + 4) << BITS) | ((high >>> (level << 3)) & (SLOTS - 1));
    }
    const low = time | 0;
    const difference = low ^ this.#positionLow;
    const level = difference === 0 ? 0 : (31 - Math.clz32(difference)) >> 3;
    return (level << BITS) | ((low >>> (level << 3)) & (SLOTS - 1));
  }

  /** The used slot with the earliest messages: lower levels come first, then lower slots. */
  #firstSlot(): number {
    let word = 0;
    while (this.#used[word] === 0) word += 1;
    return word * 32 + lowestBit(this.#used[word] as number);
  }

  #emptySlot(slot: number): Pending | null {
    const head = this.#heads[slot] ?? null;
    this.size -= this.#counts[slot] as number;
    this.#heads[slot] = null;
    this.#counts[slot] = 0;
    const word = slot >> 5;
    this.#used[word] = (this.#used[word] as number) & ~(1 << (slot & 31));
    return head;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
