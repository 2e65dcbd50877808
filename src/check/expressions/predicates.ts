import { InvariantViolation } from "../../base/invariant-violation.ts";
import { nearestNames } from "../../base/nearest.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { PredicateSpec } from "../../model/vocabulary.ts";
import type { PhraseExpression, Word } from "../../syntax/ast.ts";
import { parseExpression } from "../../syntax/parse.ts";
import { complain, type Env, inMeaning, placeOf, type SlotArgument } from "../env.ts";
import type { Match } from "../matching/match.ts";
import { mismatch, usageNotes } from "../matching/mismatch.ts";
import type { Meaning } from "../platform-words.ts";
import { didYouMean, ticked } from "../problems.ts";
import { SourceFile } from "../source-file.ts";

type PhraseTerms = PhraseExpression["terms"];

/** Types words side by side, such as `first refused with SUSPEND naming st4`, by what the platform says they mean. */
export function readPhrase(node: PhraseExpression, env: Env): TypedExpr | undefined {
  const { terms } = node;
  const isOnly = isWord(terms[0], "only");
  if (isWord(terms[isOnly ? 1 : 0], "rule")) return readViolation(node, isOnly, env);
  const [head] = terms;
  const candidates = env.words.predicates.candidates(head?.kind === "word" ? head.text : undefined);
  const match = env.matcher.match(candidates, terms);
  if (match === undefined) return noSuchPredicate(node, env);
  const { source, node: meaning } = meaningOf(match, env);
  return env.read(
    meaning,
    "boolean",
    inMeaning(env, source, placeOf(env, node), argumentsOf(match, env)),
  );
}

function isWord(term: PhraseTerms[number] | undefined, text: string): boolean {
  return term?.kind === "word" && term.text === text;
}

function argumentsOf(match: Match<PredicateSpec>, env: Env): ReadonlyMap<string, SlotArgument> {
  const slots = new Map<string, SlotArgument>();
  for (const { index, name, type } of match.pattern.slots) {
    const bound = match.bound[index];
    if (bound === undefined) continue;
    if (bound === true) slots.set(name, { type, env });
    else if (bound.kind !== "match") slots.set(name, { type, node: bound, env });
  }
  return slots;
}

/** What a predicate means with the optional parts that were given, parsed once for each set of them. */
function meaningOf({ spec, pattern, bound }: Match<PredicateSpec>, env: Env): Meaning {
  const { slots } = pattern;
  const ofSpec = env.words.meanings.get(spec) ?? new Map<number, Meaning>();
  if (ofSpec.size === 0) env.words.meanings.set(spec, ofSpec);
  const given = slots.reduce(
    (bits, { index }) => (bound[index] === undefined ? bits : bits | (1 << index)),
    0,
  );
  const known = ofSpec.get(given);
  if (known !== undefined) return known;
  const missing = new Set(
    slots.flatMap(({ index, name }) => (bound[index] === undefined ? [name] : [])),
  );
  const text = spec.means.replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
    wordsIn(part).some((word) => missing.has(word)) ? "" : part,
  );
  const meaning = parsed(text.trim(), spec);
  ofSpec.set(given, meaning);
  return meaning;
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w*(?:-\w+)*/g) ?? [];
}

function parsed(text: string, { id }: PredicateSpec): Meaning {
  const { node, diagnostics } = parseExpression(text, id);
  if (node === undefined || diagnostics.length > 0) {
    throw new InvariantViolation(`predicate ${id}: its meaning cannot be read: ${text}`);
  }
  return { source: new SourceFile(id, text), node };
}

function noSuchPredicate(node: PhraseExpression, env: Env): undefined {
  const { terms } = node;
  const [head, second] = terms;
  const candidates = env.words.predicates.candidates(head?.kind === "word" ? head.text : undefined);
  const strict = env.matcher.shortfall(candidates, terms, true);
  if (strict.at <= 0) return noPhrase(node, env);
  const near = coreWord(second);
  if (near.length > 0 && second !== undefined) return missingOperator(second, near, env);
  const codes = { unexpected: "DRS5004", missing: "DRS5004" };
  const { span, severity: _, ...rest } = mismatch(strict, { terms, node }, env.source, codes);
  return complain(env, span, rest);
}

/** Words between operands that are no predicate's. */
const CORE_WORDS = [
  "and",
  "or",
  "while",
  "before",
  "after",
  "until",
  "within",
  "at",
  "of",
] as const;

