import type { Totals } from "../../model/run-event.ts";
import type { Verdict } from "../../model/verdict.ts";
import { roundTime, wallTime } from "../durations.ts";
import type { Style } from "./style.ts";
import { toneOf } from "./style.ts";

/** Worst first, as they stand in every count. */
const COUNTED = ["failed", "inconclusive", "passed", "skipped"] as const satisfies Verdict[];

/** A wall time shorter than this says nothing about speed. */
const RATIO_WALL_MS_MIN = 1;

/** How many scenarios had each verdict: `1 failed | 3 passed`. */
export function countsText(
  counts: Readonly<Partial<Record<Verdict, number>>>,
  style: Style,
): string {
  return COUNTED.filter((verdict) => (counts[verdict] ?? 0) > 0)
    .map((verdict) => style.paint(toneOf(verdict), `${counts[verdict]} ${verdict}`))
    .join(" | ");
}

/** What a summary says beyond the totals. */
export interface SummaryFacts {
  readonly expectedFailures: number;
  /** Wall times may be shown. */
  readonly hasClock: boolean;
}

/** The last line: `Scenarios 1 failed | 3 passed (4) · Assertions 41 · Virtual 12m 03s in 0.21s (×3441)`. */
export function summaryLine(totals: Totals, facts: SummaryFacts, style: Style): string {
  const { scenarios, invalid, assertions, warnings } = totals;
  const { expectedFailures, hasClock } = facts;
  const segments = [
    `Scenarios ${scenarios === 0 ? "none" : `${countsText(totals, style)} (${scenarios})`}`,
    ...(expectedFailures === 0 ? [] : [`Expected failures ${expectedFailures}`]),
    ...(invalid === 0
      ? []
      : [`Files ${style.paint("bad", `${invalid} invalid`)} (${totals.files})`]),
    ...(warnings === 0 ? [] : [style.paint("doubt", `Warnings ${warnings}`)]),
    `Assertions ${assertions}`,
    timeText(totals, hasClock, style),
  ];
  return segments.join(` ${style.signs.dot} `);
}

function timeText({ virtualTime, wallMs }: Totals, hasClock: boolean, style: Style): string {
  const virtual = `Virtual ${roundTime(virtualTime)}`;
  if (!hasClock) return virtual;
  const ratio = virtualTime / 1_000_000 / wallMs;
  const times =
    wallMs < RATIO_WALL_MS_MIN || ratio < 1 ? "" : ` (${style.signs.times}${Math.round(ratio)})`;
  return `${virtual} in ${wallTime(wallMs)}${times}`;
}
