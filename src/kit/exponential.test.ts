import fc from "fast-check";
import { expect, test } from "vitest";
import { exponentialTicks } from "./exponential.ts";

const MEAN = 1_000_000_000;

test("agrees with the logarithm to the tick or its neighbour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (bits) => {
      const expected = -MEAN * Math.log((bits + 1) / 2 ** 32);
      expect(Math.abs(exponentialTicks(bits, MEAN) - expected)).toBeLessThan(1.5);
    }),
  );
});

test("is never negative, and zero only for the largest draw", () => {
  expect(exponentialTicks(0xffff_ffff, MEAN)).toBe(0);
  expect(exponentialTicks(0, MEAN)).toBe(22_180_709_778);
});

test("has the mean that it was asked for", () => {
  const draws = 4096;
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += exponentialTicks((i + 0.5) * (2 ** 32 / draws), MEAN);
  expect(sum / draws / MEAN).toBeCloseTo(1, 3);
});
