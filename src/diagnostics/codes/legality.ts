import type { CodeTable } from "../code-entry.ts";

/** DRS4xxx: what a platform does not allow. */
export const LEGALITY_CODES = {} as const satisfies CodeTable;
