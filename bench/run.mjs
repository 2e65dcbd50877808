// Measures whole processes, interleaved, and prints medians with their ratio to an empty program.
//
//   npm run bench             each program twenty times
//   npm run bench -- 50       each program fifty times

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DRS = join(ROOT, "dist/drs.js");
const repetitions = Number(process.argv[2] ?? 20);

const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));
const empty = join(scratch, "empty.mjs");
writeFileSync(empty, "");

const PROGRAMS = [
  { title: "an empty module", args: [empty] },
  { title: "drs --version", args: [DRS, "--version"] },
  { title: "drs check scenarios/", args: [DRS, "check", "scenarios/"] },
  { title: "drs run scenarios/", args: [DRS, "run", "scenarios/", "--no-junit"] },
];

try {
  print(measure());
} finally {
  rmSync(scratch, { recursive: true });
}

/** Wall times in milliseconds, one list per program; taking turns spreads the noise evenly. */
function measure() {
  const times = PROGRAMS.map(() => []);
  for (let round = 0; round < repetitions; round += 1) {
    for (const [index, { title, args }] of PROGRAMS.entries()) {
      const begin = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
      if (status !== 0) throw new Error(`${title} ended with ${status}: ${stderr}`);
      times[index].push(performance.now() - begin);
    }
  }
  return times;
}

function print(times) {
  const medians = times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]);
  for (const [index, { title }] of PROGRAMS.entries()) {
    const ratio = (medians[index] / medians[0]).toFixed(2);
    console.log(`${title.padEnd(24)}${medians[index].toFixed(1).padStart(8)} ms  × ${ratio}`);
  }
}
