import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { RunEvent } from "../../model/run-event.ts";
import { eventsOf } from "../testing/events.ts";
import { optionsFor } from "../testing/options.ts";
import { passingRun, sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { JunitReport } from "./report.ts";

const SCHEMAS = {
  ci: readFileSync(new URL("schema/drs-junit.xsd", import.meta.url), "utf8"),
  strict: readFileSync(new URL("schema/strict-junit.xsd", import.meta.url), "utf8"),
} as const;

type Profile = keyof typeof SCHEMAS;
const PROFILES = ["ci", "strict"] as const;

const STREAMING = { builderCasesMax: 0, batchCases: 1, heldLengthMax: 0 } as const;

function documentOf(events: readonly RunEvent[], profile: Profile, isStreamed = false): string {
  const { junit } = optionsFor({ junit: { profile } });
  const report = isStreamed ? new JunitReport(junit, STREAMING) : new JunitReport(junit);
  return writtenBy(report, events).join("");
}

/** What xmllint says against documents, by their names. One call for all, because each call starts a worker. */
async function complaints(
  documents: Readonly<Record<string, string>>,
  profile: Profile,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const names = Object.keys(documents);
  const xml = names.map((name, index) => ({
    fileName: `${index}.xml`,
    contents: documents[name] ?? "",
  }));
  const { errors } = await validateXML({ xml, schema: SCHEMAS[profile] });
  const of = (index: number): readonly string[] =>
    errors.filter(({ loc }) => loc?.fileName === `${index}.xml`).map(({ message }) => message);
  return Object.fromEntries(names.map((name, index) => [name, of(index)]));
}

// biome-ignore format: a table is read by rows and columns
const RUNS: Readonly<Record<string, readonly RunEvent[]>> = {
  "every verdict and failure": sampleRun(),
  "a deterministic run":       sampleRun({ deterministic: true }),
  "an interrupted run":        sampleRun({ interrupted: true }),
  "a run that passed":         passingRun(),
  "a run of no scenarios":     eventsOf([]),
  "nothing at all":            [],
};

// biome-ignore format: a table is read by rows and columns
const MISTAKES = [
  ["a time with an exponent",    / time="[^"]*"/,                ' time="1e-7"'],
  ["a time without decimals",    / time="[^"]*"/,                ' time="1"'],
  ["a moment with a zone",       /timestamp="([^"]*)" hostname/, 'timestamp="$1Z" hostname'],
  ["a missing count",            / errors="\d+"/,                ""],
  ["a name of two lines",        /testcase name="/,              'testcase name="a&#10;b'],
  ["a name twice",               /testcase name="hang"/,         'testcase name="panic"'],
  ["two results",                /<skipped/,                     '<error message="m" type="Timeout">m</error><skipped'],
  ["a nested suite",             /<testcase /,                   '<testsuite name="x"/><testcase '],
  ["an unknown attribute",       /<testcase /,                   '<testcase status="run" '],
] as const;

describe.each(PROFILES)("the schema of profile %s", (profile) => {
  test.each([false, true])("takes every run, streamed: %s", async (isStreamed) => {
    const documents = Object.fromEntries(
      Object.entries(RUNS).map(([name, events]) => [name, documentOf(events, profile, isStreamed)]),
    );
    const valid = Object.fromEntries(Object.keys(RUNS).map((name) => [name, []]));
    expect(await complaints(documents, profile)).toEqual(valid);
  });

  test("refuses every mistake", async () => {
    const document = documentOf(sampleRun(), profile);
    const spoilt = Object.fromEntries(
      MISTAKES.map(([name, pattern, replacement]) => [
        name,
        document.replace(pattern, replacement),
      ]),
    );
    expect(Object.entries(spoilt).filter(([, text]) => text === document)).toEqual([]);
    const refused = await complaints(spoilt, profile);
    const taken = Object.entries(refused).filter(([, reasons]) => reasons.length === 0);
    expect(taken).toEqual([]);
  });
});

describe("the profiles", () => {
  test("differ in what public schemas refuse", async () => {
    const documents = {
      ci: documentOf(sampleRun(), "ci"),
      strict: documentOf(sampleRun(), "strict"),
    };
    const { ci = [] } = await complaints(documents, "strict");
    for (const name of ["timestamp", "skipped", "file", "line", "assertions", "properties"]) {
      expect(ci.join("\n")).toContain(`'${name}'`);
    }
    const { strict = [] } = await complaints(documents, "ci");
    expect(strict).not.toEqual([]);
  });

  test("ci names types from a closed list", async () => {
    const document = documentOf(sampleRun(), "ci").replace('type="Hang"', 'type="Freeze"');
    const { freeze = [] } = await complaints({ freeze: document }, "ci");
    expect(freeze.join("\n")).toContain("Freeze");
  });

  test("strict keeps the reason for skipping as text", () => {
    expect(documentOf(sampleRun(), "strict")).toContain("<skipped>needs st9</skipped>");
  });
});
