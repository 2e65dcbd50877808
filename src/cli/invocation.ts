import type { CommandName, Settings } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** A command line that was understood: what to do, on what, and how. */
export interface Invocation {
  readonly command: CommandName;
  /** What follows the options on the command line. */
  readonly operands: readonly string[];
  /** The configured paths, which apply where none are given, and the folder from which they start. */
  readonly configured: { readonly paths: readonly string[]; readonly from: string };
  readonly settings: Settings;
  /** Absolute path of the root. */
  readonly root: string;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly terminal: Terminal;
}
