import type { FailureKind } from "../../model/verdict.ts";

/** A random scenario that expects nothing of its own, and what may come of it all the same. */
export interface Machine {
  readonly text: string;
  /** Rules that it may break. */
  readonly mayBreak: ReadonlySet<string>;
  /** Whether it may fail so, rules apart. */
  readonly mayFail: (kind: FailureKind) => boolean;
}
