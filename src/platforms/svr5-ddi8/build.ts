import { integerIn, numberIn, numberOr, textIn, textOr } from "../../kit/args.ts";
import type { ComponentId, ComponentSpec } from "../../model/component.ts";
import { component, NOBODY } from "../../model/component.ts";
import { START } from "../../model/lifecycle.ts";
import type { Delivery, Platform } from "../../model/platform.ts";
import type { Args, Fact } from "../../model/vocabulary.ts";
import type { Options } from "./knobs.ts";
import type { Planned } from "./program.ts";
import { program } from "./program.ts";
import { NOTHING_READ, READING_CLASS } from "./resmgr/reading.ts";
import type { Database, RecordData } from "./resmgr/records.ts";
import { withValue } from "./resmgr/records.ts";
import { RESMGR_CLASS, resmgrWith } from "./resmgr/resmgr.ts";
import type { ProgramStep, Step } from "./resmgr/steps.ts";

/** The resource manager is the first component; what programs read comes right after it. */
const RESMGR: ComponentId = 0;

/** Entry points whose writes are not bound by what drivers may do. */
const PRIVILEGED: ReadonlySet<string> = new Set(["HPCI", "dcu", "netcfg", "resmgr"]);

/** Who exists in a scenario, by name. */
interface Roster {
  readonly records: readonly string[];
  readonly readings: readonly string[];
  readonly signals: readonly string[];
}

/** Builds the world of one scenario: the resource manager, readings, and a program for each `start`. */
export const build: Platform["build"] = (input) => {
  const options = input.options as unknown as Options;
  const of = (form: string): readonly Fact[] =>
    input.declarations.filter((fact) => fact.form === form);
  const contexts = of("context");
  const roster = rosterOf(of("record"), contexts);
  const steps: ProgramStep[] = [];
  const plans = new Map(
    contexts.map((fact) => [textIn(fact.args, "name"), planOf(fact, roster, steps)]),
  );
  const config = { options, steps, names: roster.records };
  const initial = resmgrWith(databaseOf(of("record"), roster));
  const components: ComponentSpec[] = [
    component({ name: "resmgr", kind: "resmgr", class: RESMGR_CLASS, config, initial }),
    ...roster.readings.map((name) =>
      component({
        name,
        kind: "reading",
        class: READING_CLASS,
        config: null,
        initial: NOTHING_READ,
      }),
    ),
  ];
  const deliveries = input.timeline.map(({ action, label }): readonly Delivery[] => {
    const context = textIn(action.args, "context");
    const planned = plans.get(context) ?? [];
    components.push(program(label, context, planned, RESMGR, options.watchdog));
    return [{ to: components.length - 1, kind: START }];
  });
  return { world: { components, deliveries, initially: [], faulted: false } };
};

function rosterOf(records: readonly Fact[], contexts: readonly Fact[]): Roster {
  const steps = contexts.flatMap(({ body }) => body);
  const named = (name: string, forms: readonly string[]): readonly string[] =>
    steps.flatMap(({ form, args }) =>
      forms.includes(form) && args[name] !== undefined ? [textIn(args, name)] : [],
    );
  return {
    records: [
      ...new Set([
        ...records.map(({ args }) => textIn(args, "name")),
        ...named("key", ["new-key"]),
      ]),
    ],
    readings: named("reading", ["read", "count", "add", "delete"]),
    signals: [...new Set(named("signal", ["await", "signal"]))],
  };
}

function databaseOf(facts: readonly Fact[], { records }: Roster): Database {
  const declared = new Map(
    facts.map(({ args, body }) => [
      textIn(args, "name"),
      body.reduce<RecordData>(
        (record, row) => withValue(record, textIn(row.args, "param"), integerIn(row.args, "value")),
        {},
      ),
    ]),
  );
  return records.map((name) => declared.get(name) ?? null);
}

/** What a context does, with every step of the resource manager entered into the list of all. */
function planOf({ args, body }: Fact, roster: Roster, steps: ProgramStep[]): readonly Planned[] {
  const entry = textOr(args, "entry", "");
  const isInterrupt = entry === "interrupt";
  const isPrivileged = PRIVILEGED.has(entry);
  const enter = (form: string, step: Step): Planned => {
    steps.push({ step, isInterrupt, isPrivileged });
    return { form, step: steps.length - 1 };
  };
  return [
    ...body.map(
      (fact): Planned =>
        fact.form === "wait"
          ? { form: "wait", time: numberIn(fact.args, "time") }
          : enter(fact.form, stepOf(fact, roster)),
    ),
    enter("leave", { kind: "leave" }),
  ];
}

const LARGE = Number.MAX_SAFE_INTEGER;

function stepOf({ form, args }: Fact, roster: Roster): Step {
  const key = (): number => roster.records.indexOf(textIn(args, "key"));
  const param = (): string => textIn(args, "param");
  switch (form) {
    case "begin":
      return {
        kind: "begin",
        key: key(),
        mode: textIn(args, "mode") === "read" ? "read" : "write",
      };
    case "new-key":
      return { kind: "new", key: key(), parent: roster.records.indexOf(textIn(args, "parent")) };
    case "read": {
      const [at, buffer] = [numberOr(args, "at", 0), numberOr(args, "buffer", LARGE)];
      return {
        kind: "read",
        key: key(),
        param: param(),
        at,
        buffer,
        into: readingOf(args, roster),
      };
    }
    case "count":
      return { kind: "count", key: key(), param: param(), into: readingOf(args, roster) };
    case "add":
    case "add-read": {
      const from = form === "add" ? NOBODY : idOfReading(textIn(args, "from"), roster);
      const value = { reading: from, number: integerIn(args, "value") };
      return { kind: "add", key: key(), param: param(), value, into: readingOf(args, roster) };
    }
    case "delete":
      return { kind: "delete", key: key(), param: param(), into: readingOf(args, roster) };
    case "delete-key":
      return { kind: "delete-key", key: key() };
    case "end":
    case "abort":
      return { kind: form, key: key() };
    default:
      return {
        kind: form === "await" ? "await" : "signal",
        signal: roster.signals.indexOf(textIn(args, "signal")),
      };
  }
}

const readingOf = (args: Args, roster: Roster): ComponentId =>
  args["reading"] === undefined ? NOBODY : idOfReading(textIn(args, "reading"), roster);

const idOfReading = (name: string, { readings }: Roster): ComponentId =>
  RESMGR + 1 + readings.indexOf(name);
