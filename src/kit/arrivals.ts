import type { Effects, Ticks } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { exponentialTicks } from "./exponential.ts";
import type { WorkloadConfig } from "./workload-state.ts";

const SECOND = 1_000_000_000;

/** What the random numbers of a workload are for. */
const Purpose = { arrival: 0, service: 1 } as const;

/** When the k-th request comes, k from 1, where no chance is in it; `NEVER` otherwise. */
export function arrivalTime(k: number, { arrival, from }: WorkloadConfig): Ticks {
  switch (arrival.kind) {
    case "every":
      return from + k * arrival.period;
    case "rate":
      return from + atRate(k, arrival.perSecond);
    case "poisson":
    case "closed":
      return NEVER;
  }
}

/** k / perSecond seconds. Whole seconds are split off first, so that the product stays exact. */
function atRate(k: number, perSecond: number): Ticks {
  if (!Number.isInteger(perSecond)) return Math.round((k / perSecond) * SECOND);
  const left = k % perSecond;
  return ((k - left) / perSecond) * SECOND + Math.round((left * SECOND) / perSecond);
}

/**
 * How long from now until the k-th request comes. The one before it comes now; before the first it is time zero. `lost` is how
 * long the clock of arrivals has stood still.
 */
export function timeUntil(k: number, effects: Effects, config: WorkloadConfig, lost = 0): Ticks {
  const { arrival, from } = config;
  if (arrival.kind !== "poisson") return arrivalTime(k, config) + lost - effects.now;
  const start = k === 1 ? Math.max(0, from - effects.now) : 0;
  return start + exponentialTicks(effects.random(Purpose.arrival), arrival.mean);
}

/** How long the device will take for a request. */
export function serviceTime(effects: Effects, { takes, exponential }: WorkloadConfig): Ticks {
  return exponential ? exponentialTicks(effects.random(Purpose.service), takes) : takes;
}
