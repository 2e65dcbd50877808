import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The built command. */
export const COMMAND = `${ROOT}dist/drs.js`;

/** What a run of the command came to. */
export interface Ran {
  /** −1 when a signal ended it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How the command is started, beside its words. */
export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

/** Bundles the sources as they are; unchanged files are left alone. Once per test file. */
export function buildCommand(): void {
  execFileSync(process.execPath, [`${ROOT}scripts/build.mjs`], { stdio: "pipe" });
}

/** Runs the command to its end. Its environment holds nothing of ours. */
export function drs(words: readonly string[], { cwd, env, node = [] }: Surroundings): Ran {
  const ran = spawnSync(process.execPath, [...node, COMMAND, ...words], {
    cwd,
    env: environment(env),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { code: ran.status ?? -1, out: ran.stdout, err: ran.stderr };
}

/** Starts the command and leaves it running. */
export function startDrs(words: readonly string[], { cwd, env }: Surroundings): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...words], { cwd, env: environment(env) });
}

/** Waits for the end of a started command. */
export function ended(child: ChildProcess): Promise<Ran> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (data: Buffer) => {
    out += data.toString();
  });
  child.stderr?.on("data", (data: Buffer) => {
    err += data.toString();
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code: code ?? -1, out, err }));
  });
}

function environment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH = "" } = process.env;
  return { PATH, ...env };
}
