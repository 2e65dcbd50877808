import type { CodeTable } from "../code-entry.ts";

/** DRS3xxx: types, quantities and units. */
export const TYPE_CODES = {} as const satisfies CodeTable;
