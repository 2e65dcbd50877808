import type { Outcome } from "../app/exit-codes.ts";
import { describeFault } from "./fault.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Says what was thrown, on standard error, and gives what it means for the exit code. */
export function complain(error: unknown, { err }: Terminal): Outcome {
  if (!(error instanceof UsageError)) {
    err(describeFault(error));
    return "fault";
  }
  err([`drs: ${error.message}`, ...error.help.map((line) => `  ${line}`), ""].join("\n"));
  return "usage";
}
