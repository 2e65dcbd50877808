import type { Ticks } from "../../model/component.ts";
import type { Guess, Tried } from "./cover.ts";
import type { Log } from "./orders.ts";

/** A way that was tried, with what happened on it when. */
export interface Logged extends Tried {
  readonly log: Log;
}

/**
 * Where the way of one value gives place to the way of another: up to their first difference both are the same; there, what
 * comes first in the one comes later in the other. Times are taken to grow evenly with the value, as sums of latencies do.
 */
export const crossing: Guess<Logged> = (low, high) => {
  const [one, other] = [low.tried.log, high.tried.log];
  const at = firstDifference(one, other);
  const first = one.labels[at];
  const second = other.labels[at];
  if (first === undefined || second === undefined) return undefined;
  const firstThen = timeOf(other, first, at) ?? one.times[at];
  const secondNow = timeOf(one, second, at) ?? other.times[at];
  const before = difference(one.times[at], secondNow);
  const after = difference(firstThen, other.times[at]);
  if (before === undefined || after === undefined || before === after) return undefined;
  return low.value + ((high.value - low.value) * before) / (before - after);
};

function firstDifference(one: Log, other: Log): number {
  const at = one.labels.findIndex((label, index) => label !== other.labels[index]);
  return at < 0 ? one.labels.length : at;
}

/** When something happens for the first time from a step on. */
function timeOf({ labels, times }: Log, label: number, from: number): Ticks | undefined {
  const at = labels.indexOf(label, from);
  return at < 0 ? undefined : times[at];
}

function difference(one: Ticks | undefined, other: Ticks | undefined): Ticks | undefined {
  return one === undefined || other === undefined ? undefined : one - other;
}
