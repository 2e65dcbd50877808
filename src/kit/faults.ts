import type { ComponentId } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import type { BuildInput, Delivery } from "../model/platform.ts";
import type { Args, Fact, Form } from "../model/vocabulary.ts";
import { factIn, hasFlag, numberOr, textIn } from "./args.ts";
import type { Behaviours, Fault } from "./behaviours.ts";
import { FAULT_DECLARED, FAULT_ON } from "./behaviours.ts";

/** Where a platform's behaviour forms are used, and on whom. */
export interface FaultWords {
  /** The behaviours, declared once: what a driver's block says and what a fault can be. */
  readonly forms: readonly Form[];
  /** The context that they make up, `driver`. */
  readonly context: string;
  /** Kinds of entity that can be faulty, `device` or `device/slot`. */
  readonly targets: string;
  /** A whole `fault` statement of the platform: `fault st4 refuses suspend`. */
  readonly example: string;
}

const EXTENT = "[until <until:moment>] [once] [<times:integer> times]";

/** The `fault` declaration: for a whole run, or from, until and as often as it says. */
export function faultDeclaration(words: FaultWords): Form {
  return {
    id: "fault",
    pattern: `fault <target:${words.targets}> <behaviour:phrase ${words.context}> [at <from:moment>] ${EXTENT}`,
    doc: "It behaves so, whatever its driver says: for the whole run, or from a moment, until a moment, or only so many times.",
    example: words.example,
    once: false,
    check: checkExtent,
  };
}

/** The `fault` of the timeline: it comes into force at the statement's own moment. */
export function faultAction(words: FaultWords): Form {
  return {
    id: "fault-now",
    pattern: `fault <target:${words.targets}> <behaviour:phrase ${words.context}> ${EXTENT}`,
    doc: "From now on it behaves so, whatever its driver says.",
    example: words.example,
    once: false,
    check: checkExtent,
  };
}

function checkExtent(args: Args): { readonly message: string; readonly help?: string } | undefined {
  if (hasFlag(args, "once") && args["times"] !== undefined) {
    return { message: "`once` and a number of times exclude each other" };
  }
  if (args["times"] !== undefined && numberOr(args, "times", 0) < 1) {
    return { message: "a fault strikes at least one time" };
  }
  const from = numberOr(args, "from", 0);
  const isEmpty = args["until"] !== undefined && numberOr(args, "until", 0) <= from;
  return isEmpty ? { message: "the fault is over before it begins" } : undefined;
}

/** All faults of a scenario, by whom they befall. */
export interface FaultPlan {
  /** What somebody does: a driver's own behaviours, and the faults that will befall it. */
  behavioursOf(target: string, own: readonly Fact[]): Behaviours;
  /** Brings the declared faults, at time zero. */
  initially(idOf: (target: string) => ComponentId): readonly Delivery[];
  /** What the timeline statement of this index delivers; nothing when it is no fault. */
  statement(index: number, idOf: (target: string) => ComponentId): readonly Delivery[];
  /** A fault was declared or will come, or one of the behaviours breaks a rule. */
  isFaulted(own: readonly Fact[]): boolean;
}

interface Planned {
  readonly target: string;
  readonly fault: Fault;
  /** Position among the faults of its target. */
  readonly index: number;
  /** Of the timeline; −1 for a declaration. */
  readonly statement: number;
}

/** Collects the `fault` facts of a scenario. `forms` are the platform's behaviour forms. */
export function planFaults(input: BuildInput, forms: readonly Form[]): FaultPlan {
  const planned = allFaults(input);
  const byTarget = new Map<string, Fault[]>();
  for (const { target, fault } of planned) {
    byTarget.set(target, [...(byTarget.get(target) ?? []), fault]);
  }
  // Devices of one driver give the same array, and share what is made of it.
  const conforming = new Map<readonly Fact[], Behaviours>();
  const ownOf = (own: readonly Fact[]): Behaviours => {
    const known = conforming.get(own) ?? { own: byForm(own), faults: [] };
    conforming.set(own, known);
    return known;
  };
  const breaking = breakingOf(forms);
  return {
    behavioursOf: (target, own) => {
      const faults = byTarget.get(target);
      return faults === undefined ? ownOf(own) : { own: ownOf(own).own, faults };
    },
    initially: (idOf) =>
      planned
        .filter(({ statement }) => statement < 0)
        .map(({ target, index }) => ({ to: idOf(target), kind: FAULT_DECLARED, a: index })),
    statement: (wanted, idOf) =>
      planned
        .filter(({ statement }) => statement === wanted)
        .map(({ target, index }) => ({ to: idOf(target), kind: FAULT_ON, a: index })),
    isFaulted: (own) => planned.length > 0 || own.some(({ form }) => breaking.has(form)),
  };
}

/** For each platform's table once: it is asked for every world. */
const BREAKING = new WeakMap<readonly Form[], ReadonlySet<string>>();

/** Forms that break a rule. */
function breakingOf(forms: readonly Form[]): ReadonlySet<string> {
  const known = BREAKING.get(forms);
  if (known !== undefined) return known;
  const ids = forms.filter(({ breaks }) => breaks !== undefined).map(({ id }) => id);
  const breaking = new Set(ids);
  BREAKING.set(forms, breaking);
  return breaking;
}

function allFaults({ declarations, timeline }: BuildInput): readonly Planned[] {
  const counts = new Map<string, number>();
  const planned: Planned[] = [];
  const add = ({ args }: Fact, statement: number) => {
    const target = textIn(args, "target");
    const index = counts.get(target) ?? 0;
    counts.set(target, index + 1);
    planned.push({ target, fault: faultIn(args), index, statement });
  };
  for (const fact of declarations) if (fact.form === "fault") add(fact, -1);
  for (const [index, { action }] of timeline.entries()) {
    if (action.form === "fault-now") add(action, index);
  }
  return planned;
}

function faultIn(args: Args): Fault {
  return {
    behaviour: factIn(args, "behaviour"),
    from: numberOr(args, "from", 0),
    until: numberOr(args, "until", NEVER),
    times: hasFlag(args, "once") ? 1 : numberOr(args, "times", 0),
  };
}

/** Facts by their form, each in written order. */
function byForm(facts: readonly Fact[]): Readonly<Record<string, readonly Fact[]>> {
  const grouped: Record<string, Fact[]> = {};
  for (const fact of facts) {
    grouped[fact.form] ??= [];
    grouped[fact.form]?.push(fact);
  }
  return grouped;
}
