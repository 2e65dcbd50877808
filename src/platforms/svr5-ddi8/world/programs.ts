import { integerIn, numberIn, numberOr, textIn, textOr } from "../../../kit/args.ts";
import type { ComponentId } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import type { Args, Fact } from "../../../model/vocabulary.ts";
import type { ScriptStep } from "../components/instance-state.ts";
import type { Planned } from "../operations/program.ts";
import type { ProgramStep, Step } from "../resmgr/steps.ts";
import { OWN } from "../resmgr/steps.ts";
import type { Roster } from "./roster.ts";
import { RESMGR } from "./roster.ts";

/** Who may write what drivers may not. [CMP] */
const PRIVILEGED: ReadonlySet<string> = new Set(["HPCI", "dcu", "netcfg", "resmgr", "idresadd"]);

/** Every step of the resource manager that anybody's program has, by its number. */
export class StepList {
  readonly steps: ProgramStep[] = [];

  /** Enters a step of a program that runs in this entry point. */
  enter(step: Step, entry: string): number {
    const isInterrupt = entry === "interrupt";
    this.steps.push({ step, isInterrupt, isPrivileged: PRIVILEGED.has(entry), entry });
    return this.steps.length - 1;
  }
}

/** What a context does. */
export function planOf({ args, body }: Fact, roster: Roster, list: StepList): readonly Planned[] {
  const entry = textOr(args, "entry", "");
  const planned = body.map((fact): Planned => {
    if (fact.form === "wait") return { form: "wait", time: numberIn(fact.args, "time") };
    return { form: fact.form, step: list.enter(stepOf(fact, roster), entry) };
  });
  return [...planned, { form: "leave", step: list.enter({ kind: "leave" }, entry) }];
}

/** What a driver does in one of its entry points. Its end is marked, so that its steps stand apart from others. */
export function scriptProgram(
  body: readonly Fact[],
  entry: string,
  roster: Roster,
  list: StepList,
): readonly ScriptStep[] {
  const withOwn: Names = { ...roster, own: OWN };
  const steps = body.map(
    (fact): ScriptStep =>
      fact.form === "wait"
        ? { wait: numberIn(fact.args, "time") }
        : list.enter(stepOf(fact, withOwn), entry),
  );
  list.enter({ kind: "leave" }, entry);
  return steps;
}

const LARGE = Number.MAX_SAFE_INTEGER;

/** The record that programs of drivers call `own`. */
export const OWN_NAME = "own";

/** What names in a program stand for. In a driver's program `own` is the record of the instance; elsewhere it is a name like others. */
interface Names extends Roster {
  readonly own?: number;
}

type Reader = (args: Args, names: Names) => Step;

const keyOf = (args: Args, { records, own }: Names, name = "key"): number => {
  const key = textIn(args, name);
  return key === OWN_NAME && own !== undefined ? own : records.indexOf(key);
};

const READERS: Readonly<Record<string, Reader>> = {
  begin: (args, roster) => ({
    kind: "begin",
    key: keyOf(args, roster),
    mode: textIn(args, "mode") === "read" ? "read" : "write",
  }),
  "new-key": (args, roster) => ({
    kind: "new",
    key: keyOf(args, roster),
    parent: keyOf(args, roster, "parent"),
  }),
  read: (args, roster) => ({
    kind: "read",
    key: keyOf(args, roster),
    param: textIn(args, "param"),
    at: numberOr(args, "at", 0),
    buffer: numberOr(args, "buffer", LARGE),
    into: readingOf(args, roster),
  }),
  count: (args, roster) => ({
    kind: "count",
    key: keyOf(args, roster),
    param: textIn(args, "param"),
    into: readingOf(args, roster),
  }),
  add: (args, roster) => adding(args, roster, NOBODY),
  "add-read": (args, roster) => adding(args, roster, idOfReading(textIn(args, "from"), roster)),
  delete: (args, roster) => ({
    kind: "delete",
    key: keyOf(args, roster),
    param: textIn(args, "param"),
    into: readingOf(args, roster),
  }),
  "delete-key": (args, roster) => ({ kind: "delete-key", key: keyOf(args, roster) }),
  end: (args, roster) => ({ kind: "end", key: keyOf(args, roster) }),
  abort: (args, roster) => ({ kind: "abort", key: keyOf(args, roster) }),
  await: (args, { signals }) => ({
    kind: "await",
    signal: signals.indexOf(textIn(args, "signal")),
  }),
  signal: (args, { signals }) => ({
    kind: "signal",
    signal: signals.indexOf(textIn(args, "signal")),
  }),
};

const stepOf = ({ form, args }: Fact, roster: Names): Step =>
  READERS[form]?.(args, roster) ?? { kind: "leave" };

const adding = (args: Args, roster: Names, reading: ComponentId): Step => ({
  kind: "add",
  key: keyOf(args, roster),
  param: textIn(args, "param"),
  value: { reading, number: integerIn(args, "value") },
  into: readingOf(args, roster),
});

const readingOf = (args: Args, roster: Roster): ComponentId =>
  args["reading"] === undefined ? NOBODY : idOfReading(textIn(args, "reading"), roster);

const idOfReading = (name: string, { readings }: Roster): ComponentId =>
  RESMGR + 1 + readings.indexOf(name);
