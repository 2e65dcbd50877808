import type { Invocation } from "./invocation.ts";
import type { CommandName } from "./options.ts";

/** One command: what help says of it, what follows its name, and where its code is. */
export interface CommandRow {
  readonly doc: string;
  /** What follows the name, as help shows it. */
  readonly operands: string;
  /** What one operand is. */
  readonly operandDoc: string;
  /** Loads the code and does it; gives the exit code. Loaded on first use, so that starting stays cheap. */
  readonly run: (invocation: Invocation) => Promise<number>;
}

const PATHS = "file, folder, glob or file:line; default: the configured paths, else scenarios/";

// biome-ignore format: a table is read by rows and columns
/** The commands. `run` is what happens when none is named. */
export const COMMANDS = {
  run:     { doc: "parse, check, simulate, judge and report",      operands: "[paths...]", operandDoc: PATHS, run: async (it) => (await import("./run-command.ts")).runCommand(it) },
  explore: { doc: "every order and answer that matters, instead of one; proves, or writes a counterexample", operands: "[paths...]", operandDoc: PATHS, run: async (it) => (await import("./run-command.ts")).runCommand(it) },
  check:   { doc: "parse and check only",                          operands: "[paths...]", operandDoc: PATHS, run: async (it) => (await import("./check-command.ts")).checkCommand(it) },
  list:    { doc: "the scenarios that `run` would play",           operands: "[paths...]", operandDoc: PATHS, run: async (it) => (await import("./list-command.ts")).listCommand(it) },
  rules:   { doc: "the rules of a platform, how each is broken and which scenarios do so", operands: "[platform]", operandDoc: "a platform; default: all", run: async (it) => (await import("./rules-command.ts")).rulesCommand(it) },
  explain: { doc: "what a diagnostic code, a platform rule or a word of the reports means, or what happens in a scenario", operands: "<what>", operandDoc: "a code, a rule, an outcome, a verdict; or a scenario, file:line", run: async (it) => (await import("./explain-command.ts")).explainCommand(it) },
} as const satisfies Readonly<Record<CommandName, CommandRow>>;
