import fc from "fast-check";
import { expect, test } from "vitest";
import { Arena, Session } from "../../engine/session.ts";
import { event, expectation, power, violated } from "../../engine/testing/expressions.ts";
import { BEGIN, device, ECHO, operation, SWITCH, workload } from "../../engine/testing/lab.ts";
import type { Script } from "../../engine/testing/scenario.ts";
import { OPTIONS, planOf, worldOf } from "../../engine/testing/scenario.ts";
import { conclude } from "../../engine/verdict/conclude.ts";
import { endedOf } from "../../engine/verdict/operations.ts";
import { START } from "../../model/lifecycle.ts";
import type { RunResult } from "../../model/verdict.ts";
import { Independence } from "./independence.ts";
import { OrderSearch } from "./orders.ts";
import { replay } from "./replay.ts";

// Every order of one instant, explored with and without leaving out what makes no difference, against a search that plays
// every path from the beginning and remembers nothing.

const PLAYING = { ...OPTIONS, checking: false, recording: false, maxEvents: 400 };

function opened(script: Script): Session {
  return new Session(new Arena(), planOf(script), worldOf(script), PLAYING);
}

/** How a path ended: its verdict, what failed, and every component's state. */
function endOf(session: Session, result: RunResult): string {
  const states = session.kernel.cells.map(({ state }) => state);
  const wrong = result.failures.map(({ kind, span }) => `${kind} ${span.start}`).sort();
  return JSON.stringify([result.verdict, wrong, states]);
}

/** Plays the path with these choices at its forks. Gives how it ends, and how many ways there were at each fork. */
function played(script: Script, path: readonly number[]): readonly [string, readonly number[]] {
  const session = opened(script);
  const widths: number[] = [];
  while (session.end === null) {
    const enabled = session.enabled();
    const index = enabled.length > 1 ? (path[widths.push(enabled.length) - 1] ?? 0) : 0;
    session.take(enabled[index]);
  }
  session.close(endedOf(session));
  return [endOf(session, conclude(session)), widths];
}

/** The next path in the order of a tree; empty after the last. */
function nextPath(path: readonly number[], widths: readonly number[]): readonly number[] {
  const whole = widths.map((_, at) => path[at] ?? 0);
  const at = whole.findLastIndex((choice, fork) => choice + 1 < (widths[fork] ?? 0));
  return at < 0 ? [] : [...whole.slice(0, at), (whole[at] ?? 0) + 1];
}

/** The ends of all paths; nothing when there are too many of them. */
function plainly(script: Script, pathsMax: number): ReadonlySet<string> | undefined {
  const ends = new Set<string>();
  let path: readonly number[] = [];
  for (let paths = 0; paths < pathsMax; paths += 1) {
    const [end, widths] = played(script, path);
    ends.add(end);
    path = nextPath(path, widths);
    if (path.length === 0) return ends;
  }
  return undefined;
}

interface Searched {
  readonly ends: ReadonlySet<string>;
  readonly search: OrderSearch;
}

function searched(script: Script, independence?: Independence): Searched {
  for (;;) {
    const session = opened(script);
    const lessons = independence?.lessons;
    const ends = new Set<string>();
    const search = new OrderSearch(session, independence, (result) =>
      ends.add(endOf(session, result)),
    );
    while (!search.isOver) search.advance(1000);
    if (search.orders.failed !== undefined || independence?.lessons === lessons)
      return { ends, search };
  }
}

const statement = fc.record({
  when: fc.record({ kind: fc.constant("at" as const), time: fc.constantFrom(5, 5, 5, 10) }),
  does: fc.array(
    fc.record({
      to: fc.nat(2),
      kind: fc.constantFrom(SWITCH, ECHO),
      a: fc.constantFrom(0, 0, 1, 5),
      b: fc.nat(2),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

const scripts: fc.Arbitrary<Script> = fc
  .record({
    statements: fc.array(statement, { maxLength: 3 }),
    answersAfter: fc.constantFrom(0, 5),
    period: fc.constantFrom(5, 20),
    judged: fc.subarray([
      expectation("always", power("d0", "on"), { while: power("d1", "on") }),
      expectation("before", power("d0", "off"), { other: power("d1", "off") }),
      expectation("never", event("echoed"), { while: power("d2", "off") }),
      expectation("end", violated("LAB-OFF")),
    ]),
  })
  .map(({ statements, answersAfter, period, judged }) => ({
    parts: [
      device("d0", { answersAfter }),
      device("d1"),
      device("d2"),
      operation("op", 0),
      workload("w", { on: 0, every: period }),
    ],
    initially: [{ to: 4, kind: BEGIN }],
    timeline: [
      { when: { kind: "at", time: 5 }, does: [{ to: 3, kind: START }], label: "op" },
      ...statements,
    ],
    runFor: 24,
    expectations: judged,
  }));

test("every way of searching comes to the same ends and the same verdict", () => {
  let compared = 0;
  fc.assert(
    fc.property(scripts, (script) => {
      const ends = plainly(script, 400);
      if (ends === undefined) return;
      compared += 1;
      const full = searched(script);
      const reduced = searched(script, new Independence());
      const isFailed = [...ends].some((end) => end.startsWith('["failed"'));
      expect(full.search.orders.failed !== undefined).toBe(isFailed);
      expect(reduced.search.orders.failed !== undefined).toBe(isFailed);
      if (isFailed) return;
      expect(full.ends).toEqual(ends);
      expect(reduced.ends).toEqual(ends);
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(200);
});

test("a failing path can be played again", () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const { failed } = searched(script, new Independence()).search.orders;
      if (failed === undefined) return;
      const answered = { plan: planOf(script), world: worldOf(script), platform: PLAYING.platform };
      const again = replay(answered, failed.turns, PLAYING);
      expect(again.failures.map(({ message }) => message)).toEqual(
        failed.result.failures.map(({ message }) => message),
      );
    }),
    { numRuns: 100 },
  );
});
