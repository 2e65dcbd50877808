import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { START } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, refused } from "./answer.ts";
import { Environment } from "./slot-tests.ts";

/** Power supplies against the boards that load them. [SDR, SC, digest of the environment model] */
export interface PowerState {
  /** Supplies that are ok. */
  readonly ok: number;
  /** Connected boards. */
  readonly loads: number;
  /** The peripheral supply and the precharge current are ok. */
  readonly precharge: boolean;
}

export interface PowerConfig {
  /** Slots of the card cage: 4, 5, 8 or 16. */
  readonly cage: number;
  readonly slots: readonly ComponentId[];
}

type On = Handler<PowerState, PowerConfig>;

/** Below the minimum for this long, the system reboots. [SC: 60 × 500 ms] */
const COUNTDOWN = 30_000_000_000;

/** How many supplies this many connected boards need. [SDR] */
export const minimumSupplies = (loads: number): number => Math.min(7, Math.floor((loads + 1) / 2));

/** Supplies that count: some cages let the peripheral supply help when they are full. [SDR] */
export function countingSupplies(state: PowerState, cage: number, loads: number): number {
  if (cage === 8 && loads >= 7 && state.precharge) return state.ok + 1;
  if (cage === 5 && loads >= 5) return state.ok + 1;
  return state.ok;
}

/** Whether the supplies suffice for so many boards. */
export const enough = (state: PowerState, config: PowerConfig, loads: number): boolean =>
  countingSupplies(state, config.cage, loads) >= minimumSupplies(loads);

/** `b` of `Msg.check`: which of its two answers is wanted. */
export const PowerTest = { power: 0, precharge: 1 } as const;

const onCheck: On = (state, message, effects, config) => {
  if (message.b === PowerTest.power && !enough(state, config, state.loads + 1))
    refused(effects, message, "POWER", "");
  else if (message.b === PowerTest.precharge && !state.precharge)
    refused(effects, message, "PRECHARGE", "");
  else done(effects, message);
  return state;
};

/** Any change makes every board look at its condition again. [SDR] */
function changed(
  before: PowerState,
  after: PowerState,
  effects: Parameters<On>[2],
  config: PowerConfig,
): PowerState {
  const was = enough(before, config, before.loads);
  const is = enough(after, config, after.loads);
  if (was !== is) {
    for (const slot of config.slots)
      effects.send(slot, Msg.environment, Environment.power, is ? 1 : 0);
    if (is) effects.stopTimer(Msg.settleDown);
    else effects.startTimer(Msg.settleDown, COUNTDOWN);
  }
  return after;
}

const onSupplies: On = (state, message, effects, config) =>
  changed(state, { ...state, ok: Math.max(0, state.ok + message.a) }, effects, config);

const onLoad: On = (state, message, effects, config) =>
  changed(state, { ...state, loads: state.loads + message.a }, effects, config);

/** Too few supplies from the beginning: the countdown runs. */
const onStart: On = (state, _message, effects, config) => {
  if (!enough(state, config, state.loads)) effects.startTimer(Msg.settleDown, COUNTDOWN);
  return state;
};

const onPrecharge: On = (state, message) => ({ ...state, precharge: message.a === 1 });

const onCountdown: On = (state, _message, effects) => {
  const text = "power supplies below minimum: rebooting";
  effects.emit(CoreEvent.console, effects.self, 0, text);
  effects.emit(Ev.reboot);
  effects.emit(CoreEvent.panic, effects.self, 0, text);
  effects.halt();
  return state;
};

export const POWER: ComponentClass<PowerState, PowerConfig> = {
  name: "power",
  on: [
    [START, onStart],
    [Msg.check, onCheck],
    [Msg.supplies, onSupplies],
    [Msg.load, onLoad],
    [Msg.precharge, onPrecharge],
    [Msg.settleDown, onCountdown],
  ],
};
