// What is measured, as tables. An entrant is a program (`command`) or a runner with so many stories, so many a file.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "./generate.mjs";

const DRS = fileURLToPath(new URL("../../dist/drs.js", import.meta.url));
const QUIET = ["--no-junit"];
const ALL = Number.POSITIVE_INFINITY;

// biome-ignore format: a table is read by rows and columns
export const MEASURES = {
  start: {
    title: "From the start of the program to its end, one scenario",
    rounds: 21,
    base: "node empty.mjs",
    entrants: [
      { title: "node empty.mjs",                  command: emptyModule },
      { title: "drs --version",                   command: () => [process.execPath, DRS, "--version"] },
      { title: "drs run one.drs --no-junit",      runner: "drs",      count: 1, perFile: 1, more: QUIET },
      { title: "drs run one.drs",                 runner: "drs",      count: 1, perFile: 1 },
      { title: "cucumber-js one.feature",         runner: "cucumber", count: 1, perFile: 1 },
    ],
  },
  scenarios: {
    title: "1,000 and 10,000 scenarios of seven steps, JUnit written",
    rounds: 5,
    base: "cucumber-js 10,000, 10 a file",
    entrants: [
      { title: "floor 1,000, 10 a file",          runner: "floor",     count: 1_000,  perFile: 10 },
      { title: "drs 1,000, 10 a file",            runner: "drs",       count: 1_000,  perFile: 10 },
      { title: "drs on toy 1,000, 10 a file",     runner: "drs-toy",   count: 1_000,  perFile: 10 },
      { title: "cucumber-js 1,000, 10 a file",    runner: "cucumber",  count: 1_000,  perFile: 10 },
      { title: "node --test 1,000, one file",     runner: "node-test", count: 1_000,  perFile: ALL },
      { title: "floor 10,000, 10 a file",         runner: "floor",     count: 10_000, perFile: 10 },
      { title: "drs 10,000, 10 a file",           runner: "drs",       count: 10_000, perFile: 10 },
      { title: "drs on toy 10,000, 10 a file",    runner: "drs-toy",   count: 10_000, perFile: 10 },
      { title: "cucumber-js 10,000, 10 a file",   runner: "cucumber",  count: 10_000, perFile: 10 },
      { title: "node --test 10,000, one file",    runner: "node-test", count: 10_000, perFile: ALL },
    ],
    // One further scenario: (10,000 minus 1,000) by 9,000, round by round.
    further: [
      { title: "floor",                           less: "floor 1,000, 10 a file",       more: "floor 10,000, 10 a file" },
      { title: "drs",                             less: "drs 1,000, 10 a file",         more: "drs 10,000, 10 a file" },
      { title: "drs on toy",                      less: "drs on toy 1,000, 10 a file",  more: "drs on toy 10,000, 10 a file" },
      { title: "cucumber-js",                     less: "cucumber-js 1,000, 10 a file", more: "cucumber-js 10,000, 10 a file" },
      { title: "node --test",                     less: "node --test 1,000, one file",  more: "node --test 10,000, one file" },
    ],
  },
  layouts: {
    title: "10,000 scenarios by the number of files and of threads",
    rounds: 5,
    base: "drs, 10 a file",
    entrants: [
      { title: "drs, 10 a file",                  runner: "drs", count: 10_000, perFile: 10 },
      { title: "drs, 10 a file, -j2",             runner: "drs", count: 10_000, perFile: 10, more: ["-j2"] },
      { title: "drs, 10 a file, --no-junit",      runner: "drs", count: 10_000, perFile: 10, more: QUIET },
      { title: "drs, 1 a file",                   runner: "drs", count: 10_000, perFile: 1 },
      { title: "drs, 100 a file",                 runner: "drs", count: 10_000, perFile: 100 },
      { title: "drs, all in one file",            runner: "drs", count: 10_000, perFile: ALL },
    ],
  },
};

const FURTHER_COUNT = 9_000;
export const furtherOf = (less, more) =>
  more.map((value, round) => (value - less[round]) / FURTHER_COUNT);

/** Makes an entrant ready in a folder of its own; gives its command. */
export async function prepare({ command, runner, count, perFile, more = [] }, folder) {
  if (command !== undefined) return command(folder);
  const made = await generate({ runner, count, perFile: Math.min(count, perFile), folder });
  return [...made, ...more];
}

function emptyModule(folder) {
  const path = join(folder, "empty.mjs");
  writeFileSync(path, "");
  return [process.execPath, path];
}
