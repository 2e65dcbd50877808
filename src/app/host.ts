import type { Helper, Message, Seat } from "../explore/untimed/together/messages.ts";

export type { Helper, Message, Seat };

/** What came of reading a file. Only `text` and `not-text` were read to their end. */
export type Reading =
  | { readonly kind: "text"; readonly text: string }
  /** `near`: the most similar name in the folder where it should be. */
  | { readonly kind: "missing"; readonly near?: string }
  /** A folder, a device, a pipe: whatever is no regular file; in words. */
  | { readonly kind: "no-file"; readonly what: string }
  | { readonly kind: "too-large"; readonly bytes: number }
  /** Not UTF-8, and what it seems to be, in words. */
  | { readonly kind: "not-text"; readonly what: string }
  | { readonly kind: "unreadable"; readonly reason: string }
  /** A link that leads out of the root. */
  | { readonly kind: "outside" };

/** Where scenario files come from. */
export interface Files {
  /** Reads a file by its root-relative path. Throws nothing. */
  read(path: string): Reading;
  /** The same for an import, which may not leave the root, not even by a link. */
  readImport(path: string): Reading;
}

/** A scenario and how its questions are answered, for a thread that has to find it again. */
export interface ScenarioPlace {
  readonly file: string;
  /** Among the scenarios of its file. */
  readonly index: number;
  readonly answers: readonly number[];
}

/** What a run needs of the world. */
export interface Host extends Files {
  /** Milliseconds of wall clock since some moment. */
  elapsedMs(): number;
  /** Memory in use, in bytes; infinite when there is hardly any left. */
  memoryBytes(): number;
  /** Whether somebody has asked for an end. */
  isStopping(): boolean;
  /** Threads that can help to explore a scenario; absent: none can. */
  readonly threads?: {
    readonly count: number;
    readonly hire: (place: ScenarioPlace, seat: Seat) => Helper;
  };
  /** Shows somebody who watches how far something long is. */
  tell?(line: string): void;
}
