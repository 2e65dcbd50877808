// The bounds within which the program promises to answer. They are here, and nowhere else, so that
// the documents, the flags and the code cannot disagree. Reaching one is always reported.

/** One expression, outside its parentheses, may have this many operators. */
export const OPERATORS_MAX = 256;

/** A scenario file may have this many bytes. */
export const FILE_BYTES_MAX = 4 * 1024 * 1024;

/** Braces, brackets and parentheses may be nested this deeply, together. */
export const NESTING_MAX = 64;

/** Imports of imports may be this deep. */
export const IMPORT_DEPTH_MAX = 32;

/** One file may bring in this many others, directly and indirectly. */
export const IMPORT_FILES_MAX = 256;

/** Of one file this many diagnostics are shown; a last one counts the rest. */
export const DIAGNOSTICS_PER_FILE_MAX = 50;

/** Scenarios that one examples table may make of its scenario. */
export const EXAMPLE_ROWS_MAX = 10_000;

/** A range of numbers that declares one thing each, such as `cpu 0..7`, may have this many. */
export const RANGE_MEMBERS_MAX = 4096;

/** Messages that may wait in one mailbox. */
export const MAILBOX_MAX = 1_000_000;

/** Messages and timers that may be pending at once in one run. */
export const PENDING_MAX = 4_000_000;

/** Events of one run; `--max-events` changes it. */
export const EVENTS_MAX = 10_000_000;

/** A run that hit a bound after more events than this is reported without the story that led there. */
export const STORY_STEPS_MAX = 500_000;

/** Virtual time of one run in nanoseconds: 30 days; `--max-time` changes it. */
export const VIRTUAL_TIME_MAX = 30 * 24 * 3_600_000_000_000;

/** Components in one world. */
export const COMPONENTS_MAX = 20_000;

/** States of one search; `--max-states` changes it. */
export const STATES_MAX = 20_000_000;
