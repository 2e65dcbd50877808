import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunResult } from "../../model/verdict.ts";
import { PLATFORMS } from "../../platforms/registry.ts";
import { FilePlayer } from "../play-file.ts";
import type { PlaySettings } from "../play-settings.ts";
import { memoryHost } from "../testing/memory-host.ts";
import { PLAIN_SETTINGS } from "../testing/plain-settings.ts";
import { reasonOf } from "./trial.ts";

// Whatever exploring finds can be written down as a file, and that file fails for the same reason when it is run.

const EXPLORING: PlaySettings = {
  ...PLAIN_SETTINGS,
  explore: {
    isAnyTiming: false,
    isFull: false,
    isByName: false,
    isExact: false,
    statesMax: 1000,
    memoryMax: 1e12,
  },
};

function resultsOf(text: string, settings: PlaySettings): readonly RunResult[] {
  const host = memoryHost({ "a.drs": text });
  const events = new FilePlayer(settings, host, PLATFORMS).play({ file: "a.drs", classname: "a" });
  return [...events].flatMap((event) =>
    event?.kind === "scenario-finished" ? [event.result] : [],
  );
}

const texts = fc
  .record({
    takes: fc.constantFrom("1ms", "1ms..20ms", "one of [1ms, 15ms, 2s]"),
    quiesce: fc.constantFrom("at 100ms", "at 95ms..105ms", "at any"),
    fault: fc.constantFrom(
      "",
      "maybe fault sd0 refuses suspend",
      "at any fault sd0 refuses suspend",
      "at 100ms maybe fault sd1 works while suspended",
    ),
    every: fc.constantFrom("10ms", "7ms"),
    process: fc.constantFrom("", "process tar { opens sd1 until 50ms..150ms }"),
    expected: fc.constantFrom(
      "first succeeded",
      "first.elapsed <= 110ms",
      "io(db).latency-max < 103ms",
      "never sd0.state == suspended while sd1.state == running",
    ),
  })
  .map(
    ({ takes, quiesce, fault, every, process, expected }) => `platform toy
topology { device sd0 using sd; device sd1 using st }
driver sd { suspend takes ${takes} }
driver st { refuses suspend while open }
workload db on sd0 { every ${every}; count 14 }
${process}
scenario "one" {
  ${quiesce} quiesce as first
  ${fault}
  expect ${expected}
}
`,
  );

test("what fails has a file that fails for the same reason when it is run, and is no longer", () => {
  let found = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const [explored] = resultsOf(text, EXPLORING);
      if (explored?.verdict !== "failed") return;
      found += 1;
      const { counterexample = "", failures } = explored;
      const [again, another] = resultsOf(counterexample, PLAIN_SETTINGS);
      expect(another).toBeUndefined();
      expect(again?.verdict).toBe("failed");
      const [reason, wanted] = [again?.failures[0], failures[0]].map((one) => one && reasonOf(one));
      expect(reason).toBe(wanted);
      const lines = (one: string): number => one.split("\n").filter((line) => line !== "").length;
      expect(lines(counterexample)).toBeLessThanOrEqual(lines(text) + 3);
    }),
    { numRuns: 30 },
  );
  expect(found).toBeGreaterThan(8);
});
