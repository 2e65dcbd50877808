import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run } from "../engine/run.ts";
import type { RunResult } from "../model/verdict.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { defaultSeed } from "./answers.ts";
import { checkTexts } from "./check-texts.ts";
import type { Files } from "./host.ts";
import { prepare } from "./prepare.ts";

// The toy machine as authors see it: scenario texts go in, verdicts come out.

const MACHINE = `platform toy { hold-time 50ms; watchdog 10s }

topology {
  bus b0 {
    device sd0 using sd
    device st0 using st
  }
  device x0
}

driver sd { suspend takes 30ms }
workload db on sd0 { every 5ms; takes 2ms; times out after 60s }
`;

interface Outcome {
  readonly problems: readonly string[];
  readonly results: readonly RunResult[];
}

function playText(text: string): Outcome {
  const reading = { kind: "text", text } as const;
  const files: Files = { read: () => reading, readImport: () => reading };
  const [loaded] = [...checkTexts(["toy.drs"], files, PLATFORMS)];
  const errors = (loaded?.diagnostics ?? []).filter(({ severity }) => severity === "error");
  const problems = errors.map(({ code, message }) => `${code} ${message}`);
  if (problems.length > 0) return { problems, results: [] };
  const results = (loaded?.scenarios ?? []).map((scenario) => {
    const seed = defaultSeed(scenario.identity);
    const prepared = prepare(scenario, seed, PLATFORMS);
    if ("problems" in prepared) throw new Error(prepared.problems[0]?.message);
    const { plan, platform, world } = prepared;
    const bounds = { maxEvents: 1_000_000, maxTime: 3_600_000_000_000 };
    return run(plan, world, { platform, seed, ...bounds, checking: true });
  });
  return { problems, results };
}

const play = (scenario: string): RunResult | undefined => {
  const { problems, results } = playText(`${MACHINE}\nscenario "s" {\n${scenario}\n}\n`);
  expect(problems).toEqual([]);
  return results[0];
};

const failuresOf = (scenario: string): readonly string[] =>
  (play(scenario)?.failures ?? []).map(({ kind, message }) => `${kind}: ${message}`);

// biome-ignore format: a table is read by rows and columns
const HOLDS = [
  ["a refusal, in all its words", `
    fault st0 refuses suspend once
    at 100ms quiesce as first
    at 300ms quiesce as second
    expect {
      first refused; first refused with BUSY; first refused naming st0; first refused with BUSY naming st0
      first failed; first failed with "st0: refused"; first says "refused"; first exits 1
      first.phase == suspend; first.culprit == st0; first.state == ended
      second succeeded; second exits 0; second.phase == none; second.elapsed >= 80ms
      refused(st0) before resume(sd0)
      count(refused(st0)) == 1
    }`],
  ["a hang, in all its words", `
    fault st0 hangs on suspend
    at 100ms quiesce as first
    expect {
      first hung; first hung in suspend; first hung naming st0; first hung in suspend naming st0
      first.elapsed >= 10s
      rule TOY-03 violated by st0
    }`],
  ["a panic, in all its words", `
    at 50ms fault sd0 fails resume
    at 100ms quiesce as first
    expect { first panicked; first panicked with "sd0"; panic; rule TOY-04 violated by sd0 }`],
  ["the books of a workload", `
    at 100ms quiesce as first
    expect {
      io(db).issued > 20; io(db).completed == io(db).issued; io(db).in-flight == 0; io(db).drained
      io(db).failed == 0; io(db).timed-out == 0; io(db).lost == 0; io(db).duplicated == 0; io(db).late == 0
      io(db).latency-min == 2ms; io(db).latency-max >= 50ms; io(db).latency-mean <= io(db).latency-max
      io(db).gap-max >= 50ms
      never transfer(sd0) while quiesced
    }`],
  ["every word of a workload", `
    workload slow on x0 { rate 100/s; poisson; takes exponential 2ms; starts at 10ms; stops at 1s; count 1000; outstanding 8 }
    fault x0 drops requests while suspended
    at 100ms quiesce as first
    at 500ms quiesce as second
    expect {
      rule TOY-02 violated by x0
      io(slow).lost > 0
      io(slow).issued == io(slow).completed + io(slow).lost
    }`],
  ["requests that were dropped time out", `
    fault sd0 drops requests while suspended 3 times
    at 100ms quiesce as first
    expect { rule TOY-02 violated by sd0; io(db).timed-out == 3; io(db).lost == 0 }`],
  ["a liar", `
    fault sd0 works while suspended at 10ms until 5s
    at 100ms quiesce as first
    expect { first succeeded; rule TOY-01 violated by sd0; io(db).lost == 0 }`],
  ["two at once", `
    at 100ms quiesce as first
    at 120ms quiesce as second
    expect { first succeeded; second refused with IN-PROGRESS naming machine }`],
  ["processes", `
    driver st { refuses suspend while open }
    process tar { opens st0 at 10ms; opens x0 until 50ms }
    at 100ms quiesce as first
    at 1s    kill tar
    at 2s    quiesce as second
    expect { first refused with BUSY naming st0; second succeeded; st0.opens == 0; x0.opens == 0; not tar.alive }`],
] as const;

describe("holds", () => {
  for (const [name, scenario] of HOLDS) test(name, () => expect(failuresOf(scenario)).toEqual([]));
});

// biome-ignore format: a table is read by rows and columns
const FAILS = [
  ["a violation that nobody expected", ["TOY-01"],
   "fault sd0 works while suspended; at 100ms quiesce as first; expect first succeeded"],
  ["a hang that nobody expected",      ["hang"],
   "fault st0 hangs on suspend; at 100ms quiesce as first; expect rule TOY-03 violated"],
  ["a panic that nobody expected",     ["panic"],
   "fault sd0 fails resume; at 100ms quiesce as first; expect rule TOY-04 violated"],
] as const;

describe("fails", () => {
  for (const [name, kinds, scenario] of FAILS) {
    test(name, () => {
      const failures = play(scenario)?.failures ?? [];
      expect(failures.map(({ kind, rule }) => rule ?? kind)).toEqual(kinds);
    });
  }
});

test("a workload must say when its requests come", () => {
  const text = `${MACHINE}\nscenario "s" { workload w on x0 { takes 2ms }; at 1s quiesce as q; expect q succeeded }`;
  expect(playText(text).problems).toEqual([expect.stringMatching(/^DRS4100 nothing says when/)]);
});

test("the sample of the platform's page passes", () => {
  const page = readFileSync(new URL("../platforms/toy/README.md", import.meta.url), "utf8");
  const samples = [...page.matchAll(/```drs\n(.*?)```/gs)].map(([, text = ""]) => text);
  expect(samples.length).toBe(1);
  for (const text of samples) {
    const { problems, results } = playText(text);
    expect(problems).toEqual([]);
    expect(results.map(({ verdict }) => verdict)).toEqual(["passed"]);
  }
});
