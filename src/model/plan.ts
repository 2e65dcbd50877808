import type { Ticks } from "./component.ts";
import type { ExpectationPlan, ExprSpan, TypedExpr } from "./expression.ts";
import type { Fact } from "./vocabulary.ts";

/**
 * A checked scenario × example row: nothing unresolved, nothing defaulted later, and every open choice
 * listed. `settle` (check/) puts one answer for each choice into it; the engine sees settled plans only.
 */
export interface ScenarioPlan {
  /** Root-relative path, with `/`. */
  readonly file: string;
  /** The scenario's own title, one line. */
  readonly title: string;
  /** The example row, in the order of its header; empty without examples. */
  readonly row: readonly { readonly name: string; readonly value: string }[];
  /** Title and row: `title [limit=5s]`. With `file` this is the scenario's identity. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly span: ExprSpan;
  /** 1-based. */
  readonly line: number;
  readonly platform: string;
  /** Every knob of the platform with its effective value. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Facts of the `declaration` context: file's, imported and scenario's, overridden and merged, in order. */
  readonly declarations: readonly Fact[];
  readonly timeline: readonly TimelineItem[];
  readonly orders: readonly {
    readonly first: TypedExpr;
    readonly second: TypedExpr;
    /** Absent: whenever both fall on one instant. */
    readonly at?: Ticks;
    readonly span: ExprSpan;
  }[];
  /** Expressions that facts refer to by `Condition.condition`. */
  readonly conditions: readonly TypedExpr[];
  readonly runFor?: Ticks;
  readonly expectations: readonly ExpectationPlan[];
  readonly expectFailure?: string;
  /** What was chosen, for reports: `at` → `2.113ms`. Empty when nothing was open. */
  readonly choices: readonly {
    readonly span: ExprSpan;
    readonly text: string;
    readonly answer: string;
  }[];
}

export interface TimelineItem {
  readonly moment:
    | { readonly kind: "at"; readonly time: Ticks }
    /** `after D`: D after the previous statement has ended. `after M + D`: D after the moment M is known. */
    | { readonly kind: "after"; readonly moment?: TypedExpr; readonly delay: Ticks }
    /** The first instant at which it holds. */
    | { readonly kind: "when"; readonly condition: TypedExpr };
  readonly action: Fact;
  /** `as first`. Operations without a label are named `run1`, `run2`, … in written order. */
  readonly label?: string;
  readonly span: ExprSpan;
  readonly line: number;
}
