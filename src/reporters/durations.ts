import type { Ticks } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { formatDuration } from "../model/value.ts";

/** Lengths of time rounded for people; exact ones are `formatDuration` of the model. */

/** Virtual time: `12m 03s`, `2h 05m`, `8.21s`, `330ms`. */
export function roundTime(ticks: Ticks): string {
  const ms = ticks / 1_000_000;
  if (ms > 0 && ms < 1) return formatDuration(ticks);
  return ms < 1000 ? `${Math.round(ms)}ms` : longTime(ms);
}

/** When a line of a trail happened; its number where there are no times. */
export function trailTime(time: Ticks, index: number): string {
  return time === NEVER ? `${index + 1}.` : formatDuration(time);
}

/** Wall time in milliseconds: `2ms`, `0.21s`, `1m 05s`. */
export function wallTime(ms: number): string {
  return ms < 100 ? `${Math.round(ms)}ms` : longTime(ms);
}

function longTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds >= 3600) return twoUnits(Math.round(seconds / 60), "h", "m");
  if (seconds >= 60) return twoUnits(seconds, "m", "s");
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)}s`;
}

function twoUnits(smaller: number, large: string, small: string): string {
  return `${Math.floor(smaller / 60)}${large} ${String(smaller % 60).padStart(2, "0")}${small}`;
}
