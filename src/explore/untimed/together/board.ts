// What threads that search one space share: some numbers by which they come to terms, and the table of fingerprints behind them.

/** Threads at most, the first of all included. */
export const THREADS_MAX = 16;

/** Numbers before the table. */
const HEADER = 64;

/** Places of the table: as many as it may ever have are reserved, and memory is taken only when they are used. */
const FIRST_BITS = 21;
const LAST_BITS = 27;

/** Above this share the table is made larger. */
const LOAD_MAX = 0.6;

// Places of the header. Those by thread take THREADS_MAX numbers each.
const GROWING = 0;
const PARKED = 1;
const JOINED = 2;
const SENT = 3;
const RECEIVED = 4;
const ENDING = 5;
const BITS = 6;
const STATES = 16;
const HUNGRY = 32;

/** One thread's view of what all share. Thread 0 is the one that began. */
export class Board {
  readonly memory: SharedArrayBuffer;
  readonly thread: number;
  readonly #header: Int32Array;
  readonly #lanes: Int32Array;
  #mask: number;
  #own = 0;

  /** @throws RangeError when there is not as much memory to be reserved. */
  constructor(memory: SharedArrayBuffer | undefined, thread: number) {
    this.memory = memory ?? new SharedArrayBuffer(4 * (HEADER + 2 ** (LAST_BITS + 1)));
    this.thread = thread;
    this.#header = new Int32Array(this.memory, 0, HEADER);
    this.#lanes = new Int32Array(this.memory, HEADER * 4);
    if (memory === undefined) this.#header[BITS] = FIRST_BITS;
    this.#mask = this.#maskNow();
  }

  /** States that all threads have met. */
  get size(): number {
    let sum = 0;
    for (let thread = 0; thread < THREADS_MAX; thread += 1)
      sum += Atomics.load(this.#header, STATES + thread);
    return sum;
  }

  /** Bytes of the table. */
  get bytes(): number {
    return (this.#mask + 1) * 8;
  }

  /** Adds a fingerprint; false when any thread has added it before. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: asked for every transition; a call more would be noticed
  add(low: number, high: number): boolean {
    // A zero marks a free place, or one whose second lane is still to be written.
    const first = low === 0 ? 1 : low;
    const second = high === 0 ? 1 : high;
    const lanes = this.#lanes;
    const mask = this.#mask;
    for (let at = first & mask; ; at = (at + 1) & mask) {
      let found = lanes[at * 2] as number;
      if (found === 0) {
        found = Atomics.compareExchange(lanes, at * 2, 0, first);
        if (found === 0) {
          Atomics.store(lanes, at * 2 + 1, second);
          this.#own += 1;
          return true;
        }
      }
      if (found !== first) continue;
      let other = lanes[at * 2 + 1] as number;
      while (other === 0) other = Atomics.load(lanes, at * 2 + 1);
      if (other === second) return false;
    }
  }

  /** Lets the others see how many states this thread has met. */
  publish(): void {
    Atomics.store(this.#header, STATES + this.thread, this.#own);
  }

  /** A further thread takes part from now on. */
  join(): void {
    Atomics.add(this.#header, JOINED, 1);
  }

  /** A thread waits here while the table is made larger. */
  park(): void {
    const header = this.#header;
    if (Atomics.load(header, GROWING) === 0) return;
    Atomics.add(header, PARKED, 1);
    Atomics.notify(header, PARKED);
    while (Atomics.load(header, GROWING) !== 0) Atomics.wait(header, GROWING, 1, 10);
    Atomics.sub(header, PARKED, 1);
    this.#mask = this.#maskNow();
  }

  /** The table is nearly full, and can be made no larger. */
  get isFull(): boolean {
    return this.#header[BITS] === LAST_BITS && this.#isLoaded();
  }

  /** Makes the table larger when it is time; only the first thread does, while all others wait. */
  growIfNeeded(): void {
    if (!this.#isLoaded() || this.#header[BITS] === LAST_BITS) return;
    const header = this.#header;
    Atomics.store(header, GROWING, 1);
    for (;;) {
      const parked = Atomics.load(header, PARKED);
      if (parked >= Atomics.load(header, JOINED)) break;
      Atomics.wait(header, PARKED, parked, 1);
    }
    this.#grow();
    Atomics.store(header, GROWING, 0);
    Atomics.notify(header, GROWING);
  }

  #isLoaded(): boolean {
    return this.size > (this.#mask + 1) * LOAD_MAX;
  }

  #grow(): void {
    const lanes = this.#lanes;
    const old = lanes.slice(0, (this.#mask + 1) * 2);
    lanes.fill(0, 0, old.length);
    this.#header[BITS] = (this.#header[BITS] as number) + 1;
    this.#mask = this.#maskNow();
    const mask = this.#mask;
    for (let from = 0; from < old.length; from += 2) {
      const first = old[from] as number;
      if (first === 0) continue;
      let at = first & mask;
      while (lanes[at * 2] !== 0) at = (at + 1) & mask;
      lanes[at * 2] = first;
      lanes[at * 2 + 1] = old[from + 1] as number;
    }
  }

  #maskNow(): number {
    return 2 ** (this.#header[BITS] as number) - 1;
  }

  /** A thread that has nothing left to do says so, and takes it back. */
  setHungry(isHungry: boolean): void {
    Atomics.store(this.#header, HUNGRY + this.thread, isHungry ? 1 : 0);
  }

  isHungry(thread: number): boolean {
    return Atomics.load(this.#header, HUNGRY + thread) === 1;
  }

  /** Something is on its way to a thread, which will not be hungry then. */
  noteSent(to: number): void {
    Atomics.store(this.#header, HUNGRY + to, 0);
    Atomics.add(this.#header, SENT, 1);
  }

  noteReceived(): void {
    Atomics.add(this.#header, RECEIVED, 1);
  }

  /** Nobody has anything to do, and nothing is on its way from one to another. */
  isDone(): boolean {
    const sent = Atomics.load(this.#header, SENT);
    if (!this.#areAllHungry() || Atomics.load(this.#header, RECEIVED) !== sent) return false;
    return this.#areAllHungry() && Atomics.load(this.#header, SENT) === sent;
  }

  #areAllHungry(): boolean {
    let hungry = 0;
    for (let thread = 0; thread < THREADS_MAX; thread += 1) if (this.isHungry(thread)) hungry += 1;
    return hungry > Atomics.load(this.#header, JOINED);
  }

  /** Everybody is to stop. */
  end(): void {
    Atomics.store(this.#header, ENDING, 1);
  }

  get isEnding(): boolean {
    return Atomics.load(this.#header, ENDING) === 1;
  }

  /** Waits a little for the others. */
  rest(): void {
    Atomics.wait(this.#header, ENDING, 0, 1);
  }
}
