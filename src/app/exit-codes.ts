/** What can be true of a finished command and shows in its exit code. */
export type Outcome =
  | "failed"
  | "invalid"
  | "usage"
  | "inconclusive"
  | "fault"
  | "interrupted"
  | "terminated";

// biome-ignore format: a table is read by rows and columns
/** Exit codes, most telling first: when several outcomes apply, the first row decides. */
export const EXIT_CODES = [
  { outcome: "interrupted",  code: 130, meaning: "interrupted (SIGINT); finished scenarios are in complete, valid reports" },
  { outcome: "terminated",   code: 143, meaning: "terminated (SIGTERM); likewise" },
  { outcome: "fault",        code: 70,  meaning: "a fault in drs itself; the message says how to report it" },
  { outcome: "usage",        code: 3,   meaning: "usage or configuration: an unknown flag, tag or path, nothing matched, a report cannot be written" },
  { outcome: "invalid",      code: 2,   meaning: "at least one scenario file is invalid; the others still ran and are in the reports" },
  { outcome: "failed",       code: 1,   meaning: "at least one scenario failed" },
  { outcome: "inconclusive", code: 4,   meaning: "a bound was hit before a verdict (events, time), and nothing failed" },
] as const satisfies readonly { readonly outcome: Outcome; readonly code: number; readonly meaning: string }[];

/** What 0 means; it has no row because nothing has to happen for it. */
export const EXIT_PASSED_MEANING =
  "every selected scenario passed; skipped ones, and failures that were expected, count as passed";

/** The exit code for everything that happened. Never a count. */
export function exitCodeOf(happened: ReadonlySet<Outcome>): number {
  return EXIT_CODES.find((row) => happened.has(row.outcome))?.code ?? 0;
}
