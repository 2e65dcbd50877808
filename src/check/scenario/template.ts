import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { ScenarioPlan, TimelineItem } from "../../model/plan.ts";
import type { ChoiceLog, ChoiceSite } from "../choices.ts";
import type { Env } from "../env.ts";
import { complain, withoutChoices } from "../env.ts";
import type { FileContext, FileStatement } from "../file-context.ts";
import { ticked } from "../problems.ts";
import type { Scope } from "../scope.ts";
import { constant } from "../statements/arguments.ts";
import { expectationOf } from "../statements/expectations.ts";
import { type FactLog, factOf } from "../statements/facts.ts";
import { isAboutTheSame, type Stated, statedAs } from "../statements/layers.ts";
import type { OpenOptions } from "../statements/options.ts";
import { momentOf, orderOf } from "../statements/timeline.ts";
import type { OwnAction, ScenarioParts } from "./parts.ts";

/** All that a plan is made of, before choices are answered. */
export interface Template {
  /** Declarations of the file and its imports. */
  readonly below: readonly Stated[];
  /** Declarations of the scenario itself. */
  readonly above: readonly Stated[];
  readonly timeline: readonly TimelineItem[];
  readonly orders: ScenarioPlan["orders"];
  readonly conditions: readonly TypedExpr[];
  readonly expectations: readonly ExpectationPlan[];
  readonly runFor: { readonly ticks: number } | undefined;
  /** Options of the platform that are left open. */
  readonly openOptions: OpenOptions;
  readonly sites: readonly ChoiceSite[];
  readonly choices: ChoiceLog;
}

/** Types every statement of a scenario in the surroundings of one example row. Mistakes are reported and left out. */
export function templateOf(
  parts: ScenarioParts,
  labels: ReadonlyMap<OwnAction, string>,
  file: FileContext,
  env: Env,
): Template {
  const log: FactLog = { conditions: [...file.conditions] };
  const shared: ChoiceSite[] = [...file.optionSites];
  const { result, sites } = env.choices.collect(() => ({
    below: belowOf(parts, file, { env, log, sites: shared }),
    above: aboveOf(parts, env, log),
    timeline: timelineOf(parts, labels, env, log),
    orders: ordersOf(parts, env),
    runFor: runForOf(parts, env),
    expectations: expectationsOf(parts, env),
  }));
  // Written out, because every scenario comes here and copying field by field is several times faster.
  return {
    below: result.below,
    above: result.above,
    timeline: result.timeline,
    orders: result.orders,
    conditions: log.conditions,
    expectations: result.expectations,
    runFor: result.runFor,
    openOptions: file.openOptions,
    sites: shared.length + sites.size === 0 ? NO_SITES : inTextOrder([...shared, ...sites], env),
    choices: env.choices,
  };
}

const NO_SITES: readonly ChoiceSite[] = [];

function inTextOrder(sites: readonly ChoiceSite[], env: Env): readonly ChoiceSite[] {
  if (sites.length < 2) return sites;
  const { file } = env.source;
  return [...new Set(sites)].sort(
    (one, other) =>
      Number(one.span.file === file) - Number(other.span.file === file) ||
      one.span.start - other.span.start,
  );
}

// ---- declarations

/** The file's statements: as they are, save those that use names which this scenario gives another value. */
function belowOf(
  parts: ScenarioParts,
  file: FileContext,
  { env, log, sites }: { readonly env: Env; readonly log: FactLog; readonly sites: ChoiceSite[] },
): readonly Stated[] {
  const renamed = ownValueNames(env.scope, file.scope);
  if (file.isFixed && renamed.size === 0) return file.stated;
  const shared = new Set(file.statements.filter((statement) => isShared(statement, renamed)));
  for (const statement of shared) {
    if (statement.sites.size === 0 || isReplaced(statement, parts)) continue;
    sites.push(...statement.sites);
  }
  if (shared.size === file.statements.length) return file.stated;
  return file.statements.flatMap((statement) => {
    const fact = shared.has(statement) ? statement.fact : factOf(statement.phrase, env, log);
    return fact === undefined ? [] : [statedAs(fact, statement.phrase)];
  });
}

