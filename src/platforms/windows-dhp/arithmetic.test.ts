import fc from "fast-check";
import { expect, test } from "vitest";
import type { Played } from "../../app/testing/play-text.ts";
import { playText } from "../../app/testing/play-text.ts";
import { eventName } from "../../model/kinds.ts";
import { PLATFORMS } from "../registry.ts";

// What queueing, trees and copying come to can be worked out with a pencil; the simulation must come to the same.

const SECOND = 1e9;
const MS = 1e6;

/** Times of the events of a kind, of one component or of any. */
function timesOf({ trace, names }: Played, kind: string, name?: string): readonly number[] {
  return trace
    .filter((event) => eventName(event.kind) === kind)
    .filter(({ subject }) => name === undefined || names[subject] === name)
    .map(({ time }) => time);
}

const first = (played: Played, kind: string, name?: string): number =>
  timesOf(played, kind, name)[0] ?? Number.NaN;

/** When a phase of the only operation began, or was undone. */
function phaseAt({ trace }: Played, id: string): number {
  const event = trace.find(({ kind, text }) => eventName(kind) === "phase" && text === id);
  return event?.time ?? Number.NaN;
}

const quiesceTime = (played: Played): number => phaseAt(played, "P5") - phaseAt(played, "P4");
const quiescedTime = (played: Played): number => phaseAt(played, "P8") - phaseAt(played, "P5");
const wakeTime = (played: Played): number => phaseAt(played, "P9") - phaseAt(played, "P8");

function passed(text: string): Played {
  const played = playText(text, PLATFORMS);
  const { failures } = played.result;
  const broken = failures.filter(({ rule }) => rule !== "WIN-TO-01");
  expect(
    broken.map(({ message }) => message),
    text,
  ).toEqual([]);
  return played;
}

const PARTITION = (size = "8GiB"): string =>
  `unit CPU0 { processor 0 }; unit MEM1 { memory ${size} }; spare MEMS { memory ${size} }`;

// ---- trees

interface Node {
  readonly d3: number;
  readonly d0: number;
  readonly children: readonly Node[];
}

const nodeOf = (depth: number): fc.Arbitrary<Node> =>
  fc.record({
    d3: fc.integer({ min: 0, max: 2000 }),
    d0: fc.integer({ min: 0, max: 2000 }),
    children: depth === 0 ? fc.constant([]) : fc.array(nodeOf(depth - 1), { maxLength: 3 }),
  });

/** down_done(d) and up_done(d) from the beginning of their pass, in milliseconds. */
const down = ({ d3, children }: Node): number => d3 + Math.max(0, ...children.map(down));
const up = ({ d0, children }: Node): number => d0 + Math.max(0, ...children.map(up));

function treeText(roots: readonly Node[]): string {
  let count = 0;
  const drivers: string[] = [];
  const write = ({ d3, d0, children }: Node): string => {
    const id = count++;
    drivers.push(`driver r${id} { D3 takes ${d3}ms; D0 takes ${d0}ms }`);
    return `device V${id} : any using r${id} { ${children.map(write).join("; ")} }`;
  };
  const devices = roots.map(write).join("; ");
  return `topology { ${PARTITION()}; ${devices} }\n${drivers.join("\n")}`;
}

test("the times to quiesce and to wake are those of the longest ways through the tree", () => {
  const holds = (roots: readonly Node[]): void => {
    const text = `platform windows-dhp { power-irp-workers 1000 }
${treeText(roots)}
scenario "tree" { at 1s replace MEM1 with MEMS as r; expect r succeeded }`;
    const played = passed(text);
    expect(quiesceTime(played), text).toBe(Math.max(...roots.map(down)) * MS);
    expect(wakeTime(played), text).toBe(Math.max(...roots.map(up)) * MS);
  };
  fc.assert(fc.property(fc.array(nodeOf(3), { minLength: 1, maxLength: 3 }), holds), {
    numRuns: 100,
    seed: 5,
  });
}, 60_000);

