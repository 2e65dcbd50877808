import type { Catalogue } from "../../model/platform.ts";
import type { File } from "../../syntax/ast.ts";
import type { Check } from "../checker.ts";
import type { ImportLibrary } from "../import-walk.ts";
import { importsOf, parseText } from "../import-walk.ts";
import type { Prepared } from "../prepare.ts";
import { prepare } from "../prepare.ts";

/** What reads and checks texts. */
export interface Reading {
  readonly check: Check;
  readonly library: ImportLibrary;
}

/** The only scenario of a text, ready to be played. */
export interface OnlyScenario {
  readonly tree: File;
  readonly prepared: Prepared;
}

/** The only scenario of a text that would stand in a file; nothing when it is invalid, or has another number of them. */
export function onlyScenarioOf(
  text: string,
  file: string,
  { check, library }: Reading,
  catalogue: Catalogue,
  seed: number,
): OnlyScenario | undefined {
  const main = parseText(file, text);
  const imports = importsOf(main, library);
  const checked = check(main, imports.files);
  const found = [...main.diagnostics, ...imports.diagnostics, ...checked.diagnostics];
  const [scenario, another] = checked.scenarios;
  const isValid = found.every(({ severity }) => severity !== "error");
  if (!isValid || scenario === undefined || another !== undefined) return undefined;
  const prepared = prepare(scenario, seed, catalogue);
  return "problems" in prepared ? undefined : { tree: main.tree, prepared };
}
