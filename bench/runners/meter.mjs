// What one whole process takes.

import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const METER = fileURLToPath(new URL("meter.py", import.meta.url));
const LIMIT_S = 600;
const LINES_SHOWN = 8;

/** Without Python 3.9 there is wall time only. */
export const hasPython =
  spawnSync("python3", ["-I", "-S", "-c", "import os; os.waitstatus_to_exitcode, os.wait4"])
    .status === 0;

/**
 * Runs a command in a folder: `{ wall, cpu, mb }`, in seconds and MB of the largest process.
 * @throws Error, with the last lines of what it said, when it ends with anything but 0.
 */
export function measure([program, ...args], folder, log) {
  const { code, ...figures } = hasPython
    ? withPython([program, ...args], folder, log)
    : wallOnly(program, args, folder, log);
  if (code === 0) return figures;
  const said = readFileSync(log, "utf8").trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
  throw new Error(`${[program, ...args].join(" ").slice(0, 200)} ended with ${code}:\n${said}`);
}

function withPython(command, folder, log) {
  const args = ["-I", "-S", METER, String(LIMIT_S), log, ...command];
  const { stdout, stderr } = spawnSync("python3", args, { cwd: folder, encoding: "utf8" });
  if (stdout === "") throw new Error(`cannot start ${command[0]}: ${stderr}`);
  const { wall, cpu, kb, code } = JSON.parse(stdout);
  return { wall, cpu, mb: kb / 1024, code };
}

function wallOnly(program, args, folder, log) {
  const output = openSync(log, "w");
  const begin = performance.now();
  const { status, signal } = spawnSync(program, args, {
    cwd: folder,
    stdio: ["ignore", output, output],
    timeout: LIMIT_S * 1000,
  });
  const wall = (performance.now() - begin) / 1000;
  closeSync(output);
  return { wall, code: status ?? signal };
}
