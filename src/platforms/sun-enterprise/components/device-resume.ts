import { release } from "../../../kit/station.ts";
import type { Effects, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import { asker, done, doneTo, refusedTo, skipped } from "./answer.ts";
import { Bus } from "./device-neighbours.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { playSteps } from "./device-steps.ts";
import { duration, has, isAsked, serviceOf, show, stepsOf } from "./device-traits.ts";
import { Need } from "./process.ts";

type On = Handler<DeviceState, DeviceConfig>;

/** The framework asks for DDI_RESUME. [SQ, M-AT] */
export const onResume: On = (state, message, effects, config) => {
  if (isAsked(state, config) !== "yes") {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.resumeCalled);
  if (state.power !== "suspended") {
    if (state.pretends) effects.emit(Ev.resumed, effects.self, 1);
    done(effects, message);
    return { ...state, pretends: false };
  }
  const entered: DeviceState = { ...state, power: "resuming", asker: asker(message), step: 0 };
  stopRogues(effects);
  if (!config.asksParent) return enter(entered, effects, config);
  effects.send(config.parent, Msg.childAsks, Bus.resuming, 0, config.name);
  return entered;
};

export const onBusAnswer: On = (state, message, effects, config) => {
  if (message.b !== Bus.resuming || state.power !== "resuming") return state;
  return message.a === 1 ? enter(state, effects, config) : fail(state, effects, config, "bus");
};

function enter(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  if (has(state, config, "fails-resume"))
    return fail(show(state, effects, config, "fails-resume"), effects, config, "");
  if (stepsOf(state, config, "resume").length > 0) return runSteps(state, effects, config);
  const takes = duration(state, config, "resume-takes", "time");
  if (takes === 0) return finish(state, effects, config);
  effects.startTimer(Msg.resumeDone, takes);
  return show(state, effects, config, "resume-takes");
}

/** DDI_FAILURE; empty `why` is the driver's own doing. */
function fail(
  state: DeviceState,
  effects: Effects,
  config: DeviceConfig,
  why: string,
): DeviceState {
  effects.emit(Ev.resumeFailed, effects.self, 0, why);
  if (state.asker !== null) refusedTo(effects, state.asker, "RESUME", config.path);
  refuseOthers(state, effects, config);
  return { ...state, power: "failed", asker: null, others: [] };
}

/** Whoever wanted it suspended while it was resuming is told no. */
function refuseOthers(state: DeviceState, effects: Effects, config: DeviceConfig): void {
  for (const other of state.others) refusedTo(effects, other, "SUSPEND", config.path);
}

export const onResumeDone: On = (state, _message, effects, config) =>
  state.power === "resuming" ? finish(state, effects, config) : state;

export const onResumeStep: On = (state, _message, effects, config) =>
  state.power === "resuming" ? runSteps(state, effects, config) : state;

function finish(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const lost = has(state, config, "loses-state");
  effects.emit(Ev.resumed, effects.self, lost ? 0 : 1);
  if (state.asker !== null) doneTo(effects, state.asker);
  refuseOthers(state, effects, config);
  for (const ward of config.wards) effects.send(ward, Msg.parental, 0);
  for (const needer of state.needers) effects.send(needer, Msg.granted, Need.device);
  const repeats = has(state, config, "repeats-requests") && effects.deferred() > 0 ? 1 : 0;
  if (repeats > 0) effects.emit(Ev.requestRepeated);
  const shown = lost ? show(state, effects, config, "loses-state") : state;
  const back: DeviceState = {
    ...(repeats > 0 ? show(shown, effects, config, "repeats-requests") : shown),
    power: "active",
  };
  const late = duration(state, config, "back-late", "time");
  if (late > 0) effects.startTimer(Msg.busBack, late);
  return {
    ...(late > 0 ? show(back, effects, config, "back-late") : back),
    asker: null,
    others: [],
    needers: [],
    step: 0,
    registersLost: state.registersLost || lost,
    usable: late === 0,
    station: release(state.station, effects, serviceOf(back, config), repeats),
  };
}

export const onBusBack: On = (state) => (state.usable ? state : { ...state, usable: true });

function runSteps(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const steps = stepsOf(state, config, "resume");
  const stop = playSteps(steps, state, effects, config, Msg.resumeStep);
  if (stop.kind === "waiting") return { ...state, step: stop.next };
  const shown = show(state, effects, config, "handler");
  if (stop.kind === "never") return shown;
  return stop.kind === "refused"
    ? fail(shown, effects, config, "")
    : finish(shown, effects, config);
}

function stopRogues(effects: Effects): void {
  effects.stopTimer(Msg.rogueDma);
  effects.stopTimer(Msg.rogueIrq);
  effects.stopTimer(Msg.rogueTimer);
  effects.stopTimer(Msg.rogueWorker);
}
