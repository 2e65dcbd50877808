import type { SourceSpan, Span } from "../diagnostics/diagnostic.ts";
import type { ValueType } from "../model/component.ts";
import type { TypedExpr } from "../model/expression.ts";
import type { Expression, Term } from "../syntax/ast.ts";
import type { ChoiceLog } from "./choices.ts";
import type { Matcher } from "./matching/match.ts";
import type { SlotType } from "./matching/pattern.ts";
import type { PlatformWords } from "./platform-words.ts";
import { type Extras, errorAt, type Problems } from "./problems.ts";
import type { Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";

/** Anything that stands for a value. */
export type ValueNode = Expression | Term;

/** An argument of a predicate phrase, to be put where its meaning names the slot. */
export interface SlotArgument {
  readonly type: SlotType | { readonly kind: "flag" };
  /** Absent for a flag. */
  readonly node?: ValueNode;
  /** Where the argument's own words are looked up. */
  readonly env: Env;
}

/** What names a statement has asked for: tells whether it means the same in every scenario. */
export interface NamesAsked {
  /** Values that it used. */
  readonly values: Set<string>;
  /** Names that stand for nothing here. */
  readonly unknown: Set<string>;
  /** Entities that it refers to. */
  readonly entities: { readonly kind: string; readonly name: string; readonly span: SourceSpan }[];
}

/** The surroundings in which a piece of text is looked at. */
export interface Env {
  readonly words: PlatformWords;
  readonly scope: Scope;
  readonly source: SourceFile;
  readonly problems: Problems;
  readonly choices: ChoiceLog;
  readonly matcher: Matcher;
  /** Whether a range or `one of` may be written here, as an open question. */
  readonly mayChoose: boolean;
  /** The uses that led here from values' names, outermost first. */
  readonly via: readonly SourceSpan[];
  /** In the meaning of a predicate: the phrase that means it. All places are then the phrase's. */
  readonly phrase: SourceSpan | undefined;
  /** In the meaning of a predicate: its arguments. */
  readonly slots: ReadonlyMap<string, SlotArgument>;
  readonly asked: NamesAsked | undefined;
  /** Reads a value; the way for readers of parts to read their parts. */
  readonly read: ReadValue;
}

/** Types a value: with an expected type it has that type, or a problem was reported and there is nothing. */
export type ReadValue = (
  node: ValueNode,
  expected: ValueType | undefined,
  env: Env,
) => TypedExpr | undefined;

/** No arguments: outside the meaning of a predicate. */
export const NO_SLOTS: ReadonlyMap<string, SlotArgument> = new Map();

/** The same surroundings, where nothing may be left open. */
export function withoutChoices(env: Env): Env {
  const { phrase, slots, source } = env;
  return surroundings(env, source, false, phrase, slots);
}

/** The surroundings of a predicate's meaning, which is the platform's text: all places are those of the phrase. */
export function inMeaning(
  env: Env,
  source: SourceFile,
  phrase: SourceSpan,
  slots: Env["slots"],
): Env {
  return surroundings(env, source, env.mayChoose, phrase, slots);
}

/** Written out, because several are made for every scenario, and copying an object that is a copy itself is slow. */
function surroundings(
  { words, scope, problems, choices, matcher, via, asked, read }: Env,
  source: SourceFile,
  mayChoose: boolean,
  phrase: Env["phrase"],
  slots: Env["slots"],
): Env {
  return {
    words,
    scope,
    source,
    problems,
    choices,
    matcher,
    mayChoose,
    via,
    phrase,
    slots,
    asked,
    read,
  };
}

/** The place of a node, as it should be reported. */
export function placeOf(env: Env, node: Span): SourceSpan {
  return env.phrase ?? env.source.spanOf(node);
}

/** Reports a mistake at a node. Says where the text is used when that is elsewhere. Gives nothing, for `return`. */
export function complain(
  env: Env,
  node: Span,
  { code, message, key, fix, ...extras }: Extras & Complaint,
): undefined {
  const used = env.via.map((span) => ({ span, message: "used here" }));
  const related = [...(extras.related ?? []), ...used];
  const all = {
    ...extras,
    ...(related.length === 0 ? {} : { related }),
    // The text of a meaning is the platform's, so there is nothing to replace.
    ...(fix === undefined || env.phrase !== undefined ? {} : { fix }),
  };
  env.problems.add(errorAt(placeOf(env, node), code, message, all), key);
  return undefined;
}

/** What is wrong, and what to call it. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
  /** Of several complaints with one key only the first is reported. */
  readonly key?: string;
}
