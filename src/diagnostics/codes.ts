import type { CodeTable } from "./code-entry.ts";
import { EXPECTATION_CODES } from "./codes/expectations.ts";
import { FILE_CODES } from "./codes/files.ts";
import { LEGALITY_CODES } from "./codes/legality.ts";
import { NAME_CODES } from "./codes/names.ts";
import { SYNTAX_CODES } from "./codes/syntax.ts";
import { TYPE_CODES } from "./codes/types.ts";

/** Every diagnostic code, in ascending order. A code is never used for a second meaning. */
export const CODES: CodeTable = {
  ...SYNTAX_CODES,
  ...NAME_CODES,
  ...TYPE_CODES,
  ...LEGALITY_CODES,
  ...EXPECTATION_CODES,
  ...FILE_CODES,
};
