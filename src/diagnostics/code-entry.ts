/** What is known about one diagnostic code, beside what a single diagnostic says. Shown by `drs explain`. */
export interface CodeEntry {
  /** The mistake in a few words, no full stop: "a string is not closed". */
  readonly title: string;
  /** Why it is a mistake and what to do, in whole sentences. */
  readonly explanation: string;
  /** A small complete file that has this mistake, and no other. */
  readonly wrong: string;
  /** The same file put right; it gives no diagnostic at all. */
  readonly right: string;
  /** Makes the offending file out of `wrong`, where the real one would be too long to show. */
  readonly grow?: (wrong: string) => string;
}

/** Codes of one range with what is known about each. */
export type CodeTable = Readonly<Record<`DRS${number}`, CodeEntry>>;
