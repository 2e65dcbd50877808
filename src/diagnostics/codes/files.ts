import type { CodeTable } from "../code-entry.ts";

/** DRS9xxx: files, imports and options. */
export const FILE_CODES = {} as const satisfies CodeTable;
