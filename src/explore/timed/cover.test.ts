import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point, Tried } from "./cover.ts";
import { cover } from "./cover.ts";

/** Places at which the order of two things changes: between them everything is alike. */
const borders = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 6 });

/** What a value leads to: how many borders lie below it, and which one it meets. */
function signatureOf(value: number, places: readonly number[]): number {
  return places.filter((place) => place < value).length * 2 + (places.includes(value) ? 1 : 0);
}

function covered(places: readonly number[], guess: (low: Point<Tried>) => number | undefined) {
  let tries = 0;
  const steps = cover<Tried>(
    0,
    400,
    function* (value) {
      tries += 1;
      yield;
      return { signature: signatureOf(value, places) };
    },
    guess,
  );
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return { points: next.value ?? [], tries };
}

const GUESSES = {
  "no guess": () => undefined,
  "a wrong guess": (low: Point<Tried>) => low.value + 1,
  "a guess out of the way": () => -7,
} as const;

describe.each(Object.entries(GUESSES))("with %s", (_, guess) => {
  test("every kind of value between two is tried", () => {
    fc.assert(
      fc.property(borders, (places) => {
        const { points } = covered(places, guess);
        const wanted = new Set(Array.from({ length: 401 }, (_, at) => signatureOf(at, places)));
        expect(new Set(points.map(({ tried }) => tried.signature))).toEqual(wanted);
      }),
    );
  });

  test("most values are not tried", () => {
    fc.assert(
      fc.property(borders, (places) => {
        expect(covered(places, guess).tries).toBeLessThan(2 + (places.length + 1) * 40);
      }),
    );
  });
});

test("a right guess needs a handful of tries for each border", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (place) => {
      expect(covered([place], () => place).tries).toBeLessThan(8);
    }),
  );
});
