import { expect, test } from "vitest";
import { optionsFor } from "../testing/options.ts";
import { sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { reporter } from "./index.ts";

const [DOCUMENT = ""] = writtenBy(reporter.open(optionsFor()), sampleRun());
const LINES: readonly Readonly<Record<string, unknown>>[] = DOCUMENT.trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

test("has a line per event, each with the version of its shape", () => {
  expect(LINES.map(({ kind }) => kind)).toEqual(sampleRun().map(({ kind }) => kind));
  expect(LINES.every(({ schemaVersion }) => schemaVersion === 1)).toBe(true);
});

test("has each text once in a file, and its name wherever it is needed", () => {
  const texts = DOCUMENT.match(/"text":"platform sun-enterprise\\nimport \\"\.\.\/lab/g);
  expect(texts).toHaveLength(1);
  const finished = LINES.filter(({ kind }) => kind === "scenario-finished");
  expect(finished[1]?.["sources"]).toEqual([
    { file: "scenarios/sun/tape.drs" },
    { file: "scenarios/lab/boards.drs" },
  ]);
});

test("keeps everything else", () => {
  const [, event] = sampleRun().filter(({ kind }) => kind === "scenario-finished");
  const { sources: _, ...rest } = event as unknown as Readonly<Record<string, unknown>>;
  expect(LINES.filter(({ kind }) => kind === "scenario-finished")[1]).toMatchObject(rest);
});
