import { hold, release } from "../../../kit/station.ts";
import type { Effects, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { has, serviceOf, show, target, trait } from "./device-traits.ts";
import { Need } from "./process.ts";

type On = Handler<DeviceState, DeviceConfig>;

/** `a` of `Msg.childAsks` and value of `busUnusable`. */
export const Bus = { suspending: 1, resuming: 2 } as const;

// ---- whom a suspend waits for

/** Dependences that may block for ever: no time-out exists around the entry. [SQ] */
export const WAITS = [
  "never-answers",
  "loads-module",
  "waits-process",
  "takes-lock",
  "needs-device",
] as const satisfies readonly BehaviourId[];

type Waits = (typeof WAITS)[number];

/** What is wanted of whom the behaviour names. */
const WANTED: Partial<Record<Waits, number>> = {
  "waits-process": Need.service,
  "takes-lock": Need.lock,
  "needs-device": Need.device,
};

/** Inside the entry, waiting for what the behaviour names. */
export function wait(
  state: DeviceState,
  form: Waits,
  effects: Effects,
  config: DeviceConfig,
): DeviceState {
  const fact = trait(state, config, form);
  if (form === "loads-module") effects.emit(Ev.blockedOn, effects.self, 0, "module");
  if (form === "waits-process") {
    const name = String(fact?.args["process"]);
    effects.emit(Ev.blockedOn, effects.self, 0, `process ${name}`);
  }
  const who = target(state, config, form);
  if (who !== undefined) effects.send(who, Msg.need, WANTED[form]);
  return show(state, effects, config, form);
}

/** A nexus whose bus a child wants to use. */
export const onChildAsks: On = (state, message, effects) => {
  if (!state.usable) effects.emit(Ev.busUnusable, effects.self, message.a, String(message.data));
  effects.send(message.from, Msg.busAnswer, state.usable ? 1 : 0, message.a);
  return state;
};

export const onChildDown: On = (state, _message, effects, config) =>
  has(state, config, "down-early") && state.usable
    ? { ...show(state, effects, config, "down-early"), usable: false }
    : state;

/** The parent nexus did the work for this node. `a` 1: suspended, 0: resumed. */
export const onParental: On = (state, message, effects, config) => {
  effects.emit(message.a === 1 ? Ev.suspendedByParent : Ev.resumedByParent);
  if (message.a === 1) return { ...state, power: "suspended", station: hold(state.station) };
  return {
    ...state,
    power: "active",
    station: release(state.station, effects, serviceOf(state, config)),
  };
};

/** Another driver's suspend needs this device. A suspended one cannot help until it is resumed. */
export const onNeed: On = (state, message, effects, config) => {
  if (state.power !== "suspended") {
    effects.send(message.from, Msg.granted, message.a);
    return state;
  }
  effects.emit(Ev.neededSuspended, message.from, 0, config.name);
  return { ...state, needers: [...state.needers, message.from] };
};
