import { hold, release } from "../../../kit/station.ts";
import type { Effects, Handler } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { Ev, Msg } from "../protocol.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import { asker, doneTo, refused, refusedTo, skipped } from "./answer.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { playSteps } from "./device-steps.ts";
import {
  duration,
  has,
  isAsked,
  mayRefuseOpen,
  serviceOf,
  show,
  stepsOf,
  target,
  trait,
} from "./device-traits.ts";
import { Need } from "./process.ts";

type On = Handler<DeviceState, DeviceConfig>;

/** `a` of `Msg.childAsks` and value of `busUnusable`. */
export const Bus = { suspending: 1, resuming: 2 } as const;

/** The framework asks for DDI_SUSPEND. [SQ P5, M-D] */
export const onSuspend: On = (state, message, effects, config) => {
  const asked = isAsked(state, config);
  if (asked !== "yes") {
    if (asked !== "parent")
      effects.emit(Ev.suspendSkipped, effects.self, asked === "by-property" ? 1 : 0);
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.suspendCalled, effects.self, message.from);
  if (config.announces)
    effects.emit(
      CoreEvent.console,
      effects.self,
      0,
      `suspending ${config.name} (aka ${config.driver})`,
    );
  const entered: DeviceState = { ...state, asker: asker(message) };
  if (state.power === "suspended") return again(entered, effects, config);
  if (state.pretends) return nothing(entered, effects);
  if (config.asksParent) {
    effects.send(config.parent, Msg.childAsks, Bus.suspending, 0, config.name);
    return { ...entered, power: "suspending" };
  }
  return enter(entered, effects, config);
};

/** The nexus says whether its bus can be used. `a` 1: yes; `b`: what the child wanted it for. */
export const onBusAnswer: On = (state, message, effects, config) => {
  if (message.b === Bus.resuming) return state;
  return message.a === 1
    ? enter(state, effects, config)
    : refuse(state, effects, config, "bus", true);
};

/** A device that is suspended already: success or failure, both are found. [SD, ST] */
function again(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const wakes = has(state, config, "forgets-suspended");
  const woken: DeviceState = wakes
    ? { ...show(state, effects, config, "forgets-suspended"), power: "active" }
    : state;
  const succeeds =
    has(state, config, "second-succeeds") ||
    (config.secondSucceeds && !has(state, config, "second-refused"));
  if (woken.asker === null) return woken;
  if (!succeeds) {
    refusedTo(effects, woken.asker, "SUSPEND", config.path);
    return { ...woken, asker: null };
  }
  doneTo(effects, woken.asker);
  return { ...woken, asker: null };
}

/** The entry is the no-op that returns success. [DRV] */
function nothing(state: DeviceState, effects: Effects): DeviceState {
  effects.emit(Ev.suspendNothing);
  if (state.asker !== null) doneTo(effects, state.asker);
  return { ...state, pretends: true, power: "active", asker: null };
}

/** Inside the driver's entry: what it refuses, what it waits for, then the draining. */
function enter(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  if (has(state, config, "suspend-nothing"))
    return nothing(show(state, effects, config, "suspend-nothing"), effects);
  const refusal = REFUSALS.find((row) => row.when(state, config));
  if (refusal !== undefined) {
    const shown = refusal.shows === undefined ? state : show(state, effects, config, refusal.shows);
    return refuse(shown, effects, config, refusal.why, true);
  }
  const inside: DeviceState = {
    ...state,
    power: "suspending",
    step: 0,
    station: hold(state.station),
  };
  if (stepsOf(state, config, "suspend").length > 0) return runSteps(inside, effects, config);
  return waitsFor(inside, effects, config) ? inside : drain(inside, effects, config);
}

interface RefusalRow {
  readonly why: string;
  /** The behaviour that it shows; absent: a conforming driver refuses likewise. */
  readonly shows?: BehaviourId;
  readonly when: (state: DeviceState, config: DeviceConfig) => boolean;
}

// biome-ignore format: a table is read by rows and columns
const REFUSALS: readonly RefusalRow[] = [
  { why: "unsupported", shows: "no-suspend", when: (s, c) => has(s, c, "no-suspend") },
  { why: "open",        when: (s, c) => s.opens > 0 && mayRefuseOpen(s, c) && !has(s, c, "suspends-open") },
  { why: "reserved",    when: (s, c) => s.reserved && !has(s, c, "suspends-reserved") },
  { why: "tunable",     when: (s, c) => has(s, c, "needs-tunable") && !s.tunable && !has(s, c, "ignores-tunable") },
  { why: "open-although-safe", shows: "refuses-open", when: (s, c) => s.opens > 0 && has(s, c, "refuses-open") },
  { why: "busy", shows: "refuses-suspend", when: (s, c) => has(s, c, "refuses-suspend") },
];

/** DDI_FAILURE. `unchanged`: the device works on as before, as it must. [M-D] */
function refuse(
  state: DeviceState,
  effects: Effects,
  config: DeviceConfig,
  why: string,
  unchanged: boolean,
): DeviceState {
  effects.emit(Ev.suspendRefused, effects.self, unchanged ? 1 : 0, why);
  if (config.announces)
    effects.emit(CoreEvent.console, effects.self, 0, `FAILED to suspend ${config.name}`);
  if (state.asker !== null) refusedTo(effects, state.asker, "SUSPEND", config.path);
  effects.stopTimer(Msg.drainLimit);
  effects.stopTimer(Msg.suspendDone);
  const back: DeviceState = {
    ...state,
    asker: null,
    power: unchanged ? "active" : "down",
    step: 0,
  };
  return unchanged
    ? { ...back, station: release(state.station, effects, serviceOf(state, config)) }
    : back;
}

