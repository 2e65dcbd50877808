import type { ComponentSpec } from "../../model/component.ts";
import type { Outcome, Parcel } from "./rehearsal.ts";

/** All that is to be told apart about one component: its state and what may still reach it. */
export interface Cell {
  readonly state: unknown;
  /** Running timers, at most one of a kind, by kind. */
  readonly timers: readonly Parcel[];
  /** Messages on their way to it: those of one sender in order, the senders by their numbers. */
  readonly inbox: readonly Parcel[];
  /** Messages that it has called back: they come first, in this order. */
  readonly recalled: readonly Parcel[];
  /** Messages that it has put off, oldest first. */
  readonly deferred: readonly Parcel[];
}

/** A component when nothing has reached it yet. */
export function freshCell({ initial }: ComponentSpec): Cell {
  return { state: initial, timers: [], inbox: [], recalled: [], deferred: [] };
}

/** With one more message on its way to it. */
export function withParcel(cell: Cell, parcel: Parcel): Cell {
  const at = cell.inbox.findLastIndex(({ from }) => from <= parcel.from) + 1;
  return { ...cell, inbox: cell.inbox.toSpliced(at, 0, parcel) };
}

/** What could reach a component next. */
export interface Arrival {
  readonly parcel: Parcel;
  /** The cell without it. */
  readonly rest: Cell;
}

/**
 * What could reach it next when every latency may take any value: of each sender the oldest message that its class takes now,
 * and each running timer that is no limit; or, if it has called something back, only that.
 */
export function arrivalsAt(cell: Cell, { class: of }: ComponentSpec): readonly Arrival[] {
  const { accepts, limits = [] } = of;
  const [called, ...later] = cell.recalled;
  if (called !== undefined) return [{ parcel: called, rest: { ...cell, recalled: later } }];
  const { inbox, timers } = cell;
  const arrivals: Arrival[] = [];
  let sender = Number.NaN;
  for (const [at, parcel] of inbox.entries()) {
    const isTaken = accepts === undefined || accepts(cell.state, parcel.kind);
    if (parcel.from === sender || !isTaken) continue;
    sender = parcel.from;
    arrivals.push({ parcel, rest: { ...cell, inbox: inbox.toSpliced(at, 1) } });
  }
  for (const [at, parcel] of timers.entries()) {
    if (limits.includes(parcel.kind)) continue;
    arrivals.push({ parcel, rest: { ...cell, timers: timers.toSpliced(at, 1) } });
  }
  return arrivals;
}

/** The cell after its handler was given an arrival. What it sent to others is not in it; what it sent to itself is. */
export function afterwards({ parcel, rest }: Arrival, outcome: Outcome, self: number): Cell {
  let timers = rest.timers;
  for (const { kind, parcel: timer } of outcome.timers) {
    timers = timers.filter((running) => running.kind !== kind);
    if (timer !== null) {
      const at = timers.findLastIndex((running) => running.kind < kind) + 1;
      timers = timers.toSpliced(at, 0, timer);
    }
  }
  const put = outcome.isDeferred ? [...rest.deferred, parcel] : rest.deferred;
  const recalled = [...rest.recalled, ...put.slice(0, outcome.recalled)];
  const deferred = outcome.isDiscarded ? [] : put.slice(outcome.recalled);
  const own = outcome.sends.filter(({ to }) => to === self);
  const cell: Cell = { state: outcome.state, timers, inbox: rest.inbox, recalled, deferred };
  return own.reduce((before, { parcel: sent }) => withParcel(before, sent), cell);
}
