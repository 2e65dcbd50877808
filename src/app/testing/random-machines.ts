import fc from "fast-check";
import { expect, test } from "vitest";
import type { Machine } from "../../kit/testing/machine.ts";
import { PLATFORMS } from "../../platforms/registry.ts";
import { playText } from "./play-text.ts";
import { LIMIT_MS, parameters } from "./soak.ts";

function holds({ text, mayBreak, mayFail }: Machine): void {
  const { result } = playText(text, PLATFORMS);
  const wrong = result.failures.filter(({ kind, rule = "" }) =>
    kind === "rule" ? !mayBreak.has(rule) : !mayFail(kind),
  );
  expect(
    wrong.map(({ kind, message, rule }) => [kind, rule, message]),
    text,
  ).toEqual([]);
}

/** Tests of a platform: whatever machine, whatever is wrong with it and whatever is done to it. `now`: milliseconds, for soaks. */
export function testMachines(
  machineWith: (faultsMax: number) => fc.Arbitrary<Machine>,
  seed: number,
  now: number,
): void {
  test(
    "conforming drivers break no rule, and every invariant holds",
    () => fc.assert(fc.property(machineWith(0), holds), parameters(150, seed, now)),
    LIMIT_MS,
  );
  test(
    "with faults, every invariant holds and only their rules are broken",
    () => fc.assert(fc.property(machineWith(3), holds), parameters(300, seed + 1, now)),
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
}
