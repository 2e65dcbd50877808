import fc from "fast-check";
import { expect, test } from "vitest";
import type { Played } from "../../app/testing/play-text.ts";
import { playText } from "../../app/testing/play-text.ts";
import { eventName } from "../../model/kinds.ts";
import { PLATFORMS } from "../registry.ts";

// Random programs under every conforming setting come to what a model comes to that knows no locks: transactions that write
// happen one after the other, in the order in which they end, and those that read see what was committed when they began.

const KEYS = ["k0", "k1", "k2"];
const PARAMS = ["A", "B"];

interface Access {
  readonly kind: "read" | "count" | "add" | "delete" | "wait";
  readonly param: string;
  readonly number: number;
}

interface Txn {
  readonly key: string;
  readonly mode: "read" | "write";
  readonly accesses: readonly Access[];
  readonly isAborted: boolean;
}

interface Program {
  readonly at: number;
  readonly txns: readonly Txn[];
}

const access: fc.Arbitrary<Access> = fc.record({
  kind: fc.constantFrom("read", "count", "add", "delete", "wait"),
  param: fc.constantFrom(...PARAMS),
  number: fc.integer({ min: 1, max: 9 }),
});

const txn: fc.Arbitrary<Txn> = fc
  .record({
    key: fc.constantFrom(...KEYS),
    mode: fc.constantFrom("read" as const, "write" as const),
    accesses: fc.array(access, { maxLength: 5 }),
    isAborted: fc.boolean(),
  })
  .map((one) => ({
    ...one,
    accesses:
      one.mode === "write"
        ? one.accesses
        : one.accesses.filter(({ kind }) => kind !== "add" && kind !== "delete"),
  }));

const programs = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 6 }),
    txns: fc.array(txn, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const setting = fc.record({
  scope: fc.constantFrom("global", "per-key"),
  readers: fc.constantFrom("block", "snapshot"),
  grant: fc.constantFrom("fifo", "lifo", "random", "reader-pref", "writer-pref"),
});

const readingOf = (program: number, at: number, step: number): string =>
  `r${program}x${at}x${step}`;

function stepsOf(
  program: number,
  at: number,
  { key, mode, accesses, isAborted }: Txn,
): readonly string[] {
  const steps = accesses.map(({ kind, param, number }, step) => {
    const into = readingOf(program, at, step);
    if (kind === "wait") return `wait ${number}ms`;
    if (kind === "add") return `add ${param} ${number} to ${key}`;
    return kind === "delete"
      ? `delete ${param} of ${key}`
      : `${kind} ${param} of ${key} into ${into}`;
  });
  return [`begin ${key} to ${mode}`, ...steps, `${isAborted ? "abort" : "end"} ${key}`];
}

type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

const textOf = (
  all: readonly Program[],
  { scope, readers, grant }: Setting,
  expected: string,
): string => `
platform svr5-ddi8 { scope ${scope}; readers ${readers}; grant ${grant}; hold-warn 1h }
${KEYS.map((key) => `record ${key} { value A 1 }`).join("\n")}
${all
  .map(
    ({ txns }, index) =>
      `context c${index} { ${txns.flatMap((one, at) => stepsOf(index, at, one)).join("; ")} }`,
  )
  .join("\n")}
scenario "random" {
${all.map(({ at }, index) => `  at ${at}ms start c${index} as p${index}`).join("\n")}
  expect { ${expected} }
}`;

type Database = Map<string, readonly number[]>;

/** What a reading must hold. */
type Found = Map<string, readonly [result: string, value: number, count: number]>;

/** What every reading must hold, by name. */
function expectedOf(all: readonly Program[], { trace, names }: Played): Found {
  const database: Database = new Map(KEYS.map((key) => [`${key} A`, [1]]));
  const found: Found = new Map();
  const next = all.map(() => 0);
  for (const { kind, subject, text } of trace) {
    const what = MOMENTS[eventName(kind)];
    const program = Number(names[subject]?.slice(1));
    const at = next[program] ?? 0;
    const one = all[program]?.txns[at];
    if (what === undefined || one === undefined) continue;
    if (what !== "begun") next[program] = at + 1;
    if ((text === "read") !== (what === "begun")) continue;
    serve(one, what === "ended" ? database : new Map(database), [program, at], found);
  }
  return found;
}

/** Whoever reads sees what is there when it begins, whoever writes what is there when it ends. */
const MOMENTS: Readonly<Record<string, "begun" | "ended" | "aborted">> = {
  "transaction-begun": "begun",
  "transaction-ended": "ended",
  "transaction-aborted": "aborted",
};

/** One transaction by itself. */
function serve(
  { key, accesses }: Txn,
  database: Database,
  [program, at]: readonly [number, number],
  found: Found,
): void {
  for (const [step, access] of accesses.entries()) {
    const place = `${key} ${access.param}`;
    const values = database.get(place) ?? [];
    const { kind } = access;
    if (kind === "read") found.set(readingOf(program, at, step), held(values[0], values));
    if (kind === "count") found.set(readingOf(program, at, step), held(values.at(-1), values));
    if (kind === "add") database.set(place, [...values, access.number]);
    if (kind === "delete") database.delete(place);
  }
}

const held = (value: number | undefined, { length }: readonly number[]) =>
  [value === undefined ? "ENOENT" : "ok", value ?? 0, length] as const;

/** Rules about style, which random programs break. */
const STYLE: ReadonlySet<string> = new Set(["SVR5-RM-06", "SVR5-RM-07"]);

const wrongIn = ({ result }: Played) =>
  result.failures.filter(({ rule = "" }) => !STYLE.has(rule)).map(({ message }) => message);

test("transactions are atomic, isolated and lost to nobody", () => {
  const holds = (all: readonly Program[], given: Setting): void => {
    const first = playText(textOf(all, given, "resmgr.open == 0; resmgr.waiting == 0"), PLATFORMS);
    expect(wrongIn(first)).toEqual([]);
    const expected = [...expectedOf(all, first)].map(
      ([name, [result, value, count]]) =>
        `${name}.result == ${result} and ${name}.value == ${value} and ${name}.count == ${count}`,
    );
    if (expected.length === 0) return;
    const text = textOf(all, given, expected.join("; "));
    expect(wrongIn(playText(text, PLATFORMS)), text).toEqual([]);
  };
  fc.assert(fc.property(programs, setting, holds), { numRuns: 400, seed: 8 });
}, 60_000);

test("what is left open, and what waits in the middle, is reported exactly there", () => {
  const holds = (all: readonly Program[], given: Setting, broken: number, manner: number): void => {
    const at = broken % all.length;
    const spoilt = textOf(all, { ...given, scope: "per-key" }, "resmgr.open >= 0").replace(
      `context c${at} { `,
      `context c${at} { ${manner === 0 ? "begin kx to write" : "begin kx to write; await never-told; end kx"}; `,
    );
    const text = spoilt.replace("record k0", "record kx {}\nrecord k0");
    const rules = playText(text, PLATFORMS).result.failures.flatMap(({ rule, message }) =>
      rule === "SVR5-RM-03" || rule === "SVR5-RM-04" ? [`${rule} ${message.split(" ")[0]}`] : [],
    );
    const wanted = manner === 0 ? `SVR5-RM-03 p${at}` : `SVR5-RM-04 p${at}`;
    expect([...new Set(rules)], text).toEqual([wanted]);
  };
  const manner = fc.integer({ min: 0, max: 1 });
  fc.assert(fc.property(programs, setting, fc.nat(), manner, holds), { numRuns: 200, seed: 9 });
}, 60_000);
