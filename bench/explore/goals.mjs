// What else exploring costs, against peers on the same protocol, taking turns.
//
//   verdict      from the edited model to the verdict: Spin generates and compiles its search first (wall time)
//   threads      every state, with two threads that share it (wall time): Spin's breadth-first search on two cores
//   orders       without orders that make no difference: Spin's own reduction
//   seven        seven devices, which Spin has no memory for; told in turn, and together with devices taken for one another
//   eventually   what must come in every fair run: Spin searches once more for each process (-a -f)
//   shortest     a planted mistake, to its shortest counterexample: Spin finds one, and it is long
//   random       steps of random schedules: fast-check's scheduler
//
//   node bench/explore/goals.mjs              five rounds of each
//   node bench/explore/goals.mjs 3 eventually three rounds of one
//
// Needs spin, gcc and python3.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "../runners/meter.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DRS = fileURLToPath(new URL("../../dist/drs.js", import.meta.url));
const [rounds = "5", ...wanted] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));
const WALKED_STEPS = 5_000_000;

const named = (devices) => Array.from({ length: devices }, (_, index) => `d${index}`);

/** A scenario of so many devices; the first may be one that drains too early. */
function scenario(devices, expectation, { early = false, options = "" } = {}) {
  const names = named(devices).map(
    (name, at) => `device ${name}${at === 0 && early ? " drains too early" : ""}`,
  );
  const file = `${devices}-${expectation.split(" ")[0]}${early ? "-early" : ""}${options === "" ? "" : "-other"}.drs`;
  const text = `platform handshake ${options}
topology { ${names.join("; ")} }
scenario "${devices} devices" { run for 1ms; expect ${expectation} }
`;
  writeFileSync(join(scratch, file), text);
  return file;
}

function explore(file, ...words) {
  const usual = ["--any-timing", "--no-junit", "--wall-timeout", "10min"];
  return [process.execPath, DRS, "explore", file, ...usual, ...words];
}

const never = (devices) =>
  `never replaced while (${named(devices)
    .map((name) => `${name}.busy > 0`)
    .join(" or ")})`;

/** Builds a search of Spin's. Gives its program. */
function spin(flags, compile) {
  const cwd = mkdtempSync(join(scratch, "spin-"));
  copyFileSync(join(HERE, "quiesce.pml"), join(cwd, "quiesce.pml"));
  execFileSync("spin", [...flags, "-a", "quiesce.pml"], { cwd, stdio: "ignore" });
  execFileSync("gcc", ["-O2", ...compile, "-w", "-o", "pan", "pan.c"], { cwd, stdio: "ignore" });
  return join(cwd, "pan");
}

/** A command whose failure is what is wanted. */
const failing = (command) => ["sh", "-c", `"$0" "$@"; test $? -eq 1`, ...command];

const EVERY_STATE = ["--no-por", "--no-symmetry"];

const GOALS = {
  ...Object.fromEntries(
    [5, 6].map((size) => [
      `threads-${size}`,
      () => {
        const pan = spin([`-DN=${size}`], ["-DNOREDUCE", "-DSAFETY", "-DBFS_PAR"]);
        return [
          {
            title: "drs, two threads",
            command: explore(scenario(size, never(size)), ...EVERY_STATE, "-j2"),
          },
          {
            title: "Spin, two cores",
            command: [pan, "-u2", "-m3000000", size > 5 ? "-w26" : "-w24"],
          },
        ];
      },
    ]),
  ),
  ...Object.fromEntries(
    [5, 6].map((size) => [
      `orders-${size}`,
      () => {
        const pan = spin([`-DN=${size}`], ["-DSAFETY"]);
        return [
          { title: "drs", command: explore(scenario(size, never(size))) },
          { title: "Spin, its own", command: [pan, "-m3000000", size > 5 ? "-w26" : "-w24"] },
        ];
      },
    ]),
  ),
  seven: () => [
    { title: "drs, in turn", command: explore(scenario(7, never(7))) },
    {
      title: "drs, together",
      command: explore(scenario(7, never(7), { options: "{ tells together }" })),
    },
  ],
  verdict: () => {
    const model = join(HERE, "quiesce.pml");
    const whole = `cd "$(mktemp -d)" && spin -DN=3 -a ${model} && gcc -O2 -DNOREDUCE -DSAFETY -w -o pan pan.c && ./pan -m3000000 -w20`;
    return [
      { title: "drs", command: explore(scenario(3, never(3))) },
      { title: "spin, gcc, pan", command: ["sh", "-c", whole] },
    ];
  },
  ...Object.fromEntries(
    [3, 4, 5].map((size) => [
      `eventually-${size}`,
      () => {
        const goal =
          "eventually (coordinator.phase == resumed or coordinator.phase == rolled-back)";
        const flags = [`-DN=${size}`, "-DSPLIT", "-DLIVE"];
        const pan = spin(flags, ["-DNOREDUCE", `-DNFAIR=${size < 5 ? 4 : 5}`]);
        return [
          { title: "drs", command: explore(scenario(size, goal)) },
          { title: "Spin, -a -f", command: [pan, "-a", "-f", "-m3000000", "-w24"] },
        ];
      },
    ]),
  ),
  shortest: () => {
    const pan = spin(["-DN=5", "-DBUG=1"], ["-DNOREDUCE", "-DSAFETY"]);
    return [
      { title: "drs", command: failing(explore(scenario(5, never(5), { early: true }))) },
      { title: "Spin, full", command: [pan, "-m3000000", "-w24"] },
    ];
  },
  random: () => {
    const file = scenario(3, never(3));
    const script = join(HERE, "schedules.mjs");
    return [
      {
        title: "drs",
        command: explore(file, "--walks", String(WALKED_STEPS / 10_000)),
        steps: () => WALKED_STEPS,
      },
      {
        title: "fast-check",
        command: [process.execPath, script, "3", "20000"],
        steps: (text) => Number(/^(\d+) steps/m.exec(text)?.[1]),
      },
    ];
  },
};

try {
  for (const [name, goal] of Object.entries(GOALS)) {
    if (wanted.length > 0 && !wanted.some((one) => name.startsWith(one))) continue;
    const peers = goal().map((peer) => ({ ...peer, runs: [] }));
    for (let round = 0; round < Number(rounds); round += 1) for (const peer of peers) run(peer);
    print(name, peers);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

function run({ command, runs, steps }) {
  const log = join(scratch, "log");
  const { cpu, wall, mb } = measure(command, scratch, log);
  const rate = steps === undefined ? undefined : steps(readFileSync(log, "utf8")) / cpu;
  runs.push({ cpu, wall, mb, rate });
}

function print(name, peers) {
  const [drs, other] = peers;
  console.log(name);
  for (const { title, runs } of peers) {
    const [cpu, wall, mb] = ["cpu", "wall", "mb"].map((what) =>
      median(runs.map((one) => one[what])),
    );
    const rate =
      runs[0].rate === undefined
        ? ""
        : `, ${Math.round(median(runs.map((one) => one.rate)))} steps/s`;
    console.log(
      `  ${title.padEnd(16)}${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s wall, ${mb.toFixed(0)} MB${rate}`,
    );
  }
  const ratio = (of) => median(drs.runs.map((one, index) => of(one, other.runs[index]))).toFixed(1);
  const isRate = drs.runs[0].rate !== undefined;
  const by = isRate
    ? `× ${ratio((one, peer) => one.rate / peer.rate)} in steps per second of CPU`
    : `× ${ratio((one, peer) => peer.cpu / one.cpu)} in CPU, × ${ratio((one, peer) => peer.wall / one.wall)} in wall time`;
  console.log(`  ${by}`);
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
