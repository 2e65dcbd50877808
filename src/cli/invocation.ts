import type { CommandName, Settings } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** A command line that was understood: what to do, on what, and how. */
export interface Invocation {
  readonly command: CommandName;
  /** As given, or as configured; empty when neither. */
  readonly operands: readonly string[];
  /** Where relative operands start: the working directory, or the root when they were configured. */
  readonly operandsFrom: string;
  readonly settings: Settings;
  /** Absolute path of the root. */
  readonly root: string;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly terminal: Terminal;
}