/** Whether the scenario says something else instead, so that what the statement leaves open does not matter. */
function isReplaced({ phrase }: FileStatement, { declarations }: ScenarioParts): boolean {
  return declarations.some(
    (own) =>
      own.maybe === undefined &&
      own.phrase.match.spec.merges !== true &&
      isAboutTheSame(own.phrase, phrase),
  );
}

function isShared({ fact, asked }: FileStatement, renamed: ReadonlySet<string>): boolean {
  if (fact === undefined) return false;
  for (const name of asked.values) if (renamed.has(name)) return false;
  return true;
}

/** Names of values that are given between a scope and an outer one. */
function ownValueNames(scope: Scope, outer: Scope): ReadonlySet<string> {
  let names: Set<string> | undefined;
  for (let level = scope; level !== outer && level.parent !== undefined; level = level.parent) {
    if (!level.hasOwnValues) continue;
    names ??= new Set();
    for (const { name } of level.ownValues) names.add(name);
  }
  return names ?? NO_NAMES;
}

const NO_NAMES: ReadonlySet<string> = new Set();

function aboveOf(parts: ScenarioParts, env: Env, log: FactLog): readonly Stated[] {
  const above: Stated[] = [];
  for (const { phrase, maybe } of parts.declarations) {
    const fact = factOf(phrase, env, log);
    if (fact === undefined) continue;
    if (maybe !== undefined) {
      const text = env.source.onOneLine(maybe);
      const span = env.source.spanOf(maybe);
      env.choices.maybe(
        fact,
        env.choices.site(maybe, () => ({ kind: "maybe", span, text })),
      );
    }
    above.push(statedAs(fact, phrase));
  }
  return above;
}

// ---- timeline

function timelineOf(
  { actions }: ScenarioParts,
  labels: ReadonlyMap<OwnAction, string>,
  env: Env,
  log: FactLog,
): readonly TimelineItem[] {
  const timeline: TimelineItem[] = [];
  for (const action of actions) {
    const item = itemOf(action, labels.get(action), env, log);
    if (item !== undefined) timeline.push(item);
  }
  return timeline;
}

function itemOf(
  { node, phrase }: OwnAction,
  label: string | undefined,
  env: Env,
  log: FactLog,
): TimelineItem | undefined {
  const moment = momentOf(node, env);
  const action = factOf(phrase, env, log);
  if (moment === undefined || action === undefined) return undefined;
  const span = env.source.spanOf(node);
  const line = env.source.lineAt(node.start);
  const item: TimelineItem =
    label === undefined ? { moment, action, span, line } : { moment, action, label, span, line };
  if (node.maybe) {
    const text = env.source.onOneLine(node);
    env.choices.maybe(
      item,
      env.choices.site(node, () => ({ kind: "maybe", span, text })),
    );
  }
  return item;
}

function expectationsOf({ expectations }: ScenarioParts, outer: Env): readonly ExpectationPlan[] {
  const env = withoutChoices(outer);
  const plans: ExpectationPlan[] = [];
  for (const node of expectations) {
    const plan = expectationOf(node, env);
    if (plan !== undefined) plans.push(plan);
  }
  return plans;
}

const NO_ORDERS: ScenarioPlan["orders"] = [];

function ordersOf({ orders }: ScenarioParts, env: Env): ScenarioPlan["orders"] {
  if (orders.length === 0) return NO_ORDERS;
  return orders.flatMap((node) => {
    const order = orderOf(node, env);
    return order === undefined ? [] : [{ span: env.source.spanOf(node), ...order }];
  });
}

function runForOf({ durations }: ScenarioParts, env: Env): Template["runFor"] {
  const [node] = durations;
  if (node === undefined) return undefined;
  const { duration } = node;
  const length = constant(env.read(duration, "duration", env), duration, env);
  if (length === undefined) return undefined;
  const ticks = Number(length.value);
  if (ticks <= 0) {
    return complain(env, duration, {
      code: "DRS3006",
      message: `${ticked(env.source.onOneLine(duration))} is no time to run for`,
      label: "longer than nothing",
    });
  }
  const runFor = { ticks };
  if (length.hole !== undefined) env.choices.open(runFor, length.hole);
  return runFor;
}
