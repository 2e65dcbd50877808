import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { RunEvent } from "../model/run-event.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { runTexts } from "./run-texts.ts";
import { isPlayable } from "./testing/is-playable.ts";
import { memoryHost } from "./testing/memory-host.ts";
import { PLAIN_SETTINGS } from "./testing/plain-settings.ts";

// Every scenario of the project passes, twice with the same trace, and names in its first line what must come of it.

const FILES = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".drs"))
  .map((path) => `scenarios/${path}`)
  .sort();
const TEXTS = Object.fromEntries(FILES.map((file) => [file, readFileSync(file, "utf8")]));
const PLAYED = FILES.filter(
  (file) => isPlayable(TEXTS[file] ?? "") && !file.includes("/lab/") && !needsAbsent(file),
);

/** It imports a file about a platform that is not registered. */
function needsAbsent(file: string): boolean {
  const imports = [...(TEXTS[file] ?? "").matchAll(/^import "(.*)"/gm)];
  return imports.some(([, path = ""]) => !isPlayable(TEXTS[join(dirname(file), path)] ?? ""));
}

type Finished = Extract<RunEvent, { kind: "scenario-finished" }>;

function play(file: string, settings = PLAIN_SETTINGS): readonly Finished[] {
  const heading = { version: "0", startedAt: "", hostname: "", deterministic: true };
  const jobs = [{ file, classname: "played" }];
  const request = { heading, jobs, settings, failuresMax: 0 };
  return [...runTexts(request, memoryHost(TEXTS), PLATFORMS)].flatMap((event) =>
    event?.kind === "scenario-finished" ? [event] : [],
  );
}

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
  const results = play(file, { ...PLAIN_SETTINGS, explore }).map(({ result }) => result);
  const verdict = outcome === "proved" ? "passed" : "failed";
  expect(results.map((result) => result.verdict)).toEqual([verdict]);
  expect(results[0]?.counterexample !== undefined).toBe(outcome === "fails");
});

test.each(FILES)("%s says first what must come of it", (file) => {
  expect(TEXTS[file]?.split("\n", 1)[0]).toMatch(/^# \S.{20,}\.$/);
});

test.each(PLAYED)("%s passes, twice alike", (file) => {
  const once = play(file);
  expect(once.length).toBeGreaterThan(0);
  expect(once.map(({ scenario, result }) => [scenario.name, result.verdict])).toEqual(
    once.map(({ scenario }) => [scenario.name, "passed"]),
  );
  const hashes = (run: readonly Finished[]) => run.map(({ result }) => result.traceHash);
  expect(hashes(play(file))).toEqual(hashes(once));
});
