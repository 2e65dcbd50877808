import type { Reporter } from "../../model/run-event.ts";
import { JunitReport } from "./report.ts";

/** JUnit XML for CI systems. */
export const reporter: Reporter = {
  open: ({ junit }) => new JunitReport(junit),
};
