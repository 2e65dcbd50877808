import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { RunEvent } from "../model/run-event.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { runTexts } from "./run-texts.ts";
import { isPlayable } from "./testing/is-playable.ts";
import { memoryHost } from "./testing/memory-host.ts";
import { PLAIN_SETTINGS } from "./testing/plain-settings.ts";

// The scenario files that the documents show are played as they stand there.

const DOCUMENTS = [
  "README.md",
  "docs/language.md",
  "docs/explore.md",
  "docs/platforms/handshake.md",
  "docs/platforms/sun-enterprise.md",
];

function blocksOf(document: string): readonly string[] {
  const text = readFileSync(document, "utf8");
  return [...text.matchAll(/^( *)```drs\n([\s\S]*?)^\1```/gm)].map(([, indent = "", body = ""]) =>
    body
      .split("\n")
      .map((line) => line.slice(indent.length))
      .join("\n"),
  );
}

function play(text: string): readonly RunEvent[] {
  const host = memoryHost({ "shown.drs": text });
  const heading = { version: "0", startedAt: "", hostname: "", deterministic: true };
  const jobs = [{ file: "shown.drs", classname: "shown" }];
  const request = { heading, jobs, settings: PLAIN_SETTINGS, failuresMax: 0 };
  return [...runTexts(request, host, PLATFORMS)].filter((event) => event !== undefined);
}

const SHOWN = DOCUMENTS.flatMap((document) =>
  blocksOf(document).map((text, index) => ({ document, index: index + 1, text })),
).filter(({ text }) => /^platform /m.test(text));

test.each(DOCUMENTS)("%s shows scenarios", (document) => {
  expect(SHOWN.some((shown) => shown.document === document)).toBe(true);
});

test.each(SHOWN.filter(({ text }) => isPlayable(text)))(
  "$document, block $index: every scenario passes without a word",
  ({ text }) => {
    const events = play(text);
    expect(events.filter(({ kind }) => kind === "diagnostics")).toEqual([]);
    const verdicts = events.flatMap((event) =>
      event.kind === "scenario-finished" ? [event.result.verdict] : [],
    );
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.every((verdict) => verdict === "passed")).toBe(true);
  },
);
