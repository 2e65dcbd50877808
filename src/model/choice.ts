import type { ExprSpan } from "./expression.ts";
import type { ScenarioPlan } from "./plan.ts";

/** An open question of a scenario: `run` answers it from the seed, `explore` in every way that matters. */
export type ChoicePoint = {
  readonly span: ExprSpan;
  readonly text: string;
} /** A time or quantity between two, inclusive, in whole base units (ticks, bytes, …). */ & (
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "one-of"; readonly options: readonly string[] }
  /** 0: not there, 1: there. */
  | { readonly kind: "maybe" }
  /** Any event boundary of the run; `run` picks a time between 0 and the last stated one. */
  | { readonly kind: "any"; readonly latest: number }
);

/** A scenario with its open questions. `settle` gives the plan for one answer per choice, in order; pure. */
export interface OpenScenario {
  readonly identity: { readonly file: string; readonly name: string };
  readonly choices: readonly ChoicePoint[];
  /** One answer per choice: the value of a range or moment, the index of an option. */
  settle(answers: readonly number[]): ScenarioPlan;
  /** Tags, title, row, line: known before any answer. */
  readonly head: Pick<
    ScenarioPlan,
    "file" | "title" | "name" | "row" | "tags" | "line" | "span" | "platform"
  >;
}
