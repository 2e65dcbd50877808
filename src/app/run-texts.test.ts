import { describe, expect, test } from "vitest";
import type { RunEvent } from "../model/run-event.ts";
import { PLATFORMS } from "../platforms/registry.ts";
import { classnamesOf } from "./identity.ts";
import type { FileJob, PlaySettings } from "./play-settings.ts";
import { runTexts } from "./run-texts.ts";
import { Tally } from "./tally.ts";
import type { MemoryFiles, MemoryHost } from "./testing/memory-host.ts";
import { memoryHost } from "./testing/memory-host.ts";
import { fails, quiesces, scenario, toyFile } from "./testing/toy-texts.ts";

const SETTINGS: PlaySettings = {
  seeds: { kind: "identity" },
  repeat: 1,
  eventsMax: 100_000,
  virtualTimeMax: 3600e9,
  wallTimeoutMs: 60_000,
  isDryRun: false,
  failsOnVacuous: false,
  selection: {},
  definitions: [],
  workingFolder: "",
};

interface Ran {
  readonly events: readonly RunEvent[];
  readonly tally: Tally;
  /** `name: verdict` of each scenario, in order. */
  readonly verdicts: readonly string[];
  readonly finished: readonly Extract<RunEvent, { kind: "scenario-finished" }>[];
}

interface Extra {
  readonly settings?: Partial<PlaySettings>;
  readonly failuresMax?: number;
  readonly jobs?: readonly Partial<FileJob>[];
  readonly onEvent?: (event: RunEvent, host: MemoryHost) => void;
  readonly tickMs?: number;
}

function run(files: MemoryFiles, extra: Extra = {}): Ran {
  const host = memoryHost(files);
  host.tickMs = extra.tickMs ?? 0;
  const paths = Object.keys(files).filter((path) => !path.startsWith("lib/"));
  const classnames = classnamesOf(paths);
  const jobs = paths.map((file, index) => ({
    file,
    classname: classnames[index] ?? "",
    ...extra.jobs?.[index],
  }));
  const failuresMax = extra.failuresMax ?? 0;
  const tally = new Tally(failuresMax);
  const heading = { version: "1", startedAt: "", hostname: "", deterministic: false };
  const request = { heading, jobs, settings: { ...SETTINGS, ...extra.settings }, failuresMax };
  const events: RunEvent[] = [];
  for (const event of runTexts(request, host, PLATFORMS, tally)) {
    if (event === undefined) continue;
    events.push(event);
    extra.onEvent?.(event, host);
  }
  const finished = events.filter((event) => event.kind === "scenario-finished");
  const verdicts = finished.map((event) => `${event.scenario.name}: ${event.result.verdict}`);
  return { events, tally, verdicts, finished };
}

const choosy = scenario(
  "choosy",
  "at 0ms..100ms quiesce as first",
  "maybe fault sd0 refuses suspend",
  "expect first succeeded",
);

describe("the stream of a run", () => {
  test("opens and closes the run, every file and every scenario, in order", () => {
    const { events, tally } = run({
      "a.drs": toyFile(quiesces("one"), fails("two")),
      "b.drs": toyFile(quiesces("three")),
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      "run-started",
      "file-started",
      "scenario-started",
      "scenario-finished",
      "scenario-started",
      "scenario-finished",
      "file-finished",
      "file-started",
      "scenario-started",
      "scenario-finished",
      "file-finished",
      "run-finished",
    ]);
    expect(tally.totals(0)).toMatchObject({
      files: 2,
      scenarios: 3,
      passed: 2,
      failed: 1,
      assertions: 3,
    });
    expect([...tally.outcomes()]).toEqual(["failed"]);
  });

  test("tells of an invalid file and goes on", () => {
    const { events, tally, verdicts } = run({
      "a.drs": toyFile("nonsense here", quiesces("one")),
      "b.drs": toyFile(quiesces("two")),
    });
    expect(verdicts).toEqual(["two: passed"]);
    expect(events[1]).toMatchObject({ kind: "file-started", scenarios: 0, classname: "a" });
    expect(events[2]).toMatchObject({ kind: "diagnostics", file: "a.drs" });
    expect(events[3]).toMatchObject({ kind: "file-finished", verdict: "invalid" });
    expect([...tally.outcomes()]).toEqual(["invalid"]);
  });

  test("says nothing of a file without scenarios", () => {
    const { events } = run({ "lab.drs": "platform toy\ntopology { device sd0 }\n" });
    expect(events.map(({ kind }) => kind)).toEqual(["run-started", "run-finished"]);
  });

  test("ends in order when an end is asked for", () => {
    const { events, verdicts } = run(
      { "a.drs": toyFile(quiesces("one"), quiesces("two")), "b.drs": toyFile(quiesces("three")) },
      {
        onEvent: (event, host) => {
          if (event.kind === "scenario-finished") host.stop();
        },
      },
    );
    expect(verdicts).toEqual(["one: passed"]);
    expect(events.slice(-2)).toMatchObject([
      { kind: "file-finished" },
      { kind: "run-finished", interrupted: true },
    ]);
  });

  test("leaves out the scenario during which an end was asked for", () => {
    const { events, verdicts } = run(
      { "a.drs": toyFile(quiesces("one")) },
      {
        onEvent: (event, host) => {
          if (event.kind === "scenario-started") host.stop();
        },
      },
    );
    expect(verdicts).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: "run-finished", interrupted: true });
  });

  test("is the same when it runs again", () => {
    const files = { "a.drs": toyFile(quiesces("one"), choosy, fails("two")) };
    expect(run(files).events).toEqual(run(files).events);
  });
});

