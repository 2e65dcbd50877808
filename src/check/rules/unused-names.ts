import type { SourceSpan } from "../../diagnostics/diagnostic.ts";
import type { PlatformWords } from "../platform-words.ts";
import { type Problems, ticked, warningAt } from "../problems.ts";
import type { CheckedScenario, ScenarioRule } from "../scenario/checked-scenario.ts";
import type { Scope, ValueBinding } from "../scope.ts";
import type { MatchedPhrase } from "../statements/match-phrase.ts";
import type { FileRule } from "./file-rule.ts";

/** A name that nothing refers to has no effect, or the wrong name was written where it was meant. */
export const unusedScenarioNames: ScenarioRule = (scenario) => {
  const { parts, env } = scenario;
  if (parts.isIncomplete || scenario.rows.length === 0 || env.problems.hasErrors) return;
  for (const binding of env.scope.ownValues) unusedValue(binding, env.problems);
  if (parts.examples.length > 0) unusedColumns(scenario);
  unusedEntities(scenario);
  if (parts.declarations.length === 0) return;
  const own = parts.declarations.map(({ phrase }) => phrase);
  unusedIdlers(own, env.scope, env.words, env.problems);
};

function unusedEntities(scenario: CheckedScenario): void {
  const { parts, env } = scenario;
  for (const { kind, name, span, isUsed } of env.scope.ownEntities) {
    if (isUsed) continue;
    const isLabel = parts.actions.some(({ phrase }) => phrase.node.label?.text === name);
    if (isLabel) unused(`the label ${ticked(name)}`, span, env.problems);
    else if (env.words.softKinds.has(kind) && !isMentioned(kind, name, scenario))
      unused(`the ${kind} ${ticked(name)}`, span, env.problems);
  }
}

/** The file mentions it without declaring it, so that the scenario's declaration is what is meant. */
function isMentioned(kind: string, name: string, { file }: CheckedScenario): boolean {
  return file.scope.entity([kind], name) !== undefined;
}

/** The same for what a file declares itself; what it imports is for others too. */
export const unusedFileNames: FileRule = ({ file, scenarios }) => {
  const { scope, problems, words, statements } = file;
  if (scenarios.length === 0 || problems.hasErrors) return;
  for (const binding of scope.ownValues) if (!binding.isImported) unusedValue(binding, problems);
  for (const { kind, name, span, isUsed, isImported } of scope.ownEntities) {
    if (isUsed || isImported || !words.softKinds.has(kind)) continue;
    unused(`the ${kind} ${ticked(name)}`, span, problems);
  }
  const own = statements.flatMap(({ phrase, isImported }) => (isImported ? [] : [phrase]));
  unusedIdlers(own, scope, words, problems);
};

function unusedValue({ name, span, isUsed, what }: ValueBinding, problems: Problems): void {
  if (!isUsed && what === "let") unused(`the value ${ticked(name)}`, span, problems);
}

/** A column that no row of the table uses. */
function unusedColumns({ rows, env }: CheckedScenario): void {
  const used = new Set<string>();
  const columns = new Map<string, SourceSpan>();
  for (const { scope, cells } of rows) {
    if (cells.length === 0) continue;
    for (const { name, span, isUsed } of scope.ownValues) {
      columns.set(name, span);
      if (isUsed) used.add(name);
    }
  }
  for (const [name, span] of columns) {
    if (!used.has(name)) unused(`the column ${ticked(name)}`, span, env.problems);
  }
}

/** A declaration that says nothing about what it declares only makes sense when something refers to it. */
function unusedIdlers(
  phrases: readonly MatchedPhrase[],
  scope: Scope,
  words: PlatformWords,
  problems: Problems,
): void {
  for (const { match, body, node, source } of phrases) {
    const [only, ...others] = match.pattern.slots;
    if (only?.type.kind !== "new" || body.length > 0 || node.block !== undefined) continue;
    if (others.some(({ index }) => match.bound[index] !== undefined)) continue;
    const bound = match.bound[only.index];
    if (typeof bound !== "object" || bound.kind !== "word") continue;
    const { of: kind } = only.type;
    const entity = scope.entity([kind], bound.text);
    if (entity === undefined || entity.isUsed || words.softKinds.has(kind)) continue;
    unused(`the ${kind} ${ticked(bound.text)}`, source.spanOf(bound), problems);
  }
}

function unused(what: string, span: SourceSpan | undefined, problems: Problems): void {
  if (span === undefined) return;
  problems.add(warningAt(span, "DRS2013", `nothing uses ${what}`, { label: "never used" }));
}
