// How fast scenario files are read, against a parser written by hand and against gherkin.
//
//   node bench/parse/run.mjs               one and ten megabytes, five rounds each, some two minutes
//   node bench/parse/run.mjs 9             nine rounds
//
//   1. The parser from the grammar and the one by hand must give equal trees for the whole corpus.
//   2. Each measurement is a new process; the parsers take turns, and ratios are taken round by round.
//   3. The first pass is what a command pays, the settled ones what an editor pays.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, paired, rounded, spread, table } from "../runners/statistics.mjs";
import { corpus, drsFile } from "./corpus.mjs";
import { PARSERS } from "./parsers.mjs";

const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));
const BASE = "by hand";
const SIZES = [
  { megabytes: 1, passes: 40 },
  { megabytes: 10, passes: 6 },
];
const rounds = Number(process.argv[2] ?? 5);

await compareTrees();
const figures = {};
for (const { megabytes, passes } of SIZES) {
  const measured = takeTurns(megabytes * 1_000_000, passes);
  figures[megabytes] = measured;
  for (const kind of ["first", "settled"]) {
    console.log(
      `\n${megabytes} MB, ${kind === "first" ? "first pass" : "settled"}\n\n${tableOf(measured, kind)}`,
    );
  }
}
console.log(
  `\nmedian [least..most] of ${rounds} rounds; × is the median of the rounds' ratios to the parser by hand`,
);
const kept = process.env["DRS_BENCH_FIGURES"];
if (kept !== undefined) writeFileSync(kept, JSON.stringify(figures));

async function compareTrees() {
  const files = corpus(drsFile, 10_000_000);
  const byHand = await PARSERS[BASE].load();
  const generated = await PARSERS["drs, from the grammar"].load();
  for (const text of files) assert.deepEqual(generated(text), byHand(text));
  console.log(`equal trees of ${files.length} files`);
}

function takeTurns(bytes, passes) {
  const measured = Object.fromEntries(Object.keys(PARSERS).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(PARSERS))
      measured[name].push(runWorker({ name, bytes, passes }));
  }
  return measured;
}

function runWorker(job) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [WORKER, JSON.stringify(job)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${job.name}: ${stderr}`);
  return JSON.parse(stdout);
}

// Wall time tells what people wait for, CPU time is the steadier of the two on a busy machine.
function tableOf(measured, kind) {
  const times = (name, column, of) => measured[name].map((one) => one[kind][column] / one[of]);
  const ratio = (name, column, of) =>
    rounded(median(paired(times(name, column, of), times(BASE, column, of))));
  const rows = [
    ["", "MB/s", "× wall", "CPU ms/MB", "× CPU", "× CPU a statement", "load and first file, ms"],
  ];
  for (const name of Object.keys(PARSERS)) {
    const perMegabyte = (column) => times(name, column, "size").map((time) => time * 1_000_000);
    rows.push([
      name,
      rounded(1000 / median(perMegabyte("wall"))),
      ratio(name, "wall", "size"),
      spread(perMegabyte("cpu")),
      ratio(name, "cpu", "size"),
      ratio(name, "cpu", "statements"),
      rounded(median(measured[name].map(({ start }) => start))),
    ]);
  }
  return table(rows);
}
