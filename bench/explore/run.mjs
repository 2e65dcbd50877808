// drs against Spin on the same protocol: the platform handshake with any timing, and quiesce.pml. Whole processes, taking turns.
// Both visit every state, and must report the same number of states and of transitions.
//
//   node bench/explore/run.mjs             five rounds
//   node bench/explore/run.mjs 9           nine rounds
//   node bench/explore/run.mjs 1 6         one round of six devices: Spin takes a minute and two gigabytes
//
// Needs spin, gcc and python3.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "../runners/meter.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DRS = fileURLToPath(new URL("../../dist/drs.js", import.meta.url));
const [rounds = 5, ...sizes] = process.argv.slice(2).map(Number);
const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));

/** Every device, and what quiesce.pml asserts of all of them: nobody is busy when the hardware is replaced. */
const scenario = (devices) => {
  const names = Array.from({ length: devices }, (_, index) => `d${index}`);
  return `platform handshake
topology { ${names.map((name) => `device ${name}`).join("; ")} }
scenario "${devices} devices" {
  run for 1ms
  expect never replaced while (${names.map((name) => `${name}.busy > 0`).join(" or ")})
}
`;
};

try {
  for (const size of sizes.length > 0 ? sizes : [3, 4, 5]) {
    const spin = modelChecker(size);
    writeFileSync(join(scratch, `${size}.drs`), scenario(size));
    const explore = [
      DRS,
      "explore",
      `${size}.drs`,
      "--any-timing",
      "--no-por",
      "--no-symmetry",
      "-j1",
      "--no-junit",
      "--wall-timeout",
      "10min",
    ];
    const peers = [
      { title: "drs", command: [process.execPath, ...explore], counts: countsOfDrs, runs: [] },
      {
        title: "Spin, full",
        command: [spin, "-m3000000", size > 5 ? "-w26" : "-w24"],
        counts: countsOfSpin,
        runs: [],
      },
    ];
    for (let round = 0; round < rounds; round += 1) for (const peer of peers) run(peer);
    print(size, peers);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

/** Builds Spin's own search of the model, without reductions. */
function modelChecker(size) {
  const cwd = mkdtempSync(join(scratch, "spin-"));
  execFileSync("spin", [`-DN=${size}`, "-a", join(HERE, "quiesce.pml")], { cwd, stdio: "ignore" });
  const flags = ["-O2", "-DNOREDUCE", "-DSAFETY", "-w", "-o", "pan", "pan.c"];
  execFileSync("gcc", flags, { cwd, stdio: "ignore" });
  return join(cwd, "pan");
}

function run({ command, counts, runs }) {
  const log = join(scratch, "log");
  const { cpu, wall, mb } = measure(command, scratch, log);
  runs.push({ cpu, wall, mb, ...counts(readFileSync(log, "utf8")) });
}

function countsOfDrs(text) {
  const [, states, transitions] = /over ([\d,]+) states and ([\d,]+) transitions/.exec(text) ?? [];
  return { states: numberIn(states), transitions: numberIn(transitions) };
}

/** Spin counts the way into the initial state as a transition. */
function countsOfSpin(text) {
  const [, states] = /(\d+) states, stored/.exec(text) ?? [];
  const [, transitions] = /([\d.e+]+) transitions/.exec(text) ?? [];
  return { states: numberIn(states), transitions: numberIn(transitions) - 1 };
}

function numberIn(text = "") {
  return Number(text.replaceAll(",", ""));
}

function print(size, [drs, spin]) {
  for (const [index, one] of drs.runs.entries()) {
    const other = spin.runs[index];
    // Spin rounds large numbers of transitions.
    const isSame = Math.abs(one.transitions / other.transitions - 1) < 1e-6;
    if (one.states !== other.states || !isSame)
      throw new Error(`${size} devices: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
  }
  const { states, transitions } = drs.runs[0];
  console.log(`${size} devices: ${states} states, ${transitions} transitions`);
  for (const { title, runs } of [drs, spin]) {
    const ratio = median(runs.map(({ cpu }, index) => spin.runs[index].cpu / cpu));
    const [cpu, wall, mb] = ["cpu", "wall", "mb"].map((what) =>
      median(runs.map((one) => one[what])),
    );
    console.log(
      `  ${title.padEnd(12)}${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s wall, ${mb.toFixed(0)} MB, × ${ratio.toFixed(2)}`,
    );
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
