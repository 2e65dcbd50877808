import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OpenScenario } from "../model/choice.ts";
import type { Catalogue } from "../model/platform.ts";
import type { File } from "../syntax/ast.ts";
import { ChoiceLog } from "./choices.ts";
import { readFileStatements } from "./file-statements.ts";
import { type ChosenPlatform, choosePlatform } from "./platform-choice.ts";
import { Problems } from "./problems.ts";
import type { ReadFile } from "./read-file.ts";
import { FILE_RULES } from "./rules/index.ts";
import { checkScenario } from "./scenario/check-scenario.ts";
import { SourceFile } from "./source-file.ts";
import { taintError } from "./statements/match-phrase.ts";
import type { Definitions } from "./statements/values.ts";

/** A text with the tree that was read from it. */
export interface ParsedText {
  /** The path as the reader should see it. */
  readonly file: string;
  readonly text: string;
  readonly tree: File;
}

/** All that a file is checked by. */
export interface CheckInput extends ParsedText {
  /** Everything that the file imports, directly and indirectly, each once; what a file imports comes before it. */
  readonly imports: readonly ParsedText[];
  readonly catalogue: Catalogue;
  /** Values that replace those of file-level `let`s, as text. */
  readonly definitions: Definitions;
}

/** What a file holds, and what is wrong with it. */
export interface Checked {
  /** One for each scenario and example row, in written order. Empty when there is an error. */
  readonly scenarios: readonly OpenScenario[];
  /** By position; those of imported files last. */
  readonly diagnostics: readonly Diagnostic[];
  /** Which of the definitions the file has a `let` for. */
  readonly definitionsUsed: readonly string[];
}

/**
 * Checks a file that was read: finds the form of every statement, what every name stands for, the type of every
 * value. Pure; never throws for a mistake in the text.
 */
export function checkFile(input: CheckInput): Checked {
  const problems = new Problems();
  const source = new SourceFile(input.file, input.text);
  const imports = input.imports.map(({ file, text, tree }) => ({
    source: new SourceFile(file, text),
    tree,
    isImported: true,
  }));
  const files = [...imports, { source, tree: input.tree, isImported: false }];
  for (const one of files) taintErrors(one, problems);
  const scenarios = input.tree.body.filter((item) => item.kind === "scenario");
  const platform = choosePlatform(files, scenarios, input.catalogue, problems);
  const open = platform === undefined ? [] : checkAll(platform);
  return {
    scenarios: problems.hasErrors ? [] : open,
    diagnostics: problems.sorted(input.file),
    definitionsUsed: definitionsUsed(files, input.definitions),
  };

  function checkAll({ words, statements }: ChosenPlatform): readonly OpenScenario[] {
    const choices = new ChoiceLog();
    const { definitions } = input;
    const shared = { source, problems, choices, words };
    const file = readFileStatements(files, {
      shared,
      definitions,
      platforms: statements,
      scenarios,
    });
    const taken = new Set<string>();
    const all = scenarios.flatMap((scenario) => checkScenario(scenario, file, taken));
    for (const rule of FILE_RULES) rule({ file, scenarios, imports });
    return all;
  }
}

function taintErrors({ source, tree }: ReadFile, problems: Problems): void {
  for (const item of tree.body) if (item.kind === "error") taintError(item, { source, problems });
}

function definitionsUsed(files: readonly ReadFile[], definitions: Definitions): readonly string[] {
  const lets = new Set(
    files.flatMap(({ tree }) =>
      tree.body.flatMap((item) => (item.kind === "let" ? [item.name.text] : [])),
    ),
  );
  return Object.keys(definitions).filter((name) => lets.has(name));
}
