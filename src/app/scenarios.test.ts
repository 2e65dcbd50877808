import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLAIN_SETTINGS } from "./testing/plain-settings.ts";
import type { Finished } from "./testing/play-files.ts";
import { playedOf, playFile } from "./testing/play-files.ts";

// Every scenario of the project passes, twice with the same trace, and names in its first line what must come of it.

const FILES = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".drs"))
  .map((path) => `scenarios/${path}`)
  .sort();
const TEXTS = Object.fromEntries(FILES.map((file) => [file, readFileSync(file, "utf8")]));
const PLAYED = playedOf(TEXTS);

/** Files whose second line says what exploring them comes to. */
const EXPLORED = PLAYED.flatMap((file) => {
  const [, outcome] = /^# drs explore: (proved|fails)$/m.exec(TEXTS[file] ?? "") ?? [];
  return outcome === undefined ? [] : [{ file, outcome }];
});

test.each(EXPLORED)("$file, explored: $outcome", ({ file, outcome }) => {
  const explore = {
    isAnyTiming: false,
    isFull: false,
    isByName: false,
    isExact: false,
    statesMax: 1e5,
    memoryMax: 1e12,
  };
  const results = playFile(file, TEXTS, { ...PLAIN_SETTINGS, explore }).map(({ result }) => result);
  const verdict = outcome === "proved" ? "passed" : "failed";
  expect(results.map((result) => result.verdict)).toEqual([verdict]);
  expect(results[0]?.counterexample !== undefined).toBe(outcome === "fails");
});

test.each(FILES)("%s says first what must come of it", (file) => {
  expect(TEXTS[file]?.split("\n", 1)[0]).toMatch(/^# \S.{20,}\.$/);
});

test.each(PLAYED)("%s passes, twice alike", (file) => {
  const once = playFile(file, TEXTS);
  expect(once.length).toBeGreaterThan(0);
  expect(once.map(({ scenario, result }) => [scenario.name, result.verdict])).toEqual(
    once.map(({ scenario }) => [scenario.name, "passed"]),
  );
  const hashes = (run: readonly Finished[]) => run.map(({ result }) => result.traceHash);
  expect(hashes(playFile(file, TEXTS))).toEqual(hashes(once));
});
