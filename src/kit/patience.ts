import type { Effects, Ticks } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import type { EventKind, MessageKind } from "../model/kinds.ts";
import { eventKind, messageKind } from "../model/kinds.ts";

/**
 * Time-outs that do not simply follow from the time of issue: counted from the dispatch of a request, begun anew by
 * retries, or by a clock that stands still for a while.
 */
export interface Patience {
  /** Whether a request's time begins when it is issued, or when its device says that it is `DISPATCHED`. */
  readonly basis: "arrival" | "dispatch";
  /** How often a request's time may begin anew before the request is given up. */
  readonly retries: number;
}

/** device → workload: a = a request that has been given to the hardware. */
export const DISPATCHED: MessageKind = messageKind("request-dispatched");

/** workload → device: a = a request whose time was over, b = how often it may still be retried; 0: it is given up. */
export const EXPIRED: MessageKind = messageKind("request-expired");

/** To a workload: from now on some of its clocks stand still. b = a sum of `Clock`s. */
export const FREEZE: MessageKind = messageKind("workload-freeze");
/** They run again. b = a sum of `Clock`s. */
export const THAW: MessageKind = messageKind("workload-thaw");

/** The clock by which requests come, and the one by which their time runs out. */
export const Clock = { arrivals: 1, timers: 2 } as const;

/** A request's time began anew. value: its number. */
export const IO_RETRIED: EventKind = eventKind("io-retried");

/** How a clock differs from the time of the world. */
export interface Delay {
  /** Since when it stands still; `NEVER`: it runs. */
  readonly since: Ticks;
  /** How long it has stood still before. */
  readonly lost: Ticks;
}

export const ON_TIME: Delay = { since: NEVER, lost: 0 };

export const isStill = ({ since }: Delay): boolean => since !== NEVER;

/** What the clock shows. */
export const shown = ({ since, lost }: Delay, now: Ticks): Ticks =>
  (since === NEVER ? now : since) - lost;

export const stilled = (delay: Delay, now: Ticks): Delay =>
  isStill(delay) ? delay : { ...delay, since: now };

export const set = (delay: Delay, now: Ticks): Delay =>
  isStill(delay) ? { since: NEVER, lost: delay.lost + now - delay.since } : delay;

/** A request whose time is running. */
export interface Watched {
  readonly request: number;
  /** By the clock of time-outs. */
  readonly due: Ticks;
  /** How often its time may begin anew. */
  readonly left: number;
}

/**
 * Those whose time is running, in the order in which it is over, in pieces: a backlog of ten thousand is added to and
 * taken from by copying one piece.
 */
export type Waiting = readonly (readonly Watched[])[];

const PIECE_MAX = 64;

/** With one more. */
export function watching(all: Waiting, one: Watched): Waiting {
  const last = all.at(-1);
  if (last === undefined) return [[one]];
  if ((last.at(-1) as Watched).due > one.due) return inserted(all, one);
  return last.length < PIECE_MAX ? all.with(-1, [...last, one]) : [...all, [one]];
}

/** Somewhere in the middle: before the first that is later. */
function inserted(all: Waiting, one: Watched): Waiting {
  const at = all.findIndex((piece) => (piece.at(-1) as Watched).due > one.due);
  const piece = all[at] ?? [];
  const later = piece.findIndex(({ due }) => due > one.due);
  return all.with(at, piece.toSpliced(later, 0, one));
}

/** Without a request; the same when it is not among them. */
export function withoutWatched(all: Waiting, request: number): Waiting {
  for (const [at, piece] of all.entries()) {
    const index = piece.findIndex((one) => one.request === request);
    if (index < 0) continue;
    return piece.length === 1 ? all.toSpliced(at, 1) : all.with(at, piece.toSpliced(index, 1));
  }
  return all;
}

/** Whether a request's time is running. */
export const isWatched = (all: Waiting, request: number): boolean =>
  all.some((piece) => piece.some((one) => one.request === request));

/** Waits for the next time to be over, if there is one and the clock runs. */
export function watchNext(timer: MessageKind, all: Waiting, clock: Delay, fx: Effects): void {
  const next = all[0]?.[0];
  if (next === undefined || isStill(clock)) fx.stopTimer(timer);
  else fx.startTimer(timer, Math.max(0, next.due - shown(clock, fx.now)));
}
