import type { Span } from "../../diagnostics/diagnostic.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { ArgValue, Fact, Form } from "../../model/vocabulary.ts";
import type { Answers, FactHoles, Hole } from "../choices.ts";
import type { Env } from "../env.ts";
import type { Bound, Match } from "../matching/match.ts";
import type { Slot } from "../matching/pattern.ts";
import { errorAt } from "../problems.ts";
import { argumentOf } from "./arguments.ts";
import type { MatchedPhrase } from "./match-phrase.ts";

/** Where facts come from and what they leave behind. */
export interface FactLog {
  /** Expressions that the facts refer to by index. */
  readonly conditions: TypedExpr[];
}

const NO_FACTS: readonly Fact[] = [];

/** The fact that a statement states, with all in its block. Nothing if a part of it is wrong; then that is reported. */
export function factOf(phrase: MatchedPhrase, outer: Env, log: FactLog): Fact | undefined {
  const env = outer.source === phrase.source ? outer : { ...outer, source: phrase.source };
  const body = phrase.body.length === 0 ? NO_FACTS : bodyOf(phrase, env, log);
  return factOfMatch(phrase.match, phrase.node, { env, log, body, phrase });
}

function bodyOf(phrase: MatchedPhrase, env: Env, log: FactLog): readonly Fact[] {
  const body: Fact[] = [];
  for (const inner of phrase.body) {
    const fact = factOf(inner, env, log);
    if (fact !== undefined) body.push(fact);
  }
  return body;
}

interface Making {
  readonly env: Env;
  readonly log: FactLog;
  readonly body: readonly Fact[];
  readonly phrase: MatchedPhrase;
}

function factOfMatch(match: Match<Form>, node: Span, making: Making): Fact | undefined {
  const { spec } = match;
  const { env, phrase } = making;
  const holes: FactHoles[number][] = [];
  const args = argsOf(match, holes, making);
  if (args === undefined) return undefined;
  const isLast = spec === phrase.last;
  if (isLast && spec.labels !== undefined && phrase.node.label !== undefined) {
    args["label"] = phrase.node.label.text;
  }
  const body = isLast ? making.body : NO_FACTS;
  const fact: Fact = { form: spec.id, args, body, span: env.source.spanOf(node) };
  env.choices.openFact(fact, holes);
  if (spec.check !== undefined) checkForm(spec, fact, holes, env);
  return fact;
}

/** The arguments by slot name; nothing when one is wrong. All are looked at, so that all mistakes are reported. */
function argsOf(
  { pattern, bound }: Match<Form>,
  holes: FactHoles[number][],
  making: Making,
): Record<string, ArgValue> | undefined {
  const args: Record<string, ArgValue> = {};
  let isWhole = true;
  for (const slot of pattern.slots) {
    const term = bound[slot.index];
    if (term === undefined) continue;
    const argument = slotValue(slot, term, making);
    if (argument === undefined) isWhole = false;
    else {
      args[slot.name] = argument.value;
      if (argument.hole !== undefined) holes.push([slot.name, argument.hole]);
    }
  }
  return isWhole ? args : undefined;
}

interface SlotValue {
  readonly value: ArgValue;
  readonly hole?: Hole;
}

function slotValue(slot: Slot, term: Bound, making: Making): SlotValue | undefined {
  if (term === true) return { value: true };
  const { env, log } = making;
  if (term.kind === "match") {
    const [first, last] = [term.bound.find(isTerm), term.bound.findLast(isTerm)];
    const span = { start: first?.start ?? 0, end: last?.end ?? 0 };
    const fact = factOfMatch(term, span, making);
    return fact && { value: fact };
  }
  if (slot.type.kind === "condition") {
    const condition = env.read(term, "boolean", { ...env, mayChoose: false });
    if (condition === undefined) return undefined;
    log.conditions.push(condition);
    return { value: { condition: log.conditions.length - 1 } };
  }
  return argumentOf(slot, term, env);
}

function isTerm(bound: Bound | undefined): bound is Exclude<Bound, true | Match<Form>> {
  return typeof bound === "object" && bound.kind !== "match";
}

/** Asks the form itself whether the arguments make sense, for the first and the last answer of every choice. */
function checkForm(form: Form, fact: Fact, holes: FactHoles, env: Env): void {
  const found =
    form.check?.(fact.args) ?? (holes.length > 0 ? checkLast(form, fact, holes) : undefined);
  if (found === undefined) return;
  const help = found.help === undefined ? {} : { help: [found.help] };
  env.problems.add(errorAt(fact.span, "DRS4014", found.message, help));
}

function checkLast(
  form: Form,
  fact: Fact,
  holes: FactHoles,
): ReturnType<NonNullable<Form["check"]>> {
  const args: Record<string, ArgValue> = { ...fact.args };
  for (const [name, hole] of holes) args[name] = hole.settle(LAST);
  return form.check?.(args);
}

/** Answers every choice with its last possibility. */
const LAST: Answers = {
  get(site) {
    if (site.kind === "range") return site.to;
    return site.kind === "one-of" ? site.options.length - 1 : 0;
  },
};
