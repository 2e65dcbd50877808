import type { CodeTable } from "../code-entry.ts";

/** DRS1xxx: what cannot be read. Given by the parser. */
export const SYNTAX_CODES = {} as const satisfies CodeTable;
