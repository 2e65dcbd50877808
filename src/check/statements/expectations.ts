import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { Expectation, ScopeWord, TemporalWord } from "../../syntax/ast.ts";
import { complain, type Env, type ValueNode } from "../env.ts";
import { carryHole } from "../expressions/fit.ts";
import { ticked } from "../problems.ts";
import { constant } from "./arguments.ts";

type Judged = Omit<ExpectationPlan, "text" | "span">;
type Scope = NonNullable<Expectation["scope"]>;

/** How an expectation is judged; nothing if it makes no sense, which is then reported. Nothing may be left open in it. */
export function expectationOf(node: Expectation, env: Env): ExpectationPlan | undefined {
  const what = env.read(node.what, "boolean", env);
  const judged =
    node.scope === undefined ? unscoped(node, what) : scoped(node, node.scope, what, env);
  if (judged === undefined) return undefined;
  const text = env.source.onOneLine(node);
  const span = env.source.spanOf(node);
  const { mode, what: checked } = judged;
  if (node.scope === undefined) return { mode, what: checked, text, span };
  const plan: ExpectationPlan = { text, span, ...judged };
  carryHole(judged, plan, env);
  return plan;
}

function unscoped({ temporal }: Expectation, what: TypedExpr | undefined): Judged | undefined {
  return what && { mode: temporal ?? "end", what };
}

/** A temporal word and a scope that go together, and how. */
type Reading = (
  node: { readonly scope: Scope; readonly what: TypedExpr | undefined },
  env: Env,
) => Judged | undefined;

/** What each combination means. Those that are not here have a better way to be said, or none. */
const READINGS: Partial<Record<`${TemporalWord | "plain"} ${ScopeWord}`, Reading>> = {
  "always while": whileReading("always"),
  "never while": whileReading("never"),
  "sometimes while": sometimesWhile,
  "eventually within": withinReading,
  "eventually after": otherReading("leads-to"),
  "plain before": otherReading("before"),
  "plain after": otherReading("after"),
  "plain until": otherReading("until"),
  "always until": otherReading("until"),
  "plain at": atReading,
};

function scoped(
  node: Expectation,
  scope: Scope,
  what: TypedExpr | undefined,
  env: Env,
): Judged | undefined {
  const reading = READINGS[`${node.temporal ?? "plain"} ${scope.word}`];
  if (reading === undefined) return noSuchReading(node, scope, env);
  return reading({ scope, what }, env);
}

function whileReading(mode: "always" | "never"): Reading {
  return ({ scope, what }, env) => {
    const condition = env.read(scope.expression, "boolean", env);
    return what && condition && { mode, what, while: condition };
  };
}

function sometimesWhile({ scope, what }: Parameters<Reading>[0], env: Env): Judged | undefined {
  const condition = env.read(scope.expression, "boolean", env);
  if (what === undefined || condition === undefined) return undefined;
  const both: TypedExpr = {
    op: "and",
    left: what,
    right: condition,
    type: "boolean",
    span: what.span,
  };
  return { mode: "sometimes", what: both };
}

function otherReading(mode: "before" | "after" | "until" | "leads-to"): Reading {
  return ({ scope, what }, env) => {
    const other = env.read(scope.expression, "boolean", env);
    return what && other && { mode, what, other };
  };
}

function atReading({ scope, what }: Parameters<Reading>[0], env: Env): Judged | undefined {
  const other = env.read(scope.expression, "moment", env);
  return what && other && { mode: "at", what, other };
}

function withinReading({ scope, what }: Parameters<Reading>[0], env: Env): Judged | undefined {
  const within = limitOf(scope.expression, env);
  const { of } = scope;
  if (of === undefined) return noAnchor(scope, env);
  const anchor = env.read(of, "moment", env);
  if (what === undefined || within === undefined || anchor === undefined) return undefined;
  const plan: Judged = { mode: "eventually", what, within: within.ticks, anchor };
  if (within.hole !== undefined) env.choices.open(plan, within.hole);
  return plan;
}

function limitOf(node: ValueNode, env: Env) {
  const limit = constant(env.read(node, "duration", env), node, env);
  if (limit === undefined) return undefined;
  const ticks = Number(limit.value);
  if (ticks >= 0) return { ticks, hole: limit.hole };
  return complain(env, node, {
    code: "DRS3006",
    message: `${ticked(env.source.onOneLine(node))} is negative`,
    label: "time does not run backwards",
  });
}

// ---- complaints

function noAnchor(scope: Scope, env: Env): undefined {
  const limit = env.source.onOneLine(scope.expression);
  const { end } = scope.expression;
  return complain(env, scope.expression, {
    code: "DRS5001",
    message: `\`within ${limit}\` does not say of what moment`,
    label: "counted from when?",
    help: [`name the moment: \`within ${limit} of first.end\`, or \`of 0s\` for the start`],
    fix: {
      span: env.source.spanOf({ start: end, end }),
      text: " of 0s",
      applicability: "maybe",
    },
  });
}

/** What to write instead of a combination that does not exist. `A` is what is expected, `B` what follows the scope's word. */
// biome-ignore format: a table is read by rows and columns
const INSTEAD: Readonly<Record<string, string>> = {
  "plain while":       "always A while B",
  "plain within":      "eventually A within B",
  "always before":     "A until B",
  "always after":      "always A while B",
  "always within":     "eventually A within B",
  "always at":         "A at B",
  "never before":      "not (A) until B",
  "never after":       "never A while B",
  "never until":       "not (A) until B",
  "never at":          "not (A) at B",
  "never within":      "never A",
  "sometimes before":  "A before B",
  "sometimes after":   "A after B",
  "sometimes until":   "sometimes A",
  "sometimes within":  "eventually A within B",
  "sometimes at":      "A at B",
  "eventually while":  "sometimes A while B",
  "eventually before": "A before B",
  "eventually until":  "eventually A",
  "eventually at":     "A at B",
};

function noSuchReading(node: Expectation, scope: Scope, env: Env): undefined {
  const temporal = node.temporal ?? "plain";
  const instead = written(
    INSTEAD[`${temporal} ${scope.word}`] ?? "always A while B",
    node,
    scope,
    env,
  );
  const isAddition = node.temporal === undefined;
  return complain(env, node, {
    code: isAddition ? "DRS5003" : "DRS5002",
    message: isAddition
      ? `\`${scope.word}\` needs a word before it that says when this should be true`
      : `\`${temporal}\` and \`${scope.word}\` do not go together`,
    help: [`write ${ticked(instead)}`],
    fix: {
      span: env.source.spanOf(node),
      text: instead,
      applicability: isAddition ? "machine" : "maybe",
    },
  });
}

function written(pattern: string, node: Expectation, scope: Scope, env: Env): string {
  const { of } = scope;
  const tail = of === undefined ? "" : ` of ${env.source.onOneLine(of)}`;
  const parts: Readonly<Record<string, string>> = {
    A: env.source.onOneLine(node.what),
    B: `${env.source.onOneLine(scope.expression)}${tail}`,
  };
  return pattern.replaceAll(/\b[AB]\b/g, (letter) => parts[letter] ?? letter);
}
