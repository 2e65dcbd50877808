import fc from "fast-check";
import { expect, test } from "vitest";
import { playText } from "../../app/testing/play-text.ts";
import { LIMIT_MS, parameters } from "../../app/testing/soak.ts";
import { PLATFORMS } from "../registry.ts";
import type { Machine } from "./testing/random-machines.ts";
import { machineWith } from "./testing/random-machines.ts";

// Whatever partition, whatever runs on it, whatever is wrong with its drivers and whatever the operator does: every
// invariant holds, and no rule is broken but those that the faults were meant to break.

function holds({ text, mayBreak, mayEnd }: Machine): void {
  const { result } = playText(text, PLATFORMS);
  const wrong = result.failures.filter(({ kind, rule = "" }) => {
    if (kind === "rule") return !mayBreak.has(rule);
    return !(mayEnd && (kind === "panic" || kind === "hang"));
  });
  expect(
    wrong.map(({ kind, message, rule }) => [kind, rule, message]),
    text,
  ).toEqual([]);
}

test(
  "conforming drivers break no rule, and every invariant holds",
  () => {
    fc.assert(fc.property(machineWith(0), holds), parameters(150, 20_081_112, Date.now()));
  },
  LIMIT_MS,
);

test(
  "with faults, every invariant holds and only their rules are broken",
  () => {
    fc.assert(fc.property(machineWith(3), holds), parameters(300, 20_081_113, Date.now()));
  },
  LIMIT_MS,
);

test(
  "the same text gives the same trace",
  () => {
    const same = ({ text }: Machine): void => {
      expect(playText(text, PLATFORMS).result.traceHash).toBe(
        playText(text, PLATFORMS).result.traceHash,
      );
    };
    fc.assert(fc.property(machineWith(2), same), { numRuns: 20, seed: 7 });
  },
  LIMIT_MS,
);
