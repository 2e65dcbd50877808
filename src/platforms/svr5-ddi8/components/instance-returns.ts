import { doneTo } from "../../../kit/answers.ts";
import type { Effects } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Draft, Func, InstanceConfig } from "./instance-state.ts";
import { shows } from "./instance-state.ts";

/** To `Msg.remove`: the driver is unloaded, its instances wait for it to come back. */
export const UNLOADING = -2;

/** How long after a call a timer of its driver strikes. */
const TIMER = 1_000_000;

/** What the driver's timers do that should be off. a of `Msg.stray`. */
export const Stray = { quiet: 0, freed: 1 } as const;

type Returned = (d: Draft, fx: Effects, config: InstanceConfig) => void;

const move = (state: Draft["state"], d: Draft, fx: Effects): void => {
  if (d.state === state) return;
  d.state = state;
  fx.emit(Ev.state, fx.self, 0, state);
};

// biome-ignore format: a table is read by rows and columns
/** Where a subfunction leaves the instance when it has succeeded. */
const SUCCEEDED: Readonly<Record<Func, Returned>> = {
  CFG_ADD: (d, fx) => move("active", d, fx),
  CFG_SUSPEND: suspended,
  CFG_MODIFY: () => undefined,
  CFG_RESUME: resumed,
  CFG_REMOVE: removed,
  CFG_VERIFY: () => undefined,
};

/** The state machine of §2.5, after a call has returned. */
export function concluded(
  func: Func,
  errno: string | undefined,
  d: Draft,
  fx: Effects,
  config: InstanceConfig,
): void {
  if (errno === undefined) SUCCEEDED[func](d, fx, config);
  else if (func === "CFG_ADD") {
    d.enabled = false;
    move("add-failed", d, fx);
  }
}

function suspended(d: Draft, fx: Effects, config: InstanceConfig): void {
  fx.send(d.fn, Msg.claim, 1);
  move("suspended", d, fx);
  if (shows("needs-more", d, fx, config)) d.alive = true;
  if (shows("touches-quiet", d, fx, config)) fx.sendAfter(TIMER, fx.self, Msg.stray, Stray.quiet);
}

function resumed(d: Draft, fx: Effects): void {
  d.alive = false;
  fx.send(d.fn, Msg.claim, 0);
  move("active", d, fx);
  for (const asker of d.openers) {
    d.opens++;
    doneTo(asker, fx);
  }
  d.openers = [];
}

function removed(d: Draft, fx: Effects, config: InstanceConfig): void {
  const isUnloading = d.parameter === UNLOADING;
  d.dropping = false;
  d.held = false;
  d.stackStopped = false;
  d.leaked = false;
  if (!isUnloading) d.used = NOBODY;
  move(isUnloading ? "pending" : "absent", d, fx);
  if (shows("uses-freed", d, fx, config)) fx.sendAfter(TIMER, fx.self, Msg.stray, Stray.freed);
}
