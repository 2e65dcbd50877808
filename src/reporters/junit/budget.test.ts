import fc from "fast-check";
import { expect, test } from "vitest";
import { CASE_TEXT_BYTES_MAX, withinBudget } from "./budget.ts";

const BUDGET = 200;

test("leaves a text that fits as it is", () => {
  expect(withinBudget("short")).toBe("short");
  expect(withinBudget("x".repeat(CASE_TEXT_BYTES_MAX))).toHaveLength(CASE_TEXT_BYTES_MAX);
});

test("keeps head and tail and says how much is missing", () => {
  const text = `head${"x".repeat(1_000_000)}tail`;
  const cut = withinBudget(text);
  expect(cut.startsWith("head")).toBe(true);
  expect(cut.endsWith("tail")).toBe(true);
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(CASE_TEXT_BYTES_MAX);
  const [, left] = /\n…\[truncated (\d+) bytes\]…\n/.exec(cut) ?? [];
  expect(Number(left)).toBe(Buffer.byteLength(text) - (Buffer.byteLength(cut) - markLength(left)));
});

test("counts bytes and not characters", () => {
  const units = ["a", "ü", "日", "\u{1f600}"];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...units), maxLength: 400 }), (text) => {
      const cut = withinBudget(text, BUDGET);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(BUDGET);
      expect(cut).not.toMatch(/\p{Surrogate}/u);
      expect(cut === text).toBe(Buffer.byteLength(text) <= BUDGET);
    }),
  );
});

function markLength(left: string | undefined): number {
  return Buffer.byteLength(`\n…[truncated ${left} bytes]…\n`);
}
