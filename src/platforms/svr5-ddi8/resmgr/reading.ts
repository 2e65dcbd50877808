import type { ComponentClass } from "../../../model/component.ts";
import { NEVER } from "../../../model/component.ts";
import { Msg } from "../protocol.ts";
import type { Result } from "./steps.ts";
import { RESULTS } from "./steps.ts";

/** What a program has read, for expectations and for what it writes later. */
export interface ReadingState {
  readonly result: Result;
  readonly value: number;
  /** Values that the param has. */
  readonly count: number;
  readonly at: number;
}

export const READING_CLASS: ComponentClass<ReadingState, null> = {
  name: "reading",
  on: [
    [
      Msg.noted,
      (_, { a, b, data }, fx) => ({
        result: RESULTS[a] ?? "none",
        value: b,
        count: typeof data === "number" ? data : 0,
        at: fx.now,
      }),
    ],
  ],
  counters: ["at"],
};

export const NOTHING_READ: ReadingState = { result: "none", value: 0, count: 0, at: NEVER };
