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

/** With one more; they are kept in the order in which their time is over. */
export function watching(all: readonly Watched[], one: Watched): readonly Watched[] {
  const later = all.findIndex(({ due }) => due > one.due);
  return later < 0 ? [...all, one] : all.toSpliced(later, 0, one);
}

/** Without a request; the list itself when it is not in it. */
export function withoutWatched(all: readonly Watched[], request: number): readonly Watched[] {
  const index = all.findIndex((one) => one.request === request);
  return index < 0 ? all : all.toSpliced(index, 1);
}

/** Waits for the next time to be over, if there is one and the clock runs. */
export function watchNext(
  timer: MessageKind,
  all: readonly Watched[],
  clock: Delay,
  fx: Effects,
): void {
  const [next] = all;
  if (next === undefined || isStill(clock)) fx.stopTimer(timer);
  else fx.startTimer(timer, Math.max(0, next.due - shown(clock, fx.now)));
}
