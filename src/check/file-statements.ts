import type { TypedExpr } from "../model/expression.ts";
import type { Phrase, ScenarioStatement } from "../syntax/ast.ts";
import type { Env, NamesAsked } from "./env.ts";
import { envOf, type FileContext, type FileStatement, statementMatcher } from "./file-context.ts";
import type { PlacedPlatform } from "./platform-choice.ts";
import type { ReadFile } from "./read-file.ts";
import { givenValues } from "./scenario/given-values.ts";
import { Scope } from "./scope.ts";
import { declareMentioned, declareNames } from "./statements/declare.ts";
import { factOf } from "./statements/facts.ts";
import { statedAs } from "./statements/layers.ts";
import { type MatchedPhrase, matchPhrase } from "./statements/match-phrase.ts";
import { optionsOf } from "./statements/options.ts";
import { bindLet, type Definitions } from "./statements/values.ts";

/** What reading the statements of a file needs beside them. */
export interface FileReading {
  readonly shared: Pick<Env, "words" | "source" | "problems" | "choices">;
  readonly definitions: Definitions;
  readonly platforms: readonly PlacedPlatform[];
  readonly scenarios: readonly ScenarioStatement[];
}

/**
 * Reads what stands outside scenarios, once for all of them:
 *   1. values;
 *   2. the form of every declaration, and the names that it declares;
 *   3. the platform's options;
 *   4. facts. A declaration that uses a name which only scenarios give is left to them.
 */
export function readFileStatements(files: readonly ReadFile[], reading: FileReading): FileContext {
  const { shared, definitions, platforms, scenarios } = reading;
  const scope = new Scope(shared.words.builtIn);
  const env = envOf(shared, scope);
  for (const file of files) bindLets(file, scope, reading, definitions);
  const matched = files.flatMap((file) => matchFile(file, scope, reading));
  for (const { phrase, isImported } of matched) declareNames(phrase, env, { isImported });
  for (const { phrase, isImported } of matched) declareMentioned(phrase, env, isImported);
  const placed = platforms.map(({ node, source }) => ({ node, env: { ...env, source } }));
  const { result: read, sites: optionSites } = shared.choices.collect(() => optionsOf(placed, env));
  const conditions: TypedExpr[] = [];
  const later = new ScenarioWords(scenarios, shared.source);
  const statements = matched.map((one) => stateOnce(one, env, conditions, later));
  return {
    scope,
    options: read.options,
    openOptions: read.open,
    optionSites,
    statements,
    stated: statements.flatMap(({ fact, phrase }) =>
      fact === undefined ? [] : [statedAs(fact, phrase)],
    ),
    isFixed: statements.every(({ fact, sites }) => fact !== undefined && sites.size === 0),
    conditions,
    ...shared,
  };
}

function bindLets(
  { tree, source, isImported }: ReadFile,
  scope: Scope,
  { shared }: FileReading,
  definitions: Definitions,
): void {
  for (const item of tree.body) {
    if (item.kind !== "let") continue;
    bindLet(item, { scope, source, problems: shared.problems, isImported }, definitions);
  }
}

interface Matched {
  readonly phrase: MatchedPhrase;
  readonly isImported: boolean;
}

function matchFile(
  { tree, source, isImported }: ReadFile,
  scope: Scope,
  { shared, scenarios }: FileReading,
): readonly Matched[] {
  const phrases = tree.body.filter((item): item is Phrase => item.kind === "phrase");
  if (phrases.length === 0) return [];
  const later = new Set(scenarios.flatMap((scenario) => [...givenValues(scenario)]));
  const isValue = (name: string) => scope.value(name) !== undefined || later.has(name);
  const matching = { matcher: statementMatcher(shared.words, isValue), ...shared, source };
  return phrases.flatMap((node) => {
    const phrase = matchPhrase(node, "declaration", matching);
    return phrase === undefined ? [] : [{ phrase, isImported }];
  });
}

/** The fact of a declaration, or the knowledge that only scenarios can make one of it. */
function stateOnce(
  { phrase, isImported }: Matched,
  env: Env,
  conditions: TypedExpr[],
  later: ScenarioWords,
): FileStatement {
  const asked: NamesAsked = { values: new Set(), unknown: new Set(), entities: [] };
  const problems = env.problems.trial();
  const count = conditions.length;
  const quiet: Env = { ...env, asked, problems, mayChoose: true };
  const { result: fact, sites } = env.choices.collect(() => factOf(phrase, quiet, { conditions }));
  const isDeferred = problems.hasErrors && [...asked.unknown].some((name) => later.has(name));
  if (isDeferred) conditions.length = count;
  else env.problems.addAll(problems);
  const statement = { phrase, isImported, asked, sites };
  return fact === undefined || isDeferred ? statement : { fact, ...statement };
}

/** Every word in the scenarios of a file, gathered when the first one is asked for. */
class ScenarioWords {
  readonly #scenarios: readonly ScenarioStatement[];
  readonly #source: Env["source"];
  #words: ReadonlySet<string> | undefined;

  constructor(scenarios: readonly ScenarioStatement[], source: Env["source"]) {
    this.#scenarios = scenarios;
    this.#source = source;
  }

  has(name: string): boolean {
    this.#words ??= new Set(this.#scenarios.flatMap((scenario) => this.#wordsOf(scenario)));
    return this.#words.has(name);
  }

  #wordsOf(scenario: ScenarioStatement): readonly string[] {
    return this.#source.slice(scenario).match(/[A-Za-z_]\w*(?:-\w+)*/g) ?? [];
  }
}
