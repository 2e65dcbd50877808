import type { SourceSpan, Span } from "../../diagnostics/diagnostic.ts";
import type { Args, ArgValue, Form } from "../../model/vocabulary.ts";
import type { Term } from "../../syntax/ast.ts";
import type { Env } from "../env.ts";
import type { Bound, Match } from "../matching/match.ts";
import type { Slot } from "../matching/pattern.ts";
import { article, errorAt, ticked } from "../problems.ts";
import type { Scope } from "../scope.ts";
import type { SourceFile } from "../source-file.ts";
import { argumentOf } from "./arguments.ts";
import type { MatchedPhrase } from "./match-phrase.ts";

/** A name that a statement declares, and where. */
export interface DeclaredName {
  readonly kind: string;
  readonly name: string;
  readonly span: SourceSpan;
}

/** Calls back for every name that a statement and its block declare, save those that are only mentioned. */
export function eachDeclared(
  phrase: MatchedPhrase,
  env: Env,
  found: (declared: DeclaredName) => void,
): void {
  const { source, node, last } = phrase;
  eachMatch(phrase.match, (match) => {
    for (const { index, type } of match.pattern.fresh) {
      const bound = match.bound[index];
      const name = nameOf(bound);
      if (name !== undefined) found({ kind: type.of, name, span: source.spanOf(bound as Span) });
    }
    if (match.spec.declares === undefined) return;
    for (const { kind, name } of furtherNames(match, env, source)) {
      found({ kind, name, span: source.spanOf(node) });
    }
  });
  if (node.label !== undefined && last.labels !== undefined) {
    found({ kind: last.labels, name: node.label.text, span: source.spanOf(node.label) });
  }
  for (const inner of phrase.body) eachDeclared(inner, env, found);
}

/** The match of a statement and those of the phrases in it. */
function eachMatch(match: Match<Form>, visit: (match: Match<Form>) => void): void {
  visit(match);
  for (const bound of match.bound) {
    if (typeof bound === "object" && bound.kind === "match") eachMatch(bound, visit);
  }
}

/** A bare word or number as a name. */
export function nameOf(bound: Bound | undefined): string | undefined {
  if (typeof bound !== "object") return undefined;
  if (bound.kind === "word") return bound.text;
  return bound.kind === "quantity" ? String(bound.value) : undefined;
}

/** Names that a form makes of its arguments: `cpu 6..7` makes cpu6 and cpu7. Nothing while an argument is wrong. */
function furtherNames(
  match: Match<Form>,
  env: Env,
  source: SourceFile,
): readonly { readonly kind: string; readonly name: string }[] {
  const { declares } = match.spec;
  if (declares === undefined) return [];
  const args: Record<string, ArgValue> = {};
  const quiet: Env = { ...env, source, problems: env.problems.trial() };
  for (const slot of match.pattern.slots) {
    const bound = match.bound[slot.index];
    if (bound === undefined) continue;
    const value = previewOf(slot, bound, quiet);
    if (value === undefined) return [];
    args[slot.name] = value;
  }
  return declares(args as Args);
}

/** An argument before any name is known. */
function previewOf(slot: Slot, bound: Bound, env: Env): ArgValue | undefined {
  if (bound === true) return true;
  if (bound.kind === "match") return undefined;
  const name = nameOf(bound);
  if (slot.type.kind === "entity" || slot.type.kind === "new" || slot.type.kind === "name")
    return name;
  const settled = argumentOf(slot, bound, env);
  return settled?.hole === undefined ? settled?.value : undefined;
}

/** Declares the names of a statement in a scope; reports those that are there already. */
export function declareNames(
  phrase: MatchedPhrase,
  env: Env,
  { isImported, maybe }: { readonly isImported: boolean; readonly maybe?: SourceSpan },
): void {
  eachDeclared(phrase, env, ({ kind, name, span }) => {
    const entity = { kind, name, span, isSoft: false, isImported, isUsed: false };
    // What replaces something is there in any case, one way or the other.
    const isSure = maybe === undefined || env.scope.parent?.entity([kind], name) !== undefined;
    const known = env.scope.declare(isSure ? entity : { maybe, ...entity });
    if (known !== undefined) duplicate({ kind, name, span }, known.span, env);
  });
}

function duplicate(
  { kind, name, span }: DeclaredName,
  first: SourceSpan | undefined,
  env: Env,
): void {
  env.problems.add(
    errorAt(span, "DRS2002", `there is ${article(kind)} ${ticked(name)} already`, {
      label: "declared again",
      ...(first === undefined
        ? {}
        : { related: [{ span: first, message: "first declared here" }] }),
    }),
  );
}

/** Declares what is only mentioned, where mentioning is enough. After all proper declarations. */
export function declareMentioned(phrase: MatchedPhrase, env: Env, isImported: boolean): void {
  const { source } = phrase;
  eachMatch(phrase.match, ({ pattern, bound }) => {
    for (const { index, type } of pattern.soft) {
      for (const term of mentionedIn(bound[index])) {
        declareSoftly(term, type.kinds, env.scope, source, isImported);
      }
    }
  });
  for (const inner of phrase.body) declareMentioned(inner, env, isImported);
}

function mentionedIn(bound: Bound | undefined): readonly Term[] {
  if (typeof bound !== "object") return [];
  if (bound.kind === "one-of") return bound.options.items;
  return bound.kind === "word" || bound.kind === "quantity" ? [bound] : [];
}

function declareSoftly(
  term: Term,
  kinds: readonly string[],
  scope: Scope,
  source: SourceFile,
  isImported: boolean,
): void {
  const [kind = ""] = kinds;
  const name =
    term.kind === "quantity" ? String(term.value) : term.kind === "word" ? term.text : "";
  if (name === "" || scope.value(name) !== undefined) return;
  if (scope.entity(kinds, name) !== undefined) return;
  const span = source.spanOf(term);
  scope.declare({ kind, name, span, isSoft: true, isImported, isUsed: true });
}
