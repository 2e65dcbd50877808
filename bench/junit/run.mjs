// Measures what JUnit reports cost: wall time and peak memory of whole processes.
//
//   node bench/junit/run.mjs               100,000 cases
//   node bench/junit/run.mjs 1000000       so many cases
//
// Each program makes the same events one after another, ten scenarios a file unless it says otherwise, one in ten
// failing, and writes a report. `plain junit-report-builder` feeds the same cases to the library alone, as its manual
// shows.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = fileURLToPath(new URL("program.mjs", import.meta.url));
const cases = Number(process.argv[2] ?? 100_000);
const ROUNDS = 5;

// biome-ignore format: a table is read by rows and columns
const PROGRAMS = [
  { title: "an empty module",              args: ["empty"] },
  { title: "events alone",                 args: ["events", cases, 10] },
  { title: "drs, 10 a file",               args: ["drs", cases, 10] },
  { title: "drs, 1000 a file",             args: ["drs", cases, 1000] },
  { title: "drs, all in one file",         args: ["drs", cases, cases] },
  { title: "drs, a tenth of the cases",    args: ["drs", cases / 10, 10] },
  { title: "plain junit-report-builder",   args: ["plain", cases, 10] },
];

const scratch = mkdtempSync(join(tmpdir(), "drs-bench-junit-"));
try {
  await run();
} finally {
  rmSync(scratch, { recursive: true });
}

async function run() {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [PROGRAM],
    outdir: scratch,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifyWhitespace: true,
    logLevel: "warning",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const rounds = PROGRAMS.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { args }] of PROGRAMS.entries()) rounds[index].push(measure(args));
  }
  for (const [index, { title }] of PROGRAMS.entries()) print(title, rounds[index]);
}

function measure(args) {
  const report = join(scratch, "report.xml");
  const command = [join(scratch, "program.mjs"), ...args.map(String)];
  if (args.length > 1) command.push(report);
  const begin = performance.now();
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: "utf8" });
  const wallMs = performance.now() - begin;
  const hasFile = args[0] === "drs" || args[0] === "plain";
  return {
    wallMs,
    peakMb: Number(stdout) / 1024,
    failed: status !== 0,
    mb: status === 0 && hasFile ? statSync(report).size / 1e6 : 0,
  };
}

function print(title, results) {
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const wall = median(results.map(({ wallMs }) => wallMs)).toFixed(0);
  const peak = median(results.map(({ peakMb }) => peakMb)).toFixed(0);
  const size = median(results.map(({ mb }) => mb)).toFixed(1);
  const failed = results.some((result) => result.failed) ? "  (failed)" : "";
  console.log(
    `${title.padEnd(30)}${wall.padStart(7)} ms${peak.padStart(7)} MB peak${size.padStart(8)} MB file${failed}`,
  );
}
