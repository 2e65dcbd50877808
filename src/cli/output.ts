import { relative } from "node:path";
import { reasonOf, writeAtomically } from "./files.ts";
import type { Invocation } from "./invocation.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Writes a document where an option says: to a file, or to standard output for `-`.
 * @throws UsageError when the file cannot be written.
 */
export function writeOutput(
  file: string,
  text: string,
  { cwd, terminal }: Pick<Invocation, "cwd" | "terminal">,
): void {
  if (file === "-") {
    terminal.out(text);
    return;
  }
  try {
    writeAtomically(file, text);
  } catch (error) {
    throw new UsageError(`\`${relative(cwd, file)}\` cannot be written: ${reasonOf(error)}`);
  }
}
