import type { CodeTable } from "../code-entry.ts";

/** DRS5xxx: expectations that cannot be judged, or say nothing. */
export const EXPECTATION_CODES = {} as const satisfies CodeTable;
