import { exitCodeOf } from "../app/exit-codes.ts";
import { describeFault } from "./fault.ts";
import { start } from "./start.ts";
import { openTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

// Nothing that is thrown passes this file: it ends as one message and an exit code.

const { argv, env } = process;
const terminal = openTerminal(env);
process.exitCode = await main(terminal);

async function main(screen: Terminal): Promise<number> {
  try {
    return await start({ words: argv.slice(2), env, cwd: process.cwd(), terminal: screen });
  } catch (error) {
    return explain(error, screen);
  }
}

function explain(error: unknown, { err }: Terminal): number {
  if (!(error instanceof UsageError)) {
    err(describeFault(error, env["DRS_DEBUG"] !== undefined));
    return exitCodeOf(new Set(["fault"]));
  }
  err([`drs: ${error.message}`, ...error.help.map((line) => `  ${line}`), ""].join("\n"));
  return exitCodeOf(new Set(["usage"]));
}
