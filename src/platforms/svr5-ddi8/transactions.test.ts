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
  /** `new` makes the record. */
  readonly mode: "read" | "write" | "new";
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

interface Drawn {
  readonly at: number;
  readonly txns: readonly Txn[];
  /** The transaction of this number makes a record of its own; −1: none does. */
  readonly makes: number;
  /** The transaction of this number is about the record of that program instead; −1: none is. */
  readonly borrows: number;
  readonly whose: number;
}

const drawn: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 6 }),
    txns: fc.array(txn, { minLength: 1, maxLength: 3 }),
    makes: fc.integer({ min: -1, max: 2 }),
    borrows: fc.integer({ min: -1, max: 2 }),
    whose: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const madeBy = (program: number): string => `n${program}`;

/** With records that programs make, so that others can look for them: before they are there, and after. */
const programs: fc.Arbitrary<readonly Program[]> = drawn.map((all) => {
  const makers = all.flatMap(({ makes, txns }, index) =>
    makes >= 0 && makes < txns.length ? [index] : [],
  );
  return all.map(({ at, txns, makes, borrows, whose }, index) => ({
    at,
    txns: txns.map((one, place): Txn => {
      if (place === makes) return { ...one, key: madeBy(index), mode: "new" };
      const maker = makers[whose % Math.max(1, makers.length)];
      return place === borrows && maker !== undefined ? { ...one, key: madeBy(maker) } : one;
    }),
  }));
});

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
  const begin = mode === "new" ? `new key ${key} under k0` : `begin ${key} to ${mode}`;
  return [begin, ...steps, `${isAborted ? "abort" : "end"} ${key}`];
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

/** Params by record and name; a record that is there is in it by its own name. */
type Database = Map<string, readonly number[]>;

/** What a reading must hold. */
type Found = Map<string, readonly [result: string, value: number, count: number]>;

/** What every reading must hold, by name. */
function expectedOf(all: readonly Program[], { trace, names }: Played): Found {
  const database: Database = new Map();
  for (const key of KEYS) database.set(key, []).set(`${key} A`, [1]);
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
  { key, mode, accesses }: Txn,
  database: Database,
  [program, at]: readonly [number, number],
  found: Found,
): void {
  if (mode === "new") make(key, database);
  for (const [step, access] of accesses.entries()) {
    const values = database.has(key) ? (database.get(`${key} ${access.param}`) ?? []) : undefined;
    const reading = readingOf(program, at, step);
    if (access.kind === "read") found.set(reading, held(values?.[0], values));
    if (access.kind === "count") found.set(reading, held(values?.at(-1), values));
    if (values !== undefined) change(`${key} ${access.param}`, values, access, database);
  }
}

function change(
  place: string,
  values: readonly number[],
  { kind, number }: Access,
  database: Database,
): void {
  if (kind === "add") database.set(place, [...values, number]);
  if (kind === "delete") database.delete(place);
}

/** A record without params, whatever there was before. */
function make(key: string, database: Database): void {
  for (const name of [...database.keys()]) if (name.startsWith(`${key} `)) database.delete(name);
  database.set(key, []);
}

/** A value, or why there is none: no such value, or no such record. */
const held = (value: number | undefined, values: readonly number[] | undefined) =>
  values === undefined
    ? (["EINVAL", 0, 0] as const)
    : ([value === undefined ? "ENOENT" : "ok", value ?? 0, values.length] as const);

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
