import { expect, test } from "vitest";
import type { Recorded } from "../engine/run.ts";
import { record } from "../engine/run.ts";
import { eventName } from "../model/kinds.ts";
import type { ScenarioPlan, TimelineItem } from "../model/plan.ts";
import type { Args, Fact } from "../model/vocabulary.ts";
import { PLATFORMS } from "../platforms/registry.ts";

// The toy machine in the real engine, without the language: facts go in, the trace comes out.

const MS = 1_000_000;
const SPAN = { file: "toy.drs", start: 0, end: 0 };
const OPTIONS = { "hold-time": 50 * MS, watchdog: 10_000 * MS };

const fact = (form: string, args: Args = {}, body: readonly Fact[] = []): Fact => ({
  form,
  args,
  body,
  span: SPAN,
});

const at = (time: number, action: Fact, label?: string): TimelineItem => ({
  moment: { kind: "at", time: time * MS },
  action,
  span: SPAN,
  line: 1,
  ...(label === undefined ? {} : { label }),
});

const QUIESCE = fact("quiesce");

const TOPOLOGY = fact("topology", {}, [
  fact("bus", { name: "b0" }, [
    fact("device", { name: "sd0", driver: "sd" }),
    fact("device", { name: "st0", driver: "st" }),
  ]),
  fact("device", { name: "x0" }),
]);

const WORKLOAD = fact("workload", { name: "db", target: "sd0" }, [
  fact("workload-every", { period: 5 * MS }),
  fact("workload-takes", { time: 2 * MS }),
]);

const fault = (target: string, behaviour: Fact, extent: Args = {}): Fact =>
  fact("fault", { target, behaviour, ...extent });

interface Played extends Recorded {
  readonly says: (...kinds: readonly string[]) => readonly string[];
}

function play(declarations: readonly Fact[], timeline: readonly TimelineItem[]): Played {
  const platform = PLATFORMS.toy;
  const built = platform.build({
    options: OPTIONS,
    declarations: [TOPOLOGY, ...declarations],
    timeline: timeline.map(({ action, label = "" }) => ({ action, label })),
  });
  if ("problems" in built) throw new Error(built.problems[0]?.message);
  const plan: ScenarioPlan = {
    file: "toy.drs",
    title: "toy",
    name: "toy",
    row: [],
    tags: [],
    span: SPAN,
    line: 1,
    platform: "toy",
    options: OPTIONS,
    declarations: [],
    timeline,
    orders: [],
    conditions: [],
    expectations: [],
    choices: [],
  };
  const limits = { maxEvents: 1_000_000, maxTime: 3_600_000 * MS, checking: true };
  const faults: unknown[] = [];
  const onFault = (problem: unknown) => faults.push(problem);
  const recorded = record(plan, built.world, { platform, seed: 1, ...limits, onFault });
  if (faults.length > 0) throw faults[0];
  const nameOf = (id: number) => built.world.components[id]?.name ?? "-";
  const says = (...kinds: readonly string[]) =>
    recorded.trace
      .filter(({ kind }) => kinds.includes(eventName(kind)))
      .map(({ subject, text }) => (text === "" ? nameOf(subject) : `${nameOf(subject)} ${text}`));
  return { ...recorded, says };
}

test("every device is suspended and resumed in the reverse order", () => {
  const { result, says } = play([], [at(100, QUIESCE, "first")]);
  expect(result.verdict).toBe("passed");
  expect(says("toy-suspend")).toEqual(["sd0", "st0", "b0", "x0"]);
  expect(says("toy-resume")).toEqual(["x0", "b0", "st0", "sd0"]);
  expect(says("console")).toEqual(["first quiesce: done"]);
  expect(result.virtualTime).toBe(150 * MS);
});

test("a device that is open refuses, and what had suspended is resumed", () => {
  const stubborn = fact("driver", { name: "st" }, [fact("refuses", { "while-open": true })]);
  const tar = fact("process", { name: "tar" }, [fact("opens", { device: "st0", from: 10 * MS })]);
  const kill = fact("kill", { process: "tar" });
  const { result, says } = play(
    [stubborn, tar],
    [at(100, QUIESCE, "first"), at(200, kill), at(300, QUIESCE, "second")],
  );
  expect(result.verdict).toBe("passed");
  expect(says("refused")).toEqual(["st0 BUSY: st0: open"]);
  expect(says("toy-suspend", "toy-resume").slice(0, 2)).toEqual(["sd0", "sd0"]);
  expect(says("console")).toEqual(["first quiesce: st0: open", "second quiesce: done"]);
});

test("requests wait while the device is suspended, and each ends once", () => {
  const { result, trace } = play([WORKLOAD], [at(100, QUIESCE, "first")]);
  expect(result.verdict).toBe("passed");
  const times = (wanted: string) =>
    trace.filter(({ kind }) => eventName(kind) === wanted).map(({ time }) => time / MS);
  expect(times("io-issued").length).toBe(times("io-completed").length);
  expect(times("io-completed").filter((time) => time > 100 && time < 150)).toEqual([]);
  expect(times("io-completed").slice(19, 22)).toEqual([152, 154, 156]);
});

test("two operations at once: the second is refused", () => {
  const { says } = play([], [at(100, QUIESCE, "first"), at(120, QUIESCE, "second")]);
  expect(says("refused")).toEqual(["machine IN-PROGRESS: another operation is in progress"]);
});

// biome-ignore format: a table is read by rows and columns
const BREACHES = [
  // behaviour                       rule      outcome
  [fact("works-on"),                 "TOY-01", "quiesce: done"],
  [fact("drops-requests"),           "TOY-02", "quiesce: done"],
  [fact("hangs"),                    "TOY-03", "quiesce: no answer in phase suspend"],
  [fact("fails-resume"),             "TOY-04", "quiesce: sd0: did not resume"],
] as const;

for (const [behaviour, rule, message] of BREACHES) {
  test(`${rule} is broken by ${behaviour.form}, as a fault and as a driver`, () => {
    const driver = fact("driver", { name: "sd" }, [behaviour]);
    for (const declaration of [driver, fault("sd0", behaviour)]) {
      const { result, says } = play([WORKLOAD, declaration], [at(100, QUIESCE, "first")]);
      expect(result.failures.map((failure) => failure.rule)).toContain(rule);
      expect(says("console")).toEqual([`first ${message}`]);
    }
  });
}

test("dropped requests are lost, and the world still comes to an end", () => {
  const drops = fault("sd0", fact("drops-requests"), { times: 3 });
  const { result, says } = play([WORKLOAD, drops], [at(100, QUIESCE, "first")]);
  expect(says("io-lost").length).toBe(3);
  expect(result.virtualTime).toBeLessThan(200 * MS);
});

test("a fault that is over by then makes no difference, and the result says so", () => {
  const early = fault("sd0", fact("refuses"), { until: 50 * MS });
  const { result } = play([early], [at(100, QUIESCE, "first")]);
  expect(result.verdict).toBe("passed");
  expect(result.vacuous.length).toBe(1);
});

test("a fault of the timeline strikes as often as it says", () => {
  const now = fact("fault-now", { target: "sd0", behaviour: fact("refuses"), once: true });
  const { says } = play([], [at(50, now), at(100, QUIESCE, "first"), at(200, QUIESCE, "second")]);
  expect(says("console")).toEqual(["first quiesce: sd0: refused", "second quiesce: done"]);
});
