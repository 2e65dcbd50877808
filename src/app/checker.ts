import type { Checked, ParsedText } from "../check/check-file.ts";
import { checkFile } from "../check/check-file.ts";
import type { Catalogue } from "../model/platform.ts";
import type { ParsedFile } from "./import-walk.ts";
import type { PlaySettings } from "./play-settings.ts";

/** Checks a parsed file together with everything it imports. */
export type Check = (
  main: ParsedFile,
  imports: readonly ParsedFile[],
) => Pick<Checked, "scenarios" | "diagnostics">;

/** The checker for these platforms, with other values for some `let`s. */
export function checkerFor(catalogue: Catalogue, definitions: PlaySettings["definitions"]): Check {
  const values = Object.fromEntries(definitions.map(({ name, value }) => [name, value]));
  return (main, imports) =>
    checkFile({
      imports: imports.map(textOf),
      catalogue,
      definitions: values,
      ...textOf(main),
    });
}

function textOf({ source: { file, text }, tree }: ParsedFile): ParsedText {
  return { file, text, tree };
}
