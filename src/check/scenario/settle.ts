import type { ChoicePoint } from "../../model/choice.ts";
import type { ExpectationPlan, TypedExpr } from "../../model/expression.ts";
import type { ScenarioPlan, TimelineItem } from "../../model/plan.ts";
import { formatDuration, formatValue } from "../../model/value.ts";
import type { ArgValue, Fact } from "../../model/vocabulary.ts";
import type { Answers, ChoiceLog, ChoiceSite } from "../choices.ts";
import { layered, type Stated, statedAs } from "../statements/layers.ts";
import type { OpenOptions } from "../statements/options.ts";
import type { Template } from "./template.ts";

/** The parts of a plan that no choice changes. */
export type Fixed = Omit<
  ScenarioPlan,
  "declarations" | "timeline" | "orders" | "conditions" | "runFor" | "expectations" | "choices"
>;

/** The plan for one answer per choice, in the order of the template's sites. Without choices it is the template itself. */
export function settledPlan(
  template: Template,
  fixed: Fixed,
  answers: readonly number[],
): ScenarioPlan {
  const { sites, choices } = template;
  if (sites.length === 0) return wholePlan(template, fixed, []);
  const given = new Map(sites.map((site, at) => [site, answers[at] ?? 0]));
  const settle = new Settling(given, choices);
  const settled: Template = {
    ...template,
    below: template.below.map((stated) => settle.stated(stated)),
    above: template.above
      .filter(({ fact }) => settle.isThere(fact))
      .map((stated) => settle.stated(stated)),
    timeline: template.timeline
      .filter((item) => settle.isThere(item))
      .map((item) => settle.item(item)),
    orders: template.orders.map(({ first, second, ...rest }) => ({
      first: settle.expr(first),
      second: settle.expr(second),
      ...rest,
    })),
    conditions: template.conditions.map((expr) => settle.expr(expr)),
    expectations: template.expectations.map((plan) => settle.expectation(plan)),
    runFor: settle.duration(template.runFor),
  };
  const record = sites.map((site) => ({
    span: site.span,
    text: site.text,
    answer: answerText(site, given.get(site) ?? 0),
  }));
  return wholePlan(settled, settle.fixed(fixed, template.openOptions), record);
}

// Written out, because every scenario comes here and copying field by field is several times faster.
function wholePlan(
  template: Template,
  fixed: Fixed,
  choices: ScenarioPlan["choices"],
): ScenarioPlan {
  const { below, above, runFor } = template;
  const plan: ScenarioPlan = {
    file: fixed.file,
    title: fixed.title,
    row: fixed.row,
    name: fixed.name,
    tags: fixed.tags,
    span: fixed.span,
    line: fixed.line,
    platform: fixed.platform,
    options: fixed.options,
    declarations: above.length === 0 ? sharedFacts(below) : factsOf(layered(below, above)),
    timeline: template.timeline,
    orders: template.orders,
    conditions: template.conditions,
    expectations: template.expectations,
    choices,
  };
  const { expectFailure } = fixed;
  if (runFor === undefined && expectFailure === undefined) return plan;
  return {
    ...plan,
    ...(runFor === undefined ? {} : { runFor: runFor.ticks }),
    ...(expectFailure === undefined ? {} : { expectFailure }),
  };
}

/** Facts of a whole file, for all its scenarios that add nothing to them. */
const FACTS = new WeakMap<readonly Stated[], readonly Fact[]>();

function sharedFacts(stated: readonly Stated[]): readonly Fact[] {
  const known = FACTS.get(stated);
  if (known !== undefined) return known;
  const facts = factsOf(stated);
  FACTS.set(stated, facts);
  return facts;
}

function factsOf(stated: readonly Stated[]): readonly Fact[] {
  return stated.map(({ fact }) => fact);
}

/** An answer as reports show it. */
function answerText(site: ChoiceSite, answer: number): string {
  switch (site.kind) {
    case "range":
      return formatValue(answer, site.type);
    case "one-of":
      return site.options[answer] ?? "";
    case "maybe":
      return answer === 1 ? "there" : "not there";
    case "any":
      return formatDuration(answer);
  }
}

/** Puts answers into copies of the parts that depend on them; all other parts stay the same objects. */
class Settling {
  readonly #answers: Answers;
  readonly #choices: ChoiceLog;

  constructor(answers: Answers, choices: ChoiceLog) {
    this.#answers = answers;
    this.#choices = choices;
  }

  isThere(thing: object): boolean {
    const site = this.#choices.maybeOf(thing);
    return site === undefined || this.#answers.get(site) === 1;
  }

