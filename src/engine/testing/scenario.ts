import type { ComponentSpec } from "../../model/component.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { ScenarioPlan, TimelineItem } from "../../model/plan.ts";
import type { Delivery, World } from "../../model/platform.ts";
import type { RunResult } from "../../model/verdict.ts";
import type { RunOptions } from "../run.ts";
import { run } from "../run.ts";
import { SPAN } from "./expressions.ts";
import { LAB } from "./lab.ts";

/** One statement: when, and what it delivers. */
export interface Statement {
  readonly when: TimelineItem["moment"];
  readonly does: readonly Delivery[];
  readonly label?: string;
}

/** A scenario of the lab, told briefly. */
export interface Script {
  readonly parts: readonly ComponentSpec[];
  readonly initially?: readonly Delivery[];
  readonly timeline?: readonly Statement[];
  readonly orders?: readonly (readonly [TypedExpr, TypedExpr])[];
  readonly expectations?: readonly ExpectationPlan[];
  readonly runFor?: number;
  readonly expectFailure?: string;
  readonly faulted?: boolean;
}

/** The plan of a script. */
export function planOf(script: Script): ScenarioPlan {
  const { timeline = [], orders = [], expectations = [], runFor, expectFailure } = script;
  return {
    file: "lab.drs",
    title: "t",
    row: [],
    name: "t",
    tags: [],
    span: SPAN,
    line: 1,
    platform: "lab",
    options: {},
    declarations: [],
    timeline: timeline.map(({ when, label }, index) => ({
      moment: when,
      action: { form: `step-${index}`, args: {}, body: [], span: SPAN },
      span: { file: "lab.drs", start: index, end: index + 1 },
      line: index + 1,
      ...(label === undefined ? {} : { label }),
    })),
    orders: orders.map(([first, second]) => ({ first, second, span: SPAN })),
    conditions: [],
    expectations,
    choices: [],
    ...(runFor === undefined ? {} : { runFor }),
    ...(expectFailure === undefined ? {} : { expectFailure }),
  };
}

/** The world of a script. */
export function worldOf(script: Script): World {
  return {
    components: script.parts,
    deliveries: (script.timeline ?? []).map(({ does }) => does),
    initially: script.initially ?? [],
    faulted: script.faulted ?? false,
  };
}

export const OPTIONS: RunOptions = {
  platform: LAB,
  seed: 1,
  maxEvents: 10_000,
  maxTime: 1e12,
  // Every test of a whole run is a test of its handlers' purity, too.
  checking: true,
};

/** Plays a script to its end. */
export function play(script: Script, options: Partial<RunOptions> = {}): RunResult {
  return run(planOf(script), worldOf(script), { ...OPTIONS, ...options });
}

/** `at time: does` */
export const at = (time: number, ...does: readonly Delivery[]): Statement => ({
  when: { kind: "at", time },
  does,
});

/** What failed, a line each. */
export const complaints = (result: RunResult): readonly string[] =>
  result.failures.map(({ kind, message }) => `${kind}: ${message}`);
