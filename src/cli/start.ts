import type { Arguments } from "./arguments.ts";
import { readArguments } from "./arguments.ts";
import { COMMANDS } from "./commands.ts";
import type { ConfigFile } from "./config-file.ts";
import { readConfigFile } from "./config-file.ts";
import { overview } from "./help.ts";
import type { CommandName } from "./options.ts";
import { findRoot } from "./root.ts";
import { configuredPaths, settingsOf } from "./settings.ts";
import type { Terminal } from "./terminal.ts";
import { programVersion } from "./version.ts";

/** What a process is started with. */
export interface Start {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly terminal: Terminal;
}

const HELP: ReadonlySet<string | undefined> = new Set(["help", "--help", "-h"]);
const VERSION: ReadonlySet<string | undefined> = new Set(["--version", "-V"]);

/**
 * Does what the words ask for and gives the exit code.
 * @throws UsageError when they cannot be understood.
 */
export async function start({ words, env, cwd, terminal }: Start): Promise<number> {
  const [first, second] = words;
  if (VERSION.has(first)) return say(terminal, `${programVersion()}\n`);
  if (HELP.has(first) && !isCommand(second)) return say(terminal, overview(terminal.columns));
  const asked = HELP.has(first) && isCommand(second) ? [second, "--help"] : words;
  const [name] = asked;
  const command = isCommand(name) ? name : "run";
  const read = readArguments(command, isCommand(name) ? asked.slice(1) : asked, terminal.columns);
  if ("notice" in read) return say(terminal, read.notice);
  const root = findRoot(cwd);
  const config = await configFor(read, env, root, cwd);
  const settings = settingsOf(command, { given: read.given, env, config, cwd, root });
  const configured = { paths: configuredPaths(config), from: config?.folder ?? root };
  const { operands } = read;
  return COMMANDS[command].run({ command, operands, configured, settings, root, cwd, terminal });
}

function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}

function say(terminal: Terminal, text: string): number {
  terminal.out(text);
  return 0;
}

function configFor(
  { given }: Arguments,
  env: Start["env"],
  root: string,
  cwd: string,
): Promise<ConfigFile | undefined> {
  const named = given.get("config") ?? (env["DRS_CONFIG"] === undefined ? [] : [env["DRS_CONFIG"]]);
  if (named === false) return Promise.resolve(undefined);
  return readConfigFile(named === true ? undefined : named.at(-1), root, cwd);
}