describe("verdicts", () => {
  test("of every kind", () => {
    const endless = "workload db on sd0 { every 1us; takes 1ns }";
    const { verdicts, tally } = run({
      "a.drs": toyFile(
        quiesces("passes"),
        fails("fails"),
        `@skip ${fails("skipped")}`,
        fails("fails as it says", 'expect failure "known"'),
        quiesces("passes against its word", 'expect failure "known"'),
        scenario("endless", endless, "run for 1h", "expect io(db).lost == 0"),
      ),
    });
    expect(verdicts).toEqual([
      "passes: passed",
      "fails: failed",
      "skipped: skipped",
      "fails as it says: passed",
      "passes against its word: failed",
      "endless: inconclusive",
    ]);
    expect([...tally.outcomes()]).toEqual(["failed", "inconclusive"]);
  });

  test("inconclusive when the clock on the wall says so", () => {
    const endless = "workload db on sd0 { every 1us; takes 1ns }";
    const { finished } = run(
      { "a.drs": toyFile(scenario("endless", endless, "run for 1h", "expect io(db).lost == 0")) },
      { settings: { wallTimeoutMs: 5 }, tickMs: 1 },
    );
    expect(finished[0]?.result).toMatchObject({
      verdict: "inconclusive",
      failures: [{ kind: "wall-timeout" }],
    });
  });

  test("failed when nothing was tested and that is not allowed", () => {
    const files = {
      "a.drs": toyFile(
        scenario(
          "vacuous",
          "at 1s quiesce as first",
          "expect always sd0.state == suspended while first hung",
        ),
      ),
    };
    expect(run(files).verdicts).toEqual(["vacuous: passed"]);
    expect(run(files, { settings: { failsOnVacuous: true } }).verdicts).toEqual([
      "vacuous: failed",
    ]);
  });

  test("skipped, all of them, in a dry run; invalid files stay invalid", () => {
    const { verdicts, tally } = run(
      { "a.drs": toyFile(fails("one")), "b.drs": "platform nonsense" },
      { settings: { isDryRun: true } },
    );
    expect(verdicts).toEqual(["one: skipped"]);
    expect([...tally.outcomes()]).toEqual(["invalid"]);
  });
});

describe("selection", () => {
  const files = {
    "a.drs": toyFile(
      `@slow @disk\n${quiesces("one")}`,
      `@disk\n${quiesces("two")}`,
      scenario(
        "row",
        "at d quiesce as first",
        "expect first succeeded",
        "examples {",
        "| d |",
        "| 1ms |",
        "| 2ms |",
        "}",
      ),
    ),
  };

  test("by name, with the example row", () => {
    expect(run(files, { settings: { selection: { name: /d=2ms/u } } }).verdicts).toEqual([
      "row [d=2ms]: passed",
    ]);
  });

  test("by tags", () => {
    const selection = { tags: "@disk and not @slow" };
    expect(run(files, { settings: { selection } }).verdicts).toEqual(["two: passed"]);
  });

  // biome-ignore format: a table is read by rows and columns
  test.each([
    ["the tags",               [3],     ["one: passed"]],
    ["the title",              [4],     ["one: passed"]],
    ["the body and another",   [6, 10], ["one: passed", "two: passed"]],
    ["a row",                  [18],    ["row [d=1ms]: passed"]],
    ["a scenario with rows",   [14],    ["row [d=1ms]: passed", "row [d=2ms]: passed"]],
    ["no scenario",            [1],     []],
  ])("by the line of %s", (_, lines, verdicts) => {
    expect(run(files, { jobs: [{ lines }] }).verdicts).toEqual(verdicts);
  });

  test("is what the replay line of each result gives", () => {
    for (const {
      replay,
      scenario: { name },
      result,
    } of run(files).finished) {
      const [, line = "", seed = ""] = /:(\d+) --seed (\d+)$/.exec(replay) ?? [];
      const again = run(files, {
        jobs: [{ lines: [Number(line)] }],
        settings: { seeds: { kind: "fixed", seed: Number(seed) } },
      });
      expect(again.finished.map((event) => event.scenario.name)).toEqual([name]);
      expect(again.finished[0]?.result.traceHash).toBe(result.traceHash);
    }
  });
});