test("stacks on few workers go down in rounds, inrush devices come up one by one", () => {
  const setting = fc.record({
    count: fc.integer({ min: 1, max: 30 }),
    workers: fc.integer({ min: 1, max: 9 }),
    ms: fc.integer({ min: 1, max: 3000 }),
  });
  const holds = ({ count, workers, ms }: { count: number; workers: number; ms: number }): void => {
    const devices = Array.from(
      { length: count },
      (_, id) => `device V${id} : any using d { inrush }`,
    );
    const text = `platform windows-dhp { power-irp-workers ${workers} }
topology { ${PARTITION()}; ${devices.join("; ")} }
driver d { D3 takes ${ms}ms; D0 takes ${ms}ms }
scenario "level" { at 1s replace MEM1 with MEMS as r; expect r succeeded }`;
    const played = passed(text);
    expect(quiesceTime(played), text).toBe(Math.ceil(count / workers) * ms * MS);
    expect(wakeTime(played), text).toBe(count * ms * MS);
  };
  fc.assert(fc.property(setting, holds), { numRuns: 60, seed: 6 });
}, 60_000);

// ---- copying

test("the quiesced time is what has been written, over the bandwidth, and the constant parts", () => {
  const setting = fc.record({
    memory: fc.integer({ min: 1, max: 256 }),
    bandwidth: fc.integer({ min: 1, max: 32 }),
    dirty: fc.integer({ min: 0, max: 20 }),
    workingSet: fc.integer({ min: 0, max: 64 }),
    state: fc.integer({ min: 0, max: 20 }),
    swap: fc.integer({ min: 0, max: 20 }),
    isPassive: fc.boolean(),
    isMirrored: fc.boolean(),
  });
  type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;
  const holds = (s: Setting): void => {
    const text = `platform windows-dhp {
  copy-bandwidth ${s.bandwidth}GiB; dirty-rate ${s.dirty}GiB; working-set ${s.workingSet}GiB
  processor-state-time ${s.state}ms; swap-time ${s.swap}ms; passive-copy ${s.isPassive}
}
topology { ${PARTITION(`${s.memory}GiB`)}; device V0 : any }
chipset { ${s.isMirrored ? "mirrors memory in hardware" : `Swap takes ${s.swap}ms`} }
scenario "copy" { at 1s replace MEM1 with MEMS as r; expect r succeeded }`;
    const passive = s.memory / s.bandwidth;
    const left = s.isPassive ? Math.min(s.workingSet, s.dirty * passive, s.memory) : s.memory;
    const copied = s.isMirrored ? 0 : (left / s.bandwidth) * SECOND;
    const constant = (s.state + s.swap) * MS;
    expect(Math.abs(quiescedTime(passed(text)) - copied - constant), text).toBeLessThanOrEqual(2);
  };
  fc.assert(fc.property(setting, holds), { numRuns: 100, seed: 7 });
}, 60_000);

// ---- queues

interface Load {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of service. */
  readonly service: number;
  /** Milliseconds. */
  readonly d3: number;
  readonly copy: number;
  readonly d0: number;
  readonly patience: number;
  readonly isFrozen: boolean;
}

/** Loads that the device can carry: rate · service < 0.7. Nearer to 1 the formulas, which know no single requests, are coarse. */
const load: fc.Arbitrary<Load> = fc
  .record({
    rate: fc.integer({ min: 5, max: 120 }),
    share: fc.double({ min: 0.05, max: 0.7, noNaN: true }),
    d3: fc.integer({ min: 200, max: 4000 }),
    copy: fc.integer({ min: 0, max: 4000 }),
    d0: fc.integer({ min: 200, max: 4000 }),
    patience: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
    isFrozen: fc.boolean(),
  })
  .map(({ rate, share, d3, copy, d0, patience, isFrozen }) => {
    const service = Math.max(1, Math.floor((share / rate) * 1e6));
    const held = d3 + (isFrozen ? 0 : copy) + d0;
    const time = Math.max(1, Math.round(held * patience));
    return { rate, service, d3, copy, d0, patience: time, isFrozen };
  });

