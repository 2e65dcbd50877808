import { faultHandlers, NO_FAULTS } from "../../../kit/behaviours.ts";
import { accept, IDLE_STATION, reject, SERVED, served } from "../../../kit/station.ts";
import type { ComponentClass, Handler } from "../../../model/component.ts";
import { REQUEST } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";
import * as life from "./device-life.ts";
import * as neighbours from "./device-neighbours.ts";
import * as resume from "./device-resume.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { touch } from "./device-steps.ts";
import * as suspend from "./device-suspend.ts";
import { serviceOf, show } from "./device-traits.ts";

type On = Handler<DeviceState, DeviceConfig>;

const onRequest: On = (state, message, effects, config) => {
  if (!state.attached) {
    reject(message, effects);
    return state;
  }
  const service = serviceOf(state, config);
  const station = accept(state.station, message, effects, service);
  if (state.station.held && service.whileHeld === "drop") {
    effects.emit(Ev.requestDropped);
    return show(state, effects, config, "drops-requests");
  }
  if (state.station.held && service.whileHeld === "fail") {
    effects.emit(Ev.requestFailed);
    return show(state, effects, config, "fails-requests");
  }
  return station === state.station ? state : { ...state, station };
};

/** A request has been served, which takes a DMA; the last one in flight lets a waiting suspend go on. */
const onServed: On = (state, message, effects, config) => {
  touch(effects, config, "dma");
  const after: DeviceState = {
    ...moved(state, effects, config),
    station: served(state.station, message, effects, serviceOf(state, config)),
  };
  return after.power === "draining" && after.station.busy === 0
    ? suspend.drained(after, effects, config)
    : after;
};

/** A tape stands further on after each request. */
function moved(state: DeviceState, effects: Parameters<On>[2], config: DeviceConfig): DeviceState {
  if (config.kind !== "tape") return state;
  effects.emit(Ev.moved, effects.self, state.position + 1);
  return { ...state, position: state.position + 1 };
}

const onBusAnswer: On = (state, message, effects, config) =>
  message.b === neighbours.Bus.resuming
    ? resume.onBusAnswer(state, message, effects, config)
    : suspend.onBusAnswer(state, message, effects, config);

// biome-ignore format: a table is read by rows and columns
export const DEVICE: ComponentClass<DeviceState, DeviceConfig> = {
  name: "device",
  limits: [Msg.drainLimit],
  on: [
    [Msg.suspend, suspend.onSuspend],
    [Msg.suspendStep, suspend.onSuspendStep],
    [Msg.suspendDone, suspend.onSuspendDone],
    [Msg.drainLimit, suspend.onDrainLimit],
    [Msg.granted, suspend.onGranted],
    [Msg.need, neighbours.onNeed],
    [Msg.childAsks, neighbours.onChildAsks],
    [Msg.childDown, neighbours.onChildDown],
    [Msg.parental, neighbours.onParental],
    [Msg.checkUnsafe, suspend.onCheckUnsafe],
    [Msg.busAnswer, onBusAnswer],
    [Msg.resume, resume.onResume],
    [Msg.resumeStep, resume.onResumeStep],
    [Msg.resumeDone, resume.onResumeDone],
    [Msg.busBack, resume.onBusBack],
    [REQUEST, onRequest],
    [SERVED, onServed],
    [Msg.rogueDma, life.onRogueDma],
    [Msg.rogueIrq, life.onRogueIrq],
    [Msg.rogueTimer, life.onRogueTimer],
    [Msg.rogueWorker, life.onRogueWorker],
    [Msg.run, life.onRun],
    [Msg.handleIrq, life.onHandleIrq],
    [Msg.input, life.onInput],
    [Msg.open, life.onOpen],
    [Msg.close, life.onClose],
    [Msg.hold, life.onHold],
    [Msg.unplumb, life.onUnplumb],
    [Msg.plug, life.onPlug],
    [Msg.reserve, life.onReserve],
    [Msg.tune, life.onTune],
    [Msg.attach, life.onAttach],
    [Msg.branch, life.onBranch],
    [Msg.detach, life.onDetach],
    [Msg.unload, life.onUnload],
    ...faultHandlers<DeviceState, DeviceConfig>(),
  ],
};

/** A device as it is when the scenario begins. */
export function deviceInitially(traits: {
  readonly attached: boolean;
  readonly plugged: boolean;
  readonly reserved: boolean;
  readonly tunable: boolean;
  readonly position: number;
}): DeviceState {
  return {
    attached: traits.attached,
    plugged: traits.plugged,
    reserved: traits.reserved,
    tunable: traits.tunable,
    position: traits.position,
    unloaded: false,
    hasBus: true,
    power: "active",
    pretends: false,
    opens: 0,
    holds: 0,
    registersLost: false,
    inputLost: 0,
    usable: true,
    needers: [],
    asker: null,
    others: [],
    step: 0,
    station: IDLE_STATION,
    faults: NO_FAULTS,
  };
}