function coreWord(term: PhraseTerms[number] | undefined): readonly string[] {
  return term?.kind === "word" ? nearestNames(term.text, CORE_WORDS) : [];
}

function missingOperator(term: PhraseTerms[number], near: readonly string[], env: Env): undefined {
  const place = placeOf(env, term);
  return complain(env, term, {
    code: "DRS5004",
    message: `${ticked(env.source.onOneLine(term))} joins nothing`,
    label: "unknown word",
    ...didYouMean(near, place, near.length === 1 ? "machine" : "maybe"),
  });
}

/** The first operand is nothing that phrases are about. */
function noPhrase(node: PhraseExpression, env: Env): undefined {
  const [head = node, second = node] = node.terms;
  const near = coreWord(node.terms[1]);
  if (near.length > 0) return missingOperator(second as PhraseTerms[number], near, env);
  return complain(env, second, {
    code: "DRS5004",
    message: `nothing can be said of ${ticked(env.source.onOneLine(head))} in this way`,
    label: "an operator is missing before this",
    notes: usageNotes(env.words.predicates.all.map(({ spec }) => spec)),
    ...comparison(node, {}, env),
  });
}

/** `sd0.state suspended`: the comparison was left out. */
function comparison(
  { terms }: PhraseExpression,
  extras: { readonly help?: readonly string[] },
  env: Env,
): { readonly help?: readonly string[] } {
  const [left, right, ...others] = terms;
  if (left?.kind !== "member" || right === undefined || others.length > 0) return {};
  const text = `${env.source.slice(left)} == ${env.source.slice(right)}`;
  return { help: [...(extras.help ?? []), `to compare, write ${ticked(text)}`] };
}

/** Types `[only] rule SUN-SS-02 [violated] [by st4]`, which every platform has. */
function readViolation(node: PhraseExpression, isOnly: boolean, env: Env): TypedExpr | undefined {
  const rest = [...node.terms.slice(isOnly ? 2 : 1)];
  const rule = rest.shift();
  if (isWord(rest[0], "violated")) rest.shift();
  const by = isWord(rest[0], "by") ? rest.splice(0, 2)[1] : undefined;
  const isWhole = rest.length === 0 && (by !== undefined || !isWord(node.terms.at(-1), "by"));
  if (rule?.kind !== "word" || !isWhole) return malformedViolation(node, env);
  if (!env.words.ruleIds.has(rule.text)) return unknownRule(rule, env);
  const plain = {
    op: "violation",
    rule: rule.text,
    only: isOnly,
    span: placeOf(env, node),
  } as const;
  if (by === undefined) return plain;
  const subject = env.read(by, { entity: blamable(by, env) }, env);
  if (subject?.op !== "entity") return undefined;
  const { kind, name } = subject;
  const violation: TypedExpr = { ...plain, subject: { kind, name } };
  const hole = env.choices.hole(subject);
  if (hole !== undefined) env.choices.open(violation, hole);
  return violation;
}

/** Who can be meant: where the platform says who breaks rules, one of those when the name is one of theirs. */
function blamable(by: PhraseTerms[number], env: Env): readonly string[] {
  const { blamed = [] } = env.words.platform.vocabulary;
  const kinds = kindsOf(by, env);
  const meant = kinds.filter((kind) => blamed.includes(kind));
  return meant.length > 0 ? meant : [...env.words.kinds.keys(), ...kinds];
}

/** Kinds without fields may break rules too. */
function kindsOf(node: PhraseTerms[number], env: Env): readonly string[] {
  return node.kind === "word" ? env.scope.entities(node.text).map(({ kind }) => kind) : [];
}

function malformedViolation(node: PhraseExpression, env: Env): undefined {
  return complain(env, node, {
    code: "DRS5004",
    message: `${ticked(env.source.onOneLine(node))} does not say which rule is violated by whom`,
    notes: ["one writes `rule <id> [violated] [by <name>]` or `only rule <id> …`"],
  });
}

function unknownRule(rule: Word, env: Env): undefined {
  const near = nearestNames(rule.text, env.words.ruleIds);
  return complain(env, rule, {
    code: "DRS2008",
    message: `${env.words.platform.name} has no rule ${ticked(rule.text)}`,
    label: "unknown rule",
    notes: [`\`drs rules ${env.words.platform.name}\` lists them`],
    ...didYouMean(near, placeOf(env, rule)),
  });
}
