import { exitCodeOf } from "../app/exit-codes.ts";
import { complain } from "./complain.ts";
import { start } from "./start.ts";
import { openTerminal } from "./terminal.ts";

/** The whole command. Nothing that is thrown passes it: it ends as one message and an exit code. */
export async function main(): Promise<void> {
  const { argv, env } = process;
  const terminal = openTerminal(env);
  try {
    process.exitCode = await start({ words: argv.slice(2), env, cwd: process.cwd(), terminal });
  } catch (error) {
    process.exitCode = exitCodeOf(new Set([complain(error, terminal)]));
  }
}