describe("seeds", () => {
  const files = { "a.drs": toyFile(choosy) };

  test("decide what is left open, and nothing else does", () => {
    const hashOf = (seed: number): string | undefined =>
      run(files, { settings: { seeds: { kind: "fixed", seed } } }).finished[0]?.result.traceHash;
    expect(hashOf(1)).toBe(hashOf(1));
    expect(new Set([1, 2, 3, 4, 5].map(hashOf)).size).toBe(5);
  });

  test("of a sweep come to one result: the first of the gravest", () => {
    const alone = Array.from({ length: 8 }, (_, seed) => {
      const [event] = run(files, { settings: { seeds: { kind: "fixed", seed } } }).finished;
      return event?.result.verdict === "failed" ? [seed] : [];
    }).flat();
    expect(alone.length).toBeGreaterThan(0);
    const { finished } = run(files, { settings: { seeds: { kind: "sweep", from: 0, to: 7 } } });
    const [event] = finished;
    expect(finished).toHaveLength(1);
    expect(event?.result).toMatchObject({ verdict: "failed", seed: alone[0], assertions: 8 });
    expect(event?.result.failures[0]?.notes.at(-1)).toBe(
      `failed with ${alone.length} of 8 seeds: ${alone.join(", ")}`,
    );
    expect(event?.replay).toBe(`drs run a.drs:3 --seed ${alone[0]}`);
  });

  test("of a sweep need to fail only once where failure is expected", () => {
    const flaky = choosy.replace("expect first", 'expect failure "flaky"\n  expect first');
    const sweep = { seeds: { kind: "sweep", from: 0, to: 7 } } as const;
    expect(run({ "a.drs": toyFile(flaky) }, { settings: sweep }).verdicts).toEqual([
      "choosy: passed",
    ]);
    const never = quiesces("never", 'expect failure "gone"');
    expect(run({ "a.drs": toyFile(never) }, { settings: sweep }).verdicts).toEqual([
      "never: failed",
    ]);
  });

  test("repeated give identical traces", () => {
    expect(run(files, { settings: { repeat: 5 } }).events.map(({ kind }) => kind)).toEqual(
      run(files).events.map(({ kind }) => kind),
    );
  });
});

describe("giving up", () => {
  const files = {
    "a.drs": toyFile(fails("one"), quiesces("two"), fails("three")),
    "b.drs": "platform nonsense",
    "c.drs": toyFile(quiesces("four")),
  };

  // biome-ignore format: a table is read by rows and columns
  test.each([
    [1, ["one: failed"],                                                     ["a.drs"]],
    [2, ["one: failed", "two: passed", "three: failed"],                     ["a.drs"]],
    [3, ["one: failed", "two: passed", "three: failed"],                     ["a.drs", "b.drs"]],
    [4, ["one: failed", "two: passed", "three: failed", "four: passed"],     ["a.drs", "b.drs", "c.drs"]],
  ])("after %i failures, invalid files counted", (failuresMax, verdicts, finishedFiles) => {
    const ran = run(files, { failuresMax });
    const closed = ran.events.flatMap((event) => (event.kind === "file-finished" ? [event.file] : []));
    expect(ran.verdicts).toEqual(verdicts);
    expect(closed).toEqual(finishedFiles);
  });
});

describe("imports", () => {
  test("are read and parsed once for all files, and shown with the results", () => {
    const lab = "platform toy\ntopology { device sd0 }\n";
    const user = `import "lib/lab.drs"\n${quiesces("one")}\n`;
    const host = memoryHost({ "lib/lab.drs": lab, "a.drs": user, "b.drs": user });
    const jobs = ["a.drs", "b.drs"].map((file) => ({ file, classname: file }));
    const heading = { version: "1", startedAt: "", hostname: "", deterministic: false };
    const events = [
      ...runTexts({ heading, jobs, settings: SETTINGS, failuresMax: 0 }, host, PLATFORMS),
    ];
    const finished = events.flatMap((event) =>
      event?.kind === "scenario-finished" ? [event] : [],
    );
    expect(finished.map(({ result }) => result.verdict)).toEqual(["passed", "passed"]);
    expect(finished[0]?.sources.map(({ file }) => file)).toEqual(["a.drs", "lib/lab.drs"]);
    expect(host.reads.get("lib/lab.drs")).toBe(1);
  });

  test("with a mistake make every importing file invalid", () => {
    const { events } = run({
      "lib/lab.drs": "platform toy\nnonsense\n",
      "a.drs": `import "lib/lab.drs"\n${quiesces("one")}`,
    });
    const [diagnostics] = events.filter((event) => event.kind === "diagnostics");
    expect(diagnostics).toMatchObject({
      file: "a.drs",
      diagnostics: [{ span: { file: "lib/lab.drs" } }],
    });
  });
});

describe("a definition", () => {
  const text = toyFile(
    "let wait = 5ms",
    scenario("one", "at wait quiesce as first", "expect first.start == 5ms"),
  );

  test("takes the place of the let, and stands in the replay line", () => {
    const definitions = [{ name: "wait", value: "7ms" }];
    const { verdicts, finished } = run({ "a.drs": text }, { settings: { definitions } });
    expect(run({ "a.drs": text }).verdicts).toEqual(["one: passed"]);
    expect(verdicts).toEqual(["one: failed"]);
    expect(finished[0]?.replay).toMatch(/ -D wait=7ms$/);
  });
});
