import fc from "fast-check";
import { expect, test } from "vitest";
import {
  hasNumber,
  NO_NUMBERS,
  numbersOf,
  rankOf,
  sizeOf,
  withNumber,
  withoutNumber,
} from "./intervals.ts";

test("neighbours join and are told apart again", () => {
  let set = NO_NUMBERS;
  for (const n of [5, 3, 9, 4]) set = withNumber(set, n);
  expect(set).toEqual([3, 5, 9, 9]);
  expect(withoutNumber(set, 4)).toEqual([3, 3, 5, 5, 9, 9]);
});

test("behaves like a set of numbers", () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(40)), { maxLength: 120 });
  fc.assert(
    fc.property(steps, fc.nat(41), (changes, probe) => {
      const model = new Set<number>();
      let set = NO_NUMBERS;
      for (const [adds, n] of changes) {
        if (adds) model.add(n);
        else model.delete(n);
        set = adds ? withNumber(set, n) : withoutNumber(set, n);
      }
      const sorted = [...model].sort((a, b) => a - b);
      expect([...numbersOf(set)]).toEqual(sorted);
      expect(sizeOf(set)).toBe(model.size);
      expect(hasNumber(set, probe)).toBe(model.has(probe));
      expect(rankOf(set, probe)).toBe(sorted.filter((n) => n < probe).length);
    }),
  );
});

test("equal sets are equal data, however they came about", () => {
  const numbers = fc.uniqueArray(fc.nat(30));
  fc.assert(
    fc.property(numbers, (some) => {
      const forth = some.reduce(withNumber, NO_NUMBERS);
      const back = some.toReversed().reduce(withNumber, NO_NUMBERS);
      expect(forth).toEqual(back);
    }),
  );
});
