import { expect, test } from "vitest";
import type { Outcome } from "./exit-codes.ts";
import { EXIT_CODES, exitCodeOf } from "./exit-codes.ts";

test("nothing happened: 0", () => {
  expect(exitCodeOf(new Set())).toBe(0);
});

// biome-ignore format: a table is read by rows and columns
test.each([
  [["inconclusive"],                       4],
  [["failed", "inconclusive"],             1],
  [["failed", "invalid"],                  2],
  [["failed", "invalid", "usage"],         3],
  [["usage", "fault"],                     70],
  [["fault", "terminated", "failed"],      143],
  [["fault", "interrupted", "failed"],     130],
] as const satisfies readonly (readonly [readonly Outcome[], number])[])("%s: %i", (outcomes, code) => {
  expect(exitCodeOf(new Set<Outcome>(outcomes))).toBe(code);
});

test("no two outcomes share a code", () => {
  expect(new Set(EXIT_CODES.map(({ code }) => code)).size).toBe(EXIT_CODES.length);
});