/** Dependences that may block for ever: no time-out exists around the entry. [SQ] */
function waitsFor(state: DeviceState, effects: Effects, config: DeviceConfig): boolean {
  if (has(state, config, "never-answers")) return true;
  if (has(state, config, "loads-module")) {
    effects.emit(Ev.blockedOn, effects.self, 0, "module");
    return true;
  }
  const process = target(state, config, "waits-process");
  if (process !== undefined) {
    effects.emit(
      Ev.blockedOn,
      effects.self,
      0,
      `process ${String(trait(state, config, "waits-process")?.args["process"])}`,
    );
    effects.send(process, Msg.need, Need.service);
    return true;
  }
  const holder = target(state, config, "takes-lock");
  if (holder !== undefined) {
    effects.send(holder, Msg.need, Need.lock);
    return true;
  }
  const device = target(state, config, "needs-device");
  if (device !== undefined) effects.send(device, Msg.need, Need.device);
  return device !== undefined;
}

export const onGranted: On = (state, _message, effects, config) =>
  state.power === "suspending" ? drain(state, effects, config) : state;

/** New requests are held; those in flight end first, within the driver's bound. [SD, ST] */
function drain(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  if (state.station.busy === 0) return finishing(state, effects, config);
  const own = duration(state, config, "drain-limit", "time");
  const bound = own === 0 ? config.drainLimit : own;
  effects.emit(Ev.drainBegan, effects.self, bound);
  if (!has(state, config, "drains-forever")) effects.startTimer(Msg.drainLimit, bound);
  return { ...state, power: "draining" };
}

/** The last request in flight has ended. */
export function drained(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  effects.stopTimer(Msg.drainLimit);
  effects.emit(Ev.drainEnded, effects.self, 1);
  return finishing({ ...state, power: "suspending" }, effects, config);
}

export const onDrainLimit: On = (state, _message, effects, config) => {
  if (state.power !== "draining") return state;
  effects.emit(Ev.drainEnded, effects.self, 0);
  return refuse(state, effects, config, "in-flight", true);
};

function finishing(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const takes = duration(state, config, "suspend-takes", "time");
  if (takes === 0) return finish(state, effects, config);
  effects.startTimer(Msg.suspendDone, takes);
  return state;
}

export const onSuspendDone: On = (state, _message, effects, config) => {
  if (state.power !== "suspending") return state;
  return stepsOf(state, config, "suspend").length > 0
    ? runSteps(state, effects, config)
    : finish(state, effects, config);
};

/** The entry returns. */
function finish(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  if (has(state, config, "half-suspends")) {
    return refuse(show(state, effects, config, "half-suspends"), effects, config, "halfway", false);
  }
  const ignored = has(state, config, "needs-tunable") && !state.tunable ? "tunable" : "";
  effects.emit(Ev.suspended, effects.self, has(state, config, "loses-state") ? 0 : 1, ignored);
  startRogues(state, effects, config);
  if (config.asksParent) effects.send(config.parent, Msg.childDown);
  for (const ward of config.wards) effects.send(ward, Msg.parental, 1);
  if (state.asker !== null) doneTo(effects, state.asker);
  return { ...state, power: "suspended", asker: null, usable: false };
}

/** What a lying driver's hardware goes on doing. */
function startRogues(state: DeviceState, effects: Effects, config: DeviceConfig): void {
  const after = (form: BehaviourId, kind: MessageKind): void => {
    if (has(state, config, form)) effects.startTimer(kind, duration(state, config, form, "time"));
  };
  after("dma-after", Msg.rogueDma);
  after("irq-after", Msg.rogueIrq);
  after("timer-survives", Msg.rogueTimer);
  after("worker-runs", Msg.rogueWorker);
}

/** A written-out entry: its steps in order; it succeeds at its end. */
function runSteps(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const steps = stepsOf(state, config, "suspend");
  const stop = playSteps(steps, state, effects, config, Msg.suspendDone);
  if (stop.kind === "waiting") return { ...state, step: stop.next };
  if (stop.kind === "refused") {
    const unexpected = stop.when === "open" && !mayRefuseOpen(state, config);
    return refuse(state, effects, config, unexpected ? "open-although-safe" : stop.when, true);
  }
  return finish({ ...state, step: 0 }, effects, config);
}

/** A nexus whose bus a child wants to use. */
export const onChildAsks: On = (state, message, effects) => {
  if (!state.usable) effects.emit(Ev.busUnusable, effects.self, message.a, String(message.data));
  effects.send(message.from, Msg.busAnswer, state.usable ? 1 : 0, message.a);
  return state;
};

export const onChildDown: On = (state, _message, _effects, config) =>
  has(state, config, "down-early") && state.usable ? { ...state, usable: false } : state;

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

/** The framework's check of declared unsafe drivers before it asks anyone. `b`: `Unsafe`. [seed, NQ] */
export const onCheckUnsafe: On = (state, message, effects, config) => {
  const open = message.b === 1 && state.attached && state.opens > 0 && mayRefuseOpen(state, config);
  const listed = message.b === 2 && state.attached && has(state, config, "unsafe-listed");
  if (open) refused(effects, message, "UNSAFE_OPEN", config.path);
  else if (listed) refused(effects, message, "UNSAFE", config.path);
  else skipped(effects, message);
  return state;
};
