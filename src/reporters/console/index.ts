import type { Reporter } from "../../model/run-event.ts";
import { ConsoleReport } from "./report.ts";

/** What people read in a terminal or a log. */
export const reporter: Reporter = {
  open: (options) => new ConsoleReport(options),
};
