import type { CodeTable } from "../code-entry.ts";

/** DRS2xxx: names that stand for nothing, for two things, or for something else. */
export const NAME_CODES = {} as const satisfies CodeTable;
