import type { TypedExpr } from "../model/expression.ts";
import type { Fact } from "../model/vocabulary.ts";
import type { ChoiceLog, ChoiceSite } from "./choices.ts";
import { type Env, type NamesAsked, NO_SLOTS } from "./env.ts";
import { readValueNode } from "./expressions/read.ts";
import { Matcher } from "./matching/match.ts";
import type { PlatformWords } from "./platform-words.ts";
import type { Problems } from "./problems.ts";
import type { Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";
import type { Stated } from "./statements/layers.ts";
import type { MatchedPhrase } from "./statements/match-phrase.ts";
import type { OpenOptions, Options } from "./statements/options.ts";

/** A declaration of the file or of one that it imports. */
export interface FileStatement {
  readonly phrase: MatchedPhrase;
  readonly isImported: boolean;
  /** What it states in every scenario that changes none of its names; absent if only scenarios can tell. */
  readonly fact?: Fact;
  readonly asked: NamesAsked;
  readonly sites: ReadonlySet<ChoiceSite>;
}

/** What all scenarios of a file share. */
export interface FileContext {
  readonly source: SourceFile;
  readonly words: PlatformWords;
  readonly problems: Problems;
  readonly choices: ChoiceLog;
  readonly scope: Scope;
  readonly options: Options;
  /** Those that are left open, and the choices that they depend on. */
  readonly openOptions: OpenOptions;
  readonly optionSites: ReadonlySet<ChoiceSite>;
  readonly statements: readonly FileStatement[];
  /** The facts of those statements that mean the same everywhere. */
  readonly stated: readonly Stated[];
  /** Nothing in the statements is left open or to the scenarios. */
  readonly isFixed: boolean;
  /** Expressions that the facts refer to. */
  readonly conditions: readonly TypedExpr[];
}

/** Finds forms of statements. A word that nobody knows yet may still be declared. */
export function statementMatcher(
  words: PlatformWords,
  isValue: (name: string) => boolean,
): Matcher {
  return new Matcher({
    forms: (context) => words.forms(context),
    isValue,
    isEntity: () => true,
  });
}

/** Finds forms of predicate phrases, where all names are known. */
function predicateMatcher(scope: Scope): Matcher {
  return new Matcher({
    forms: () => undefined,
    isValue: (name) => scope.value(name) !== undefined,
    isEntity: (kinds, name) => scope.entity(kinds, name) !== undefined,
  });
}

/** The surroundings of the statements of one level. */
export function envOf(
  shared: Pick<Env, "words" | "source" | "problems" | "choices">,
  scope: Scope,
): Env {
  return {
    words: shared.words,
    scope,
    source: shared.source,
    problems: shared.problems,
    choices: shared.choices,
    matcher: predicateMatcher(scope),
    mayChoose: true,
    via: [],
    phrase: undefined,
    slots: NO_SLOTS,
    asked: undefined,
    read: readValueNode,
  };
}
