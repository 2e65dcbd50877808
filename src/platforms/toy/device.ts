import type { Asker } from "../../kit/answers.ts";
import { askerOf, doneTo, refused, skipped } from "../../kit/answers.ts";
import { hasFlag, numberIn } from "../../kit/args.ts";
import type { Behaviours, Overlay } from "../../kit/behaviours.ts";
import { behaves, behaviour, faultHandlers, felt, NO_FAULTS } from "../../kit/behaviours.ts";
import type { Service, Station } from "../../kit/station.ts";
import { accept, hold, IDLE_STATION, release, SERVED, served } from "../../kit/station.ts";
import type { ComponentClass, Effects, Handler, Ticks } from "../../model/component.ts";
import { REQUEST } from "../../model/lifecycle.ts";
import type { BehaviourName } from "./behaviours.ts";
import { Ev, Msg } from "./protocol.ts";

/** A device with its driver: it runs or is suspended, or is on its way from one to the other. */
export interface DeviceState {
  readonly power: "running" | "suspending" | "suspended" | "resuming";
  /** How often processes have it open. */
  readonly opens: number;
  /** Whom to answer when it has come to rest, or is back. */
  readonly asker: Asker | null;
  readonly station: Station;
  readonly faults: Overlay;
}

/** What does not change about a device. */
export interface DeviceConfig {
  readonly name: string;
  /** Its place in the order of suspending, from 0. */
  readonly place: number;
  readonly behaviours: Behaviours;
}

type On = Handler<DeviceState, DeviceConfig>;

// ---- suspending and resuming

const onSuspend: On = (state, message, fx, config) => {
  if (state.power !== "running") {
    skipped(message, fx);
    return state;
  }
  if (does("hangs", state, config)) return feel("hangs", state, fx, config);
  if (refusesNow(state, config)) {
    refused(message, fx, "BUSY", `${config.name}: ${state.opens > 0 ? "open" : "refused"}`);
    return feel("refuses", state, fx, config);
  }
  const station = does("works-on", state, config) ? state.station : hold(state.station);
  const next: DeviceState = { ...state, power: "suspending", asker: askerOf(message), station };
  return comeToRest(next, fx, config);
};

function refusesNow(state: DeviceState, { behaviours }: DeviceConfig): boolean {
  const refuses = behaviour(behaviours, state.faults, "refuses" satisfies BehaviourName);
  if (refuses === undefined) return false;
  return !hasFlag(refuses.args, "while-open") || state.opens > 0;
}

/** Once no request is under way, suspending itself begins. One that works on does not wait for them. */
function comeToRest(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  const isBusy = state.station.held && state.station.busy > 0;
  if (state.power !== "suspending" || isBusy) return state;
  fx.sendAfter(timeOf("suspend-takes", state, config), fx.self, Msg.suspended);
  return feel("suspend-takes", state, fx, config);
}

const onSuspended: On = (state, _, fx) => {
  fx.emit(Ev.suspend);
  if (state.asker !== null) doneTo(state.asker, fx);
  return { ...state, power: "suspended", asker: null };
};

const onResume: On = (state, message, fx, config) => {
  if (state.power !== "suspended") {
    skipped(message, fx);
    return state;
  }
  if (does("fails-resume", state, config)) {
    refused(message, fx, "RESUME", `${config.name}: did not resume`);
    return feel("fails-resume", state, fx, config);
  }
  fx.sendAfter(timeOf("resume-takes", state, config), fx.self, Msg.resumed);
  const next: DeviceState = { ...state, power: "resuming", asker: askerOf(message) };
  return feel("resume-takes", next, fx, config);
};

const onResumed: On = (state, _, fx, config) => {
  fx.emit(Ev.resume);
  if (state.asker !== null) doneTo(state.asker, fx);
  const station = release(state.station, fx, serviceOf(state, config));
  return { ...state, power: "running", asker: null, station };
};

// ---- requests

const onRequest: On = (state, message, fx, config) => {
  const service = serviceOf(state, config);
  const station = accept(state.station, message, fx, service);
  if (!state.station.held || service.whileHeld !== "drop") {
    return feel("serves", withStation(state, station), fx, config);
  }
  fx.emit(Ev.dropped, fx.self, message.a);
  return feel("drops-requests", state, fx, config);
};

const onServed: On = (state, message, fx, config) => {
  fx.emit(Ev.transfer, fx.self, message.a);
  const station = served(state.station, message, fx, serviceOf(state, config));
  const isWrong = state.power === "suspended";
  const felt = isWrong ? feel("works-on", state, fx, config) : state;
  const next = withStation(felt, station);
  // The last request under way is what a suspending device waits for.
  return station.held ? comeToRest(next, fx, config) : next;
};

/** Written out, because it happens twice for every request, and copying a record field by field is fastest. */
function withStation(state: DeviceState, station: Station): DeviceState {
  if (station === state.station) return state;
  const { power, opens, asker, faults } = state;
  return { power, opens, asker, station, faults };
}

function serviceOf(state: DeviceState, { behaviours }: DeviceConfig): Service {
  const serves = behaviour(behaviours, state.faults, "serves" satisfies BehaviourName);
  const drops = behaves(behaviours, state.faults, "drops-requests" satisfies BehaviourName);
  return {
    width: serves === undefined ? 1 : numberIn(serves.args, "width"),
    whileHeld: drops ? "drop" : "wait",
  };
}

// ---- behaviours

function does(name: BehaviourName, state: DeviceState, { behaviours }: DeviceConfig): boolean {
  return behaves(behaviours, state.faults, name);
}

function feel(
  name: BehaviourName,
  state: DeviceState,
  fx: Effects,
  { behaviours }: DeviceConfig,
): DeviceState {
  const faults = felt(behaviours, state.faults, name, fx);
  return faults === state.faults ? state : { ...state, faults };
}

function timeOf(name: BehaviourName, state: DeviceState, { behaviours }: DeviceConfig): Ticks {
  const fact = behaviour(behaviours, state.faults, name);
  return fact === undefined ? 0 : numberIn(fact.args, "time");
}

/** Devices of every kind; buses are devices that nobody sends requests to. */
export const DEVICE_CLASS: ComponentClass<DeviceState, DeviceConfig> = {
  name: "device",
  on: [
    ...faultHandlers<DeviceState, DeviceConfig>(),
    [Msg.suspend, onSuspend],
    [Msg.suspended, onSuspended],
    [Msg.resume, onResume],
    [Msg.resumed, onResumed],
    [Msg.open, (state) => ({ ...state, opens: state.opens + 1 })],
    [Msg.close, (state) => ({ ...state, opens: state.opens - 1 })],
    [REQUEST, onRequest],
    [SERVED, onServed],
  ],
};

/** A device when the scenario begins. */
export const RUNNING_DEVICE: DeviceState = {
  power: "running",
  opens: 0,
  asker: null,
  station: IDLE_STATION,
  faults: NO_FAULTS,
};
