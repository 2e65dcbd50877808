import type { Tally } from "../app/tally.ts";
import type { Reports } from "./reports.ts";
import type { SignalWatch } from "./signals.ts";

/** What a run writes to and looks at while it goes on. */
export interface RunTools {
  readonly tally: Tally;
  readonly reports: Reports;
  readonly signals: SignalWatch;
}
