import type { Load } from "./load.ts";

/** What threads send each other. */
export type Message =
  | { readonly kind: "load"; readonly load: Load }
  | { readonly kind: "done"; readonly found: Findings }
  /** It has failed by a fault of ours. */
  | { readonly kind: "broken"; readonly what: string };

/** What one thread has found, when all is done. */
export interface Findings {
  readonly transitions: number;
  readonly isWrong: boolean;
  /** Places of the `sometimes` that it has not seen, among all expectations. */
  readonly unseen: readonly number[];
  readonly ends: number;
  readonly standstills: number;
}

/** A line to another thread. */
export interface Line {
  send(message: Message): void;
  /** What has come, oldest first, without waiting; nothing when nothing has. */
  receive(): Message | undefined;
}

/** Another thread, as the one sees it that has begun. */
export interface Helper extends Line {
  /** Ends it, whatever it does. */
  dismiss(): void;
}

/** Starts a thread that helps with this search. */
export type Hire = (seat: Seat) => Helper;

/** Where a helper takes part. */
export interface Seat {
  readonly thread: number;
  readonly memory: SharedArrayBuffer;
}
