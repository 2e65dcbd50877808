import { describe, expect, test } from "vitest";
import type { ReporterOptions, RunEvent, Totals } from "../../model/run-event.ts";
import { eventsOf, failure, result, type SampleScenario, spanOf } from "../testing/events.ts";
import { optionsFor } from "../testing/options.ts";
import { passingRun, sampleRun } from "../testing/sample-run.ts";
import { writtenBy } from "../testing/written.ts";
import { ConsoleReport } from "./report.ts";

const SOURCE = { file: "scenarios/a.drs", text: 'scenario "one" {\n  expect first succeeded\n}\n' };
const SPAN = spanOf(SOURCE, "first succeeded");

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COLOUR = /\u001b\[\d+m/g;

function textOf(events: readonly RunEvent[], options: Partial<ReporterOptions> = {}): string {
  return writtenBy(new ConsoleReport(optionsFor(options)), events).join("");
}

function runOf(scenarios: readonly SampleScenario[], frame = {}): readonly RunEvent[] {
  return eventsOf([{ source: SOURCE, scenarios }], frame);
}

function failing(message: string, of: Partial<SampleScenario> = {}): SampleScenario {
  const failures = [failure({ span: SPAN, message })];
  return { name: "one", result: result({ verdict: "failed", failures }), ...of };
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

/** The lines that somebody sees in the end: a carriage return and erasure clear what stands in the line. */
function seen(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  return text.replace(/[^\n]*\r\u001b\[K/g, "");
}

describe("golden texts", () => {
  test.each([
    ["normal", {}],
    ["verbose-ascii-narrow", { verbosity: "verbose", unicode: false, columns: 60 }],
    ["quiet", { verbosity: "quiet" }],
    ["colour", { colour: true }],
  ] as const)("%s", async (name, options) => {
    await expect(textOf(sampleRun(), options)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test("a run that passed", async () => {
    await expect(textOf(passingRun())).toMatchFileSnapshot("golden/passed.txt");
  });
});

describe("looks", () => {
  test("say nothing by colour alone", () => {
    const coloured = textOf(sampleRun(), { colour: true });
    expect(coloured).toMatch(COLOUR);
    expect(coloured.replace(COLOUR, "")).toBe(textOf(sampleRun()));
  });

  test("need no more than ASCII", () => {
    for (const verbosity of ["quiet", "normal", "verbose"] as const) {
      expect(textOf(sampleRun(), { unicode: false, verbosity })).toMatch(/^[ -~\n]*$/);
    }
  });

  test("never hand on what would command the terminal", () => {
    const evil = "\u001b[2J\u0007\u009b31m\u202etitle\r";
    const text = textOf(runOf([failing(evil, { name: evil, at: "one" })]), {
      verbosity: "verbose",
    });
    expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    expect(text).toContain("title");
  });

  test("break prose at the width, and commands never", () => {
    const message = "word ".repeat(60).trimEnd();
    const trail = [{ time: 5, text: message }];
    const failures = [failure({ span: SPAN, message, trail, notes: [message] })];
    const long = `scenarios/${"deep/".repeat(20)}a.drs`;
    const events = eventsOf([
      {
        source: { ...SOURCE, file: long },
        scenarios: [{ name: "one", result: result({ verdict: "failed", failures }) }],
      },
    ]);
    const frames = textOf(events, { columns: 60, verbosity: "quiet" }).split("\n");
    const wide = frames.filter((line) => line.length > 60 && !line.includes("scenarios/"));
    expect(wide.slice(0, -1)).toEqual([]);
    expect(frames).toContainEqual(`  = replay: drs run ${long}:1 --seed 42`);
  });
});

describe("while it runs", () => {
  test("every file has a line, and what failed a line more", () => {
    const text = textOf(runOf([failing("first succeeded: first.outcome was refused")]));
    expect(text.split("\n").slice(0, 3)).toEqual([
      "✗ scenarios/a.drs (1 failed) 1ms",
      "  ✗ one",
      "    scenarios/a.drs:2:10: first succeeded: first.outcome was refused",
    ]);
  });

  test("a person sees how far it is, once it takes time, and nothing of it stays", () => {
    const files = ["a.drs", "b.drs", "c.drs"].map((file) => ({
      source: { ...SOURCE, file },
      scenarios: [{ name: "one", wallMs: 90 }],
    }));
    const live = textOf(eventsOf(files), { live: true });
    expect(live).toContain("\r\u001b[KFiles 1/3, scenarios 2, failed 0: b.drs");
    expect(seen(live)).toBe(textOf(eventsOf(files)));
  });

  test("a person sees how far something long is", () => {
    const told = (live: boolean): string =>
      new ConsoleReport(optionsFor({ live }))
        .tell("12 states: one\u0007")
        .map(({ text }) => text)
        .join("");
    expect(told(true)).toContain("\r\u001b[K12 states: one");
    expect(told(true)).not.toContain("\u0007");
    expect(told(false)).toBe("");
  });

  test("nobody sees it on a short run", () => {
    expect(textOf(passingRun(), { live: true })).toBe(textOf(passingRun()));
  });

  test("it never fills the line", () => {
    const file = `${"日本".repeat(40)}.drs`;
    const scenarios = [{ name: "one", wallMs: 500 }];
    const live = textOf(eventsOf([{ source: { ...SOURCE, file }, scenarios }]), {
      live: true,
      columns: 50,
    });
    expect(live).toContain("\r\u001b[KFiles 0/1, scenarios 1, failed 0: 日本日本日本日…");
  });
});

describe("the end", () => {
  const totals: Totals = {
    files: 2,
    scenarios: 4,
    passed: 3,
    failed: 1,
    inconclusive: 0,
    skipped: 0,
    invalid: 0,
    assertions: 41,
    warnings: 0,
    virtualTime: 723_000_000_000,
    wallMs: 210,
  };

  function summaryOf(
    of: Partial<Totals>,
    frame: { readonly deterministic?: boolean } = {},
  ): string {
    const events = eventsOf([], frame).map((event) =>
      event.kind === "run-finished" ? { ...event, totals: { ...totals, ...of } } : event,
    );
    return lastLine(textOf(events));
  }

  test.each([
    [{}, "Scenarios 1 failed | 3 passed (4) · Assertions 41 · Virtual 12m 03s in 0.21s (×3443)"],
    [{ wallMs: 0 }, "Scenarios 1 failed | 3 passed (4) · Assertions 41 · Virtual 12m 03s in 0ms"],
    [
      { invalid: 1, warnings: 2 },
      "Scenarios 1 failed | 3 passed (4) · Files 1 invalid (2) · Warnings 2 · Assertions 41 · Virtual 12m 03s in 0.21s (×3443)",
    ],
    [
      { scenarios: 0, failed: 0, passed: 0, assertions: 0, virtualTime: 0 },
      "Scenarios none · Assertions 0 · Virtual 0ms in 0.21s",
    ],
  ])("totals %j", (of, line) => {
    expect(summaryOf(of)).toBe(line);
  });

  test("has no wall time when the run is deterministic", () => {
    expect(summaryOf({}, { deterministic: true })).toBe(
      "Scenarios 1 failed | 3 passed (4) · Assertions 41 · Virtual 12m 03s",
    );
  });

  test("shows every failure again with its source line, values, trail and how to repeat it", () => {
    const [, frames = ""] = textOf(sampleRun()).split("── Failures");
    for (const part of [
      "failed: an open tape drive refuses quiescence — expectation not met",
      "┌─ scenarios/sun/tape.drs:14:5",
      "14 │     first refused with SUSPEND naming st4",
      "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ at 21.5s",
      "first.culprit = nobody",
      "= trail: 10ms     tar opened st4",
      "= note: st is declared to suspend unsafely",
      "= options: profile=ultra, suspend-retries=3",
      "= replay: drs run scenarios/sun/tape.drs:9 --seed 42",
      "error[DRS1004]: a duration needs its unit",
    ]) {
      expect(frames).toContain(part);
    }
  });

  test("shows the end of a long trail, and all of it when asked", () => {
    const trail = Array.from({ length: 20 }, (_, time) => ({ time, text: `event ${time}` }));
    const failures = [failure({ span: SPAN, message: "no", trail })];
    const events = runOf([{ name: "one", result: result({ verdict: "failed", failures }) }]);
    const short = textOf(events);
    expect(short).toContain("(4 earlier; all with --verbose)");
    expect(short).not.toContain("event 3\n");
    expect(textOf(events, { verbosity: "verbose" })).toContain("event 3\n");
  });

  test("counts the failures that are too many to show again", () => {
    const scenarios = Array.from({ length: 103 }, (_, index) =>
      failing("no", { name: `case ${index}`, at: "one" }),
    );
    const text = textOf(runOf(scenarios));
    expect(text.match(/= replay/g)).toHaveLength(100);
    expect(text).toContain("\nand 3 more\n");
  });

  test("names the slowest when much is asked for", () => {
    const scenarios = [5, 900, 3, 70, 2, 1, 8].map((wallMs, index) => ({
      name: `case ${index}`,
      at: "one",
      wallMs,
    }));
    const [, slowest = ""] = textOf(runOf(scenarios), { verbosity: "verbose" }).split("Slowest");
    const names = [...slowest.matchAll(/ {2}(\S+) {2}scenarios\/a\.drs:1 {2}case (\d)/g)];
    expect(names.map(([, time, name]) => `${name} ${time}`)).toEqual([
      "1 0.90s",
      "3 70ms",
      "6 8ms",
      "0 5ms",
      "2 3ms",
    ]);
  });

  test("says that the run was interrupted, also when nobody said how it ended", () => {
    const words = "Interrupted: what had finished is above and in the reports.";
    const named = [{ name: "one" }];
    expect(lastLine(textOf(runOf(named, { interrupted: true })))).toBe(words);
    const cut = textOf(runOf(named).slice(0, 4));
    expect(cut).toContain("✓ scenarios/a.drs (1)");
    expect(lastLine(cut)).toBe(words);
  });

  test("tells a failure without a reason from one that tests nothing", () => {
    const bare = runOf([{ name: "one", result: result({ verdict: "failed" }) }]);
    expect(textOf(bare)).toContain("failed: one — no reason given");
    const vacuous = [{ message: "`never x` was never tested", span: SPAN }];
    const empty = runOf([{ name: "one", result: result({ verdict: "failed", vacuous }) }]);
    expect(textOf(empty)).toContain("failed: one — tests nothing");
    expect(textOf(empty)).toContain("= warning: `never x` was never tested");
  });
});

describe("verbosity", () => {
  test("quiet shows failures and the summary", () => {
    expect(textOf(passingRun(), { verbosity: "quiet" }).split("\n")).toHaveLength(2);
    expect(textOf(sampleRun(), { verbosity: "quiet" })).toMatch(/^── Failures/);
  });

  test("verbose shows each scenario with its seed, and knobs where they change", () => {
    const text = textOf(sampleRun(), { verbosity: "verbose" });
    expect(text).toContain(
      "  ✓ a closed tape drive lets the machine fall silent  2ms · 1.83s virtual · seed 42\n" +
        "    sun-enterprise profile=ultra suspend-retries=3\n",
    );
    expect(text).toContain("  ○ drives of the next generation (needs st9)");
    expect(text).toContain("  ✓ known to fail (failed as expected: card 2 loses its key)");
    expect(text.match(/ {4}sun-enterprise profile=ultra/g)).toHaveLength(1);
  });
});
