import type { Effects } from "../model/component.ts";
import type { OperationConfig } from "../model/phase.ts";
import type { Draft } from "./operation-state.ts";
import { NO_ROUND } from "./operation-state.ts";
import { askFree } from "./precedence.ts";
import type { Asking } from "./rounds.ts";
import { askAll, askNext } from "./rounds.ts";

/** Begins the asks of a step. Nobody to ask leaves `owed` at 0. */
export function openRound(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const token = d.round.token + d.round.places;
  const { places } = asking;
  d.round = { ...NO_ROUND, token, places };
  const { order } = asking.ask;
  if (order === "all") askAll(d, asking, fx, c);
  else if (typeof order === "object") askFree(d, asking, order, fx, c);
  else askNext(d, asking, fx, c);
}
