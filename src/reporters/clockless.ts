import type { RunEvent } from "../model/run-event.ts";

/** What `--deterministic` writes where a moment would stand. */
export const NO_MOMENT = "1970-01-01T00:00:00";

/** What it writes where the machine's name would stand. */
export const NO_HOST = "localhost";

/** The event without anything that differs between two runs of the same files: moments, wall times, the machine's name. */
export function clockless(event: RunEvent): RunEvent {
  switch (event.kind) {
    case "run-started":
      return { ...event, startedAt: NO_MOMENT, hostname: NO_HOST };
    case "scenario-finished":
    case "file-finished":
      return { ...event, wallMs: 0 };
    case "run-finished":
      return { ...event, totals: { ...event.totals, wallMs: 0 } };
    default:
      return event;
  }
}
