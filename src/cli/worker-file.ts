import { existsSync } from "node:fs";
import { InvariantViolation } from "../base/invariant-violation.ts";

/** What starts a worker lies beside what starts the command. */
export function workerFile(): URL {
  const file = new URL("./worker.js", import.meta.url);
  if (!existsSync(file)) throw new InvariantViolation("the file of the workers is missing");
  return file;
}
