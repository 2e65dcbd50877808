import { expect, test } from "vitest";
import { eventsOf } from "../testing/events.ts";
import { optionsFor } from "../testing/options.ts";
import { sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { reporter } from "./index.ts";

interface Document {
  readonly schemaVersion: number;
  readonly version?: string;
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly totals?: { readonly scenarios: number };
  readonly interrupted: boolean;
}

function documentOf(events = sampleRun()): Document {
  return JSON.parse(writtenBy(reporter.open(optionsFor()), events).join(""));
}

test("holds a result per scenario and per file with diagnostics, in order, and the totals", () => {
  const { schemaVersion, version, results, totals, interrupted } = documentOf();
  expect({ schemaVersion, version, interrupted }).toEqual({
    schemaVersion: 1,
    version: "0.1.0",
    interrupted: false,
  });
  expect(results.filter(({ kind }) => kind === "scenario")).toHaveLength(16);
  expect(results.filter(({ kind }) => kind === "diagnostics")).toHaveLength(3);
  expect(totals?.scenarios).toBe(16);
});

test("names places by line and column", () => {
  const text = JSON.stringify(documentOf().results);
  expect(text).toContain('"place":{"file":"scenarios/sun/tape.drs","line":14,"column":5}');
  expect(text).toContain('"place":{"file":"scenarios/broken.drs","line":3,"column":6}');
});

test("is a document also for nothing, and after an interruption", () => {
  expect(documentOf([])).toEqual({ schemaVersion: 1, results: [], interrupted: true });
  expect(documentOf(eventsOf([])).results).toEqual([]);
  expect(documentOf(sampleRun().slice(0, 8))).toMatchObject({ interrupted: true });
});