  fixed(fixed: Fixed, open: OpenOptions): Fixed {
    if (open.size === 0) return fixed;
    const settled = [...open].map(([name, hole]) => [name, hole.settle(this.#answers)]);
    return { ...fixed, options: { ...fixed.options, ...Object.fromEntries(settled) } };
  }

  stated(stated: Stated): Stated {
    const fact = this.fact(stated.fact);
    return fact === stated.fact ? stated : statedAs(fact, stated.phrase);
  }

  fact(fact: Fact): Fact {
    const holes = this.#choices.factHoles(fact);
    const body = same(fact.body, (inner) => this.fact(inner));
    const args = this.#args(fact, holes);
    return body === fact.body && args === fact.args ? fact : { ...fact, args, body };
  }

  #args(fact: Fact, holes: ReturnType<ChoiceLog["factHoles"]>): Fact["args"] {
    const changed: Record<string, ArgValue> = {};
    for (const [name, hole] of holes ?? []) changed[name] = hole.settle(this.#answers);
    for (const [name, value] of Object.entries(fact.args)) {
      if (typeof value !== "object" || !("form" in value)) continue;
      const inner = this.fact(value);
      if (inner !== value) changed[name] = inner;
    }
    return Object.keys(changed).length === 0 ? fact.args : { ...fact.args, ...changed };
  }

  item(item: TimelineItem): TimelineItem {
    return { ...item, moment: this.#moment(item.moment), action: this.fact(item.action) };
  }

  #moment(moment: TimelineItem["moment"]): TimelineItem["moment"] {
    const ticks = this.#number(moment);
    switch (moment.kind) {
      case "at":
        return ticks === undefined ? moment : { ...moment, time: ticks };
      case "after": {
        const { moment: anchor, delay } = moment;
        const settled = { ...moment, delay: ticks ?? delay };
        return anchor === undefined ? settled : { ...settled, moment: this.expr(anchor) };
      }
      case "when":
        return { kind: "when", condition: this.expr(moment.condition) };
    }
  }

  #number(place: object): number | undefined {
    const value = this.#choices.hole(place)?.settle(this.#answers);
    return value === undefined ? undefined : Number(value);
  }

  duration(runFor: Template["runFor"]): Template["runFor"] {
    if (runFor === undefined) return undefined;
    const ticks = this.#number(runFor);
    return ticks === undefined ? runFor : { ticks };
  }

  expectation(plan: ExpectationPlan): ExpectationPlan {
    const { what, while: condition, other, anchor } = plan;
    const within = this.#number(plan);
    return {
      ...plan,
      what: this.expr(what),
      ...(condition === undefined ? {} : { while: this.expr(condition) }),
      ...(other === undefined ? {} : { other: this.expr(other) }),
      ...(anchor === undefined ? {} : { anchor: this.expr(anchor) }),
      ...(within === undefined ? {} : { within }),
    };
  }

  expr(expr: TypedExpr): TypedExpr {
    const value = this.#choices.hole(expr)?.settle(this.#answers);
    return value === undefined || typeof value === "object" ? this.#parts(expr) : put(expr, value);
  }

  #parts(expr: TypedExpr): TypedExpr {
    switch (expr.op) {
      case "measure":
        return { ...expr, event: this.expr(expr.event) };
      case "contains":
        return { ...expr, text: this.expr(expr.text), part: this.expr(expr.part) };
      case "not":
      case "negate":
        return { ...expr, operand: this.expr(expr.operand) };
      case "literal":
      case "entity":
      case "field":
      case "event":
      case "violation":
        return expr;
      default:
        return { ...expr, left: this.expr(expr.left), right: this.expr(expr.right) };
    }
  }
}

/** An expression with what was chosen for it: the value of a literal, the name of an entity. */
function put(expr: TypedExpr, value: string | number | boolean): TypedExpr {
  switch (expr.op) {
    case "literal":
      return { ...expr, value };
    case "entity":
    case "field":
      return { ...expr, name: String(value) };
    case "event":
    case "violation":
      return expr.subject === undefined
        ? expr
        : { ...expr, subject: { ...expr.subject, name: String(value) } };
    default:
      return expr;
  }
}

/** The list with each item changed, or the list itself when none is. */
function same<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let isChanged = false;
  const changed = items.map((item) => {
    const result = change(item);
    isChanged ||= result !== item;
    return result;
  });
  return isChanged ? changed : items;
}

/** An open question as those who answer it see it. */
export function choicePoint(site: ChoiceSite, latest: number): ChoicePoint {
  const { span, text } = site;
  switch (site.kind) {
    case "range":
      return { kind: "range", from: site.from, to: site.to, span, text };
    case "one-of":
      return { kind: "one-of", options: site.options, span, text };
    case "maybe":
      return { kind: "maybe", span, text };
    case "any":
      return { kind: "any", latest, span, text };
  }
}

/** The last time that a timeline states, as far as it can be known beforehand. */
export function latestStated({ timeline, runFor }: Template): number {
  if (runFor !== undefined) return runFor.ticks;
  let latest = 0;
  for (const { moment } of timeline) {
    if (moment.kind === "at") latest = Math.max(latest, moment.time);
    if (moment.kind === "after") latest += moment.delay;
  }
  return latest;
}
