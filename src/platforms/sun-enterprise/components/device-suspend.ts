import { hold, release } from "../../../kit/station.ts";
import type { Effects, Handler } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { Ev, Msg } from "../protocol.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import { asker, doneTo, refused, refusedTo, skipped } from "./answer.ts";
import { Bus, WAITS, wait } from "./device-neighbours.ts";
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
} from "./device-traits.ts";

type On = Handler<DeviceState, DeviceConfig>;

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
  if (INSIDE.has(state.power)) return { ...state, others: [...state.others, asker(message)] };
  const entered: DeviceState = { ...state, asker: asker(message) };
  if (state.power === "suspended") return again(entered, effects, config);
  if (state.pretends) return nothing(entered, effects);
  if (config.asksParent) {
    effects.send(config.parent, Msg.childAsks, Bus.suspending, 0, config.name);
    return { ...entered, power: "suspending" };
  }
  return enter(entered, effects, config);
};

/** A second caller waits until the first one's entry returns. */
const INSIDE: ReadonlySet<DeviceState["power"]> = new Set(["draining", "suspending", "resuming"]);

/** The nexus says whether its bus can be used. `a` 1: yes; `b`: what the child wanted it for. */
export const onBusAnswer: On = (state, message, effects, config) => {
  if (message.b === Bus.resuming) return state;
  return message.a === 1
    ? enter(state, effects, config)
    : refuse(state, effects, config, "bus", true);
};

/** What it says to a second caller. [SD, ST] */
const isWillingAgain = (state: DeviceState, config: DeviceConfig): boolean =>
  has(state, config, "second-succeeds") ||
  (config.secondSucceeds && !has(state, config, "second-refused"));

/** A device that is suspended already: success or failure, both are found. [SD, ST] */
function again(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const wakes = has(state, config, "forgets-suspended");
  const succeeds = isWillingAgain(state, config);
  const shown = show(state, effects, config, succeeds ? "second-succeeds" : "second-refused");
  const woken: DeviceState = wakes
    ? { ...show(shown, effects, config, "forgets-suspended"), power: "active" }
    : shown;
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
  const isWritten = stepsOf(state, config, "suspend").length > 0;
  const answers = isWritten ? REFUSALS.slice(0, 1) : REFUSALS;
  const refusal = answers.find((row) => row.when(state, config));
  if (refusal !== undefined) {
    const shown = refusal.shows === undefined ? state : show(state, effects, config, refusal.shows);
    return refuse(shown, effects, config, refusal.why, true);
  }
  let shown = state;
  for (const row of OVERLOOKED)
    if (row.when(state, config)) shown = show(shown, effects, config, row.shows);
  const inside: DeviceState = {
    ...shown,
    power: "suspending",
    step: 0,
    station: hold(state.station),
  };
  if (isWritten) return runSteps(inside, effects, config);
  const waits = WAITS.find((form) => has(inside, config, form));
  return waits === undefined
    ? drain(inside, effects, config)
    : wait(inside, waits, effects, config);
}

interface RefusalRow {
  readonly why: string;
  /** The behaviour that it shows; absent: a conforming driver refuses likewise. */
  readonly shows?: BehaviourId;
  readonly when: (state: DeviceState, config: DeviceConfig) => boolean;
}

/** Why a driver refuses, in the order in which it looks. An entry that is written out has only the first. */
// biome-ignore format: a table is read by rows and columns
const REFUSALS: readonly RefusalRow[] = [
  { why: "unsupported", shows: "no-suspend", when: (s, c) => has(s, c, "no-suspend") },
  { why: "open",        shows: "suspend-unsafe", when: (s, c) => s.opens > 0 && mayRefuseOpen(s, c) && !has(s, c, "suspends-open") },
  { why: "reserved",    when: (s, c) => s.reserved && !has(s, c, "suspends-reserved") },
  { why: "tunable",     shows: "needs-tunable", when: (s, c) => has(s, c, "needs-tunable") && !s.tunable && !has(s, c, "ignores-tunable") },
  { why: "open-although-safe", shows: "refuses-open", when: (s, c) => s.opens > 0 && has(s, c, "refuses-open") },
  { why: "busy", shows: "refuses-suspend", when: (s, c) => has(s, c, "refuses-suspend") },
];

/** What a driver should have refused for. */
// biome-ignore format: a table is read by rows and columns
const OVERLOOKED: readonly { readonly shows: BehaviourId; readonly when: RefusalRow["when"] }[] = [
  { shows: "suspends-open",     when: (s, c) => s.opens > 0 && mayRefuseOpen(s, c) },
  { shows: "suspends-reserved", when: (s) => s.reserved },
  { shows: "ignores-tunable",   when: (s, c) => has(s, c, "needs-tunable") && !s.tunable },
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
  for (const other of state.others) refusedTo(effects, other, "SUSPEND", config.path);
  effects.stopTimer(Msg.drainLimit);
  effects.stopTimer(Msg.suspendDone);
  effects.stopTimer(Msg.suspendStep);
  const back: DeviceState = {
    ...state,
    asker: null,
    others: [],
    power: unchanged ? "active" : "down",
    step: 0,
  };
  return unchanged
    ? { ...back, station: release(state.station, effects, serviceOf(state, config)) }
    : back;
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
  const shown = show(state, effects, config, "drain-limit");
  return { ...show(shown, effects, config, "drains-forever"), power: "draining" };
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
  return show(state, effects, config, "suspend-takes");
}

export const onSuspendDone: On = (state, _message, effects, config) =>
  state.power === "suspending" ? finish(state, effects, config) : state;

export const onSuspendStep: On = (state, _message, effects, config) =>
  state.power === "suspending" ? runSteps(state, effects, config) : state;

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
  for (const other of state.others) {
    if (isWillingAgain(state, config)) doneTo(effects, other);
    else refusedTo(effects, other, "SUSPEND", config.path);
  }
  return { ...state, power: "suspended", asker: null, others: [], usable: false };
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

/** A written-out entry: its steps in order; then what is in flight is drained and it succeeds. */
function runSteps(state: DeviceState, effects: Effects, config: DeviceConfig): DeviceState {
  const steps = stepsOf(state, config, "suspend");
  const stop = playSteps(steps, state, effects, config, Msg.suspendStep);
  if (stop.kind === "waiting") return { ...state, step: stop.next };
  const shown = show(state, effects, config, "handler");
  if (stop.kind === "never") return shown;
  if (stop.kind === "refused") {
    const unexpected = stop.when === "open" && !mayRefuseOpen(state, config);
    return refuse(shown, effects, config, unexpected ? "open-although-safe" : stop.when, true);
  }
  return drain({ ...shown, step: 0 }, effects, config);
}

/** The framework's check of declared unsafe drivers before it asks anyone. `b`: `Unsafe`. [seed, NQ] */
export const onCheckUnsafe: On = (state, message, effects, config) => {
  const open = message.b === 1 && state.attached && state.opens > 0 && mayRefuseOpen(state, config);
  const listed = message.b === 2 && state.attached && has(state, config, "unsafe-listed");
  if (open) refused(effects, message, "UNSAFE_OPEN", config.path);
  else if (listed) refused(effects, message, "UNSAFE", config.path);
  else skipped(effects, message);
  if (open) return show(state, effects, config, "suspend-unsafe");
  return listed ? show(state, effects, config, "unsafe-listed") : state;
};
