// The engine against SimPy on the same queue, taking turns, in CPU seconds of the simulation alone.
//
//   node bench/engine/run.mjs                        five rounds
//   node bench/engine/run.mjs 9                      nine rounds
//   PYTHON=/usr/bin/python3 node bench/engine/run.mjs
//
// SimPy is Debian's python3-simpy3, or any SimPy 3 or 4 that the named Python finds.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PYTHON = process.env["PYTHON"] ?? "python3";
const rounds = Number(process.argv[2] ?? 5);

const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));
const mm1 = join(scratch, "mm1.mjs");

// biome-ignore format: a table is read by rows and columns
const PEERS = [
  { title: "drs",   command: process.execPath, args: [mm1, "2000000"] },
  { title: "SimPy", command: PYTHON,           args: [join(HERE, "mm1_simpy.py"), "200000"] },
];

try {
  await build({
    entryPoints: [join(HERE, "mm1.ts")],
    outfile: mm1,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    logLevel: "warning",
  });
  print(measure());
} finally {
  rmSync(scratch, { recursive: true });
}

/** What each peer printed in each round. */
function measure() {
  const lines = PEERS.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { title, command, args }] of PEERS.entries()) {
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(`${title} ended with ${status}: ${stderr}`);
      lines[index].push(JSON.parse(stdout));
    }
  }
  return lines;
}

function print(lines) {
  const best = lines.map(
    (all) => all.toSorted((a, b) => b.customersPerSecond - a.customersPerSecond)[0],
  );
  const peer = best[1];
  for (const [index, { title }] of PEERS.entries()) {
    const { customersPerSecond, messagesPerSecond, meanSeconds } = best[index];
    const ratio = (customersPerSecond / peer.customersPerSecond).toFixed(1);
    const messages =
      messagesPerSecond === undefined ? "" : `, ${millions(messagesPerSecond)} M messages/s`;
    console.log(
      `${title.padEnd(8)}${millions(customersPerSecond)} M customers/s × ${ratio}${messages}` +
        `, mean stay ${meanSeconds.toFixed(2)}`,
    );
  }
}

function millions(count) {
  return (count / 1e6).toFixed(2);
}
