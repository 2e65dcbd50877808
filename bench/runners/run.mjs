// drs against other runners with the same small scenarios: whole processes, taking turns, round by round.
//
//   node bench/runners/run.mjs                           everything, some five minutes
//   node bench/runners/run.mjs start layouts             some of it
//   node bench/runners/run.mjs scenarios --rounds 9      more rounds
//   node bench/runners/run.mjs scenarios --only drs      entrants whose title has this word, and the base
//
// The peers are installed beside this file on first use, from the lockfile.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { furtherOf, MEASURES, prepare } from "./measures.mjs";
import { hasPython, measure } from "./meter.mjs";
import { median, paired, rounded, spread, table } from "./statistics.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const COLUMNS = hasPython ? ["wall", "cpu", "mb"] : ["wall"];
// biome-ignore format: a table is read by rows and columns
const HEADS = { wall: "wall s", cpu: "CPU s", mb: "peak MB" };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string" }, only: { type: "string", default: "" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(MEASURES);
for (const name of names) {
  if (!Object.hasOwn(MEASURES, name)) throw new Error(`no such measure: ${name}`);
}

const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));
const figures = {};
try {
  installPeers();
  if (!hasPython) console.log("(python3 is missing: wall time only)\n");
  for (const name of names) figures[name] = await run(name);
} finally {
  rmSync(scratch, { recursive: true });
}
const kept = process.env["DRS_BENCH_FIGURES"];
if (kept !== undefined) writeFileSync(kept, JSON.stringify(figures));

function installPeers() {
  if (existsSync(join(HERE, "node_modules"))) return;
  const { status } = spawnSync("npm", ["ci", "--no-fund", "--no-audit"], {
    cwd: HERE,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the peers cannot be installed");
}

/** Measures one table, prints it, and gives its figures by entrant. */
async function run(name) {
  const { title, rounds, base, entrants, further = [] } = MEASURES[name];
  const chosen = entrants.filter((it) => it.title === base || it.title.includes(options.only));
  const count = Number(options.rounds ?? rounds);
  const byTitle = takeTurns(await readyIn(join(scratch, name), chosen), count);
  console.log(`${title}\n\n${tableOf(byTitle, base)}\n`);
  console.log(`median [least..most] of ${count} rounds; × is the median of the rounds' ratios\n`);
  const known = further.filter(({ less, more }) => byTitle[less] && byTitle[more]);
  if (known.length > 0) console.log(`One further scenario\n\n${furtherTable(known, byTitle)}\n`);
  return byTitle;
}

/** Each entrant with its command, and the folder where that is run. */
async function readyIn(place, entrants) {
  const ready = [];
  for (const [index, entrant] of entrants.entries()) {
    const folder = join(place, String(index));
    mkdirSync(folder, { recursive: true });
    ready.push({ title: entrant.title, folder, command: await prepare(entrant, folder) });
  }
  return ready;
}

/** A list for each column of each entrant. The first round warms the caches of the machine and is not counted. */
function takeTurns(ready, count) {
  const byTitle = Object.fromEntries(
    ready.map(({ title }) => [title, Object.fromEntries(COLUMNS.map((column) => [column, []]))]),
  );
  for (let round = 0; round <= count; round += 1) {
    for (const { title, folder, command } of ready) {
      const taken = measure(command, folder, join(scratch, "log"));
      if (round > 0) for (const column of COLUMNS) byTitle[title][column].push(taken[column]);
    }
  }
  return byTitle;
}

function tableOf(byTitle, base) {
  const head = ["", ...COLUMNS.flatMap((column) => [HEADS[column], "×"])];
  const rows = Object.entries(byTitle).map(([title, figures]) => [
    title,
    ...COLUMNS.flatMap((column) => [
      spread(figures[column]),
      rounded(median(paired(figures[column], byTitle[base][column]))),
    ]),
  ]);
  return table([head, ...rows]);
}

function furtherTable(known, byTitle) {
  const columns = COLUMNS.filter((column) => column !== "mb");
  const head = ["", ...columns.map((column) => `${HEADS[column].replace(" s", "")} ms`)];
  const rows = known.map(({ title, less, more }) => [
    title,
    ...columns.map((column) =>
      spread(furtherOf(byTitle[less][column], byTitle[more][column]).map((s) => s * 1000)),
    ),
  ]);
  return table([head, ...rows]);
}
