import { describe, expect, test } from "vitest";
import type { Piece, ReporterEntry, RunEvent } from "../model/run-event.ts";
import { REPORTERS } from "./registry.ts";
import { optionsFor } from "./testing/options.ts";
import { passingRun, sampleRun } from "./testing/sample-run.ts";
import { writtenBy } from "./testing/written.ts";

const ENTRIES: readonly (readonly [string, ReporterEntry])[] = Object.entries(REPORTERS);

/** The event without anything that differs from one machine or day to another, and the same seen elsewhere. */
function elsewhere(event: RunEvent): RunEvent {
  switch (event.kind) {
    case "run-started":
      return { ...event, startedAt: "1999-12-31T23:59:59Z", hostname: "other" };
    case "scenario-finished":
    case "file-finished":
      return { ...event, wallMs: event.wallMs * 3 + 1 };
    case "run-finished":
      return { ...event, totals: { ...event.totals, wallMs: 7 } };
    default:
      return event;
  }
}

describe.each(ENTRIES)("reporter %s", (name, entry) => {
  test("says in one line what it is", () => {
    expect(entry.help).toMatch(/^[^\n.]{10,80}$/);
    expect(entry.extension).toMatch(/^\.[a-z]+$/);
    expect(name).toMatch(/^[a-z]+$/);
  });

  test("writes the same for the same events", async () => {
    const { open } = await entry.load();
    const [once, again] = [1, 2].map(() => writtenBy(open(optionsFor()), sampleRun()));
    expect(once).toEqual(again);
    expect(once?.join("")).not.toBe("");
  });

  test("writes the same bytes on any machine at any speed when it is to be deterministic", async () => {
    const { open } = await entry.load();
    const events = sampleRun({ deterministic: true });
    const here = writtenBy(open(optionsFor({ verbosity: "verbose" })), events);
    const there = writtenBy(open(optionsFor({ verbosity: "verbose" })), events.map(elsewhere));
    expect(there).toEqual(here);
  });

  test("is complete wherever the run ends, and throws nothing", async () => {
    const { open } = await entry.load();
    const events = sampleRun();
    for (let length = 0; length <= events.length; length++) {
      const documents = writtenBy(open(optionsFor()), events.slice(0, length));
      expect(documents.join("")).toMatch(/^$|\n$/);
    }
  });

  test("leaves its events as they are", async () => {
    const { open } = await entry.load();
    writtenBy(open(optionsFor()), sampleRun().map(frozen));
  });

  test("overwrites only what it has written, in as many bytes", async () => {
    const { open } = await entry.load();
    const report = open(optionsFor());
    const pieces: Piece[] = passingRun().flatMap((event) => report.accept(event));
    pieces.push(...report.close());
    let written = 0;
    for (const { place, text } of pieces) {
      if (place === "end") written += Buffer.byteLength(text);
      else expect(Buffer.byteLength(text)).toBeLessThanOrEqual(written);
    }
  });
});

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
