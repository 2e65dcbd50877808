import type { Effects } from "../model/component.ts";
import type { OperationConfig } from "../model/phase.ts";
import { NO_BITS } from "./bits.ts";
import type { Draft } from "./operation-state.ts";
import { askFree } from "./precedence.ts";
import type { Asking } from "./rounds.ts";
import { askAll, askNext } from "./rounds.ts";

/** Begins the asks of a step. Nobody to ask leaves `owed` at 0. */
export function openRound(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const token = d.round.token + d.round.places;
  const { places } = asking;
  d.round = {
    token,
    places,
    cursor: 0,
    owed: 0,
    done: 0,
    skipped: 0,
    answered: NO_BITS,
    freed: [],
    open: [],
    refusal: null,
  };
  const { order } = asking.ask;
  if (order === "all") askAll(d, asking, fx, c);
  else if (typeof order === "object") askFree(d, asking, order, fx, c);
  else askNext(d, asking, fx, c);
}
