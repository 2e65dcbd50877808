import type { Phase } from "../../../model/phase.ts";
import type { Options } from "../knobs.ts";
import { Msg } from "../protocol.ts";
import { acquire, each, step, undoing } from "./asks.ts";
import type { Cast } from "./cast.ts";
import { queryPhases, setPhases } from "./power.ts";

// Microsoft's own test programs, as far as they pass power IRPs through the stacks.

/** What a test that puts the system to sleep wants. */
export interface SleepWish {
  /** Nobody may veto it. */
  readonly critical: boolean;
  /** How long the system stays asleep. */
  readonly time: number;
}

/** S4 and back. A critical transition goes on whatever the queries come to. [WDK:devtest/pwrtest-sleep-scenario] */
export function sleepPhases(cast: Cast, options: Options, wish: SleepWish): readonly Phase[] {
  const policy = wish.critical ? "override" : options["query-reject-policy"];
  const changed: Options = { ...options, "query-reject-policy": policy };
  return [
    acquire("P0", cast.kernel),
    ...queryPhases(cast, changed),
    ...setPhases(cast, changed),
    step("P5", "", "the system sleeps", "MSDN", {
      ask: each([cast.kernel], Msg.freeze),
      wait: wish.time,
      undo: [undoing(each([cast.kernel], Msg.thaw))],
    }),
    step("P7", "", "it wakes", "MSDN", { unwind: "P5" }),
    step("P8", "", "S0 set-power, parents first", "MSDN", {
      unwind: options["send-query"] ? "P3" : "P4",
    }),
    step("P9", "", "queues drain", "MSDN", {}),
  ];
}