/** The copy takes exactly as long as is wanted: all of it happens in the quiesced time. */
const loadText = ({ rate, service, d3, copy, d0, patience, isFrozen }: Load, more = ""): string =>
  `platform windows-dhp {
  clock-in-quiesce ${isFrozen ? "frozen" : "running"}; freeze-user-at ${isFrozen ? "P5" : "never"}
  processor-state-time ${copy}ms; swap-time 0s; copy-bandwidth 1024GiB; stop-grace 0s
}
topology { ${PARTITION("1B")}; device V0 : any using d }
driver d { D3 takes ${d3}ms; D0 takes ${d0}ms }
workload app on V0 { rate ${rate}/s; takes ${service}us; times out after ${patience}ms; ${more} }
scenario "load" { at 2s replace MEM1 with MEMS as r; run for 45s; expect r succeeded }`;

/** Two requests at the ends of a stretch may fall on either side. */
const NEARLY = 1.001;

test("exactly those time out that arrive in the first (H + s − T) / (1 − λ/µ) of the hold", () => {
  const holds = (given: Load): void => {
    const { rate, service, d3, copy, d0, patience, isFrozen } = given;
    const played = passed(loadText(given));
    const held = (d3 + d0 + (isFrozen ? 0 : copy)) / 1000;
    const seconds = service / 1e6;
    const stretch = (held + seconds - patience / 1000) / (1 - rate * seconds);
    const arriving = Math.min(Math.max(0, stretch), Math.max(held, stretch));
    const found = timesOf(played, "io-timed-out").length;
    expect(Math.abs(found - arriving * rate), loadText(given)).toBeLessThanOrEqual(NEARLY);
  };
  fc.assert(fc.property(load, holds), { numRuns: 100, seed: 8 });
}, 120_000);

test("timed from dispatch nothing times out that is served in time", () => {
  const holds = (given: Load): void => {
    const isPatient = given.patience * 1000 > given.service;
    const played = passed(loadText(given, "timed from dispatch"));
    if (isPatient) expect(timesOf(played, "io-timed-out"), loadText(given)).toEqual([]);
  };
  fc.assert(fc.property(load, holds), { numRuns: 40, seed: 9 });
}, 120_000);

test("the backlog is λ·H, and it is gone N / (µ − λ) after the release", () => {
  const holds = (given: Load): void => {
    const text = loadText({ ...given, patience: 100_000 });
    const played = passed(text);
    const { rate, service, d3, copy, d0, isFrozen } = given;
    const start = first(played, "held", "V0");
    const release = first(played, "released", "V0");
    expect(release - start, text).toBe((d3 + copy + d0) * MS);
    const backlog = backlogAt(played, release);
    const arriving = ((d3 + d0 + (isFrozen ? 0 : copy)) / 1000) * rate;
    expect(Math.abs(backlog - arriving), text).toBeLessThanOrEqual(NEARLY + 1);
    const drained = (backlog / (1e6 / service - rate)) * SECOND;
    const slack = (SECOND / rate + service * 1000) / (1 - (rate * service) / 1e6);
    expect(Math.abs(emptyAfter(played, release) - release - drained), text).toBeLessThanOrEqual(
      2 * slack,
    );
  };
  fc.assert(fc.property(load, holds), { numRuns: 60, seed: 10 });
}, 120_000);

/** Requests issued and not completed at a moment. */
const backlogAt = (played: Played, moment: number): number =>
  timesOf(played, "io-issued").filter((time) => time <= moment).length -
  timesOf(played, "io-completed").filter((time) => time <= moment).length;

/** The first moment from then on at which everything issued has completed. */
function emptyAfter(played: Played, from: number): number {
  const issued = timesOf(played, "io-issued");
  const completed = timesOf(played, "io-completed");
  const at = completed.findIndex(
    (time, index) => time > from && (issued[index + 1] ?? Number.POSITIVE_INFINITY) > time,
  );
  return completed[at] ?? Number.NaN;
}
