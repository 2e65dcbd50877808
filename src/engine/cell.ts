import type { ComponentId } from "../model/component.ts";
import type { Dispatch } from "./dispatch.ts";
import { NO_HANDLERS } from "./dispatch.ts";
import type { Pending } from "./pending.ts";
import type { Stream } from "./random.ts";

/** Everything the kernel keeps about one component. The object is reused for the component of this index in the next run. */
export class Cell {
  readonly id: ComponentId;
  state: unknown = null;
  config: unknown = null;
  dispatch: Dispatch = NO_HANDLERS;
  /** By message kind; the dispatch's own table, at hand. */
  handlers: Dispatch["handlers"] = NO_HANDLERS.handlers;
  /** A change of the state asks for attention. */
  isWatched = false;
  /** The running timer of each kind that the class handles. */
  readonly timers: (Pending | null)[] = [];
  /** By purpose; null until the first number is drawn. */
  readonly streams: (Stream | null)[] = [];
  /** How many messages wait in the mailbox, a chain; its ends are of no meaning while it is empty. */
  deferred = 0;
  #first: Pending | null = null;
  #last: Pending | null = null;

  constructor(id: ComponentId) {
    this.id = id;
  }

  /** Begins a new run. */
  reset(state: unknown, config: unknown, dispatch: Dispatch): void {
    this.state = state;
    this.config = config;
    this.dispatch = dispatch;
    this.handlers = dispatch.handlers;
    this.isWatched = false;
    this.deferred = 0;
    for (let timer = 0; timer < dispatch.timerCount; timer += 1) this.timers[timer] = null;
    this.streams.length = 0;
  }

  /** Puts a message behind those that wait, giving how many there are now. */
  defer(pending: Pending): number {
    pending.next = null;
    const last = this.#last;
    if (this.deferred === 0 || last === null) this.#first = pending;
    else last.next = pending;
    this.#last = pending;
    this.deferred += 1;
    return this.deferred;
  }

  /** Takes the oldest message out of the mailbox, if there is one. */
  recall(): Pending | null {
    const first = this.#first;
    if (this.deferred === 0 || first === null) return null;
    this.#first = first.next;
    this.deferred -= 1;
    return first;
  }

  save(): CellState {
    return {
      state: this.state,
      timers: this.timers.slice(0, this.dispatch.timerCount),
      streams: this.streams.map((stream) => stream?.copy() ?? null),
      deferred: this.deferred,
      first: this.#first,
      last: this.#last,
    };
  }

  restore(saved: CellState): void {
    this.state = saved.state;
    for (const [timer, pending] of saved.timers.entries()) this.timers[timer] = pending;
    this.streams.length = 0;
    for (const stream of saved.streams) this.streams.push(stream?.copy() ?? null);
    this.deferred = saved.deferred;
    this.#first = saved.first;
    this.#last = saved.last;
  }
}

/** A copy of what changes in a cell; the messages themselves are in the pool. */
export interface CellState {
  readonly state: unknown;
  readonly timers: readonly (Pending | null)[];
  readonly streams: readonly (Stream | null)[];
  readonly deferred: number;
  readonly first: Pending | null;
  readonly last: Pending | null;
}
