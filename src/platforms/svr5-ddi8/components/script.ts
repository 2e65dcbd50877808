import type { ComponentId, Effects } from "../../../model/component.ts";
import { Msg } from "../protocol.ts";

/** Who asked is remembered with the token of the ask; a step of the resource manager is an ask of one's own, with a token that says so. */
export const STEP_TOKEN = -7;
/** Of a step whose answer nobody waits for. */
export const LEFT_TOKEN = -8;

/** Asks the resource manager for a step of somebody's program; `own` is the record that the program calls so. */
export function askStep(resmgr: ComponentId, step: number, own: number, fx: Effects): void {
  fx.send(resmgr, Msg.step, STEP_TOKEN, step, own);
}
