import type {
  ComponentClass,
  ComponentId,
  Effects,
  Handler,
  Message,
} from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { START } from "../../../model/lifecycle.ts";
import { SETTLED } from "../../../model/phase.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, refused, skipped } from "./answer.ts";

/**
 * A user process; its threads stop together. [SQ P2, SIG]
 * Its own steps (opening, closing, exiting) wait while it is stopped.
 */
export interface ProcessState {
  readonly alive: boolean;
  readonly run: "running" | "marked" | "stopped";
  /** How often this attempt has marked it. */
  readonly marks: number;
  /** Asleep in the kernel where no signal reaches it. */
  readonly blocked: boolean;
  readonly realtime: boolean;
  /** Devices it has open, once for each open. */
  readonly opens: readonly ComponentId[];
  readonly bound: ComponentId;
  /** Who marked it last, and with which token. */
  readonly marker: ComponentId;
  readonly token: number;
}

/** How a process comes to its stop point. */
export type StopsHow =
  | { readonly kind: "after"; readonly latency: number }
  /** In the wait of this pass, counted from 0: it forks and execs until then. */
  | { readonly kind: "in-pass"; readonly pass: number; readonly latency: number }
  | { readonly kind: "never" };

export interface ProcessConfig {
  readonly name: string;
  readonly pid: number;
  readonly stops: StopsHow;
  /** A thread of it that sleeps in the kernel holds this kind of kernel lock. */
  readonly holdsLock: boolean;
  /** Asleep in the kernel counts as stopped. [SQ switch] */
  readonly allowBlocked: boolean;
  /** One that did not stop is named on the console, in the words of the later systems. [NQ] */
  readonly announces: boolean;
  readonly boundTo: ComponentId;
  /** What it does by itself, and when. */
  readonly plan: readonly PlannedStep[];
}

/** A step at a time in ticks. */
export interface PlannedStep {
  readonly at: number;
  /** A value of `Step`. */
  readonly what: number;
  readonly device: ComponentId;
}

/** `a` of `Msg.step`: what the process does; `b`: with which component. */
export const Step = { open: 0, close: 1, exit: 2, block: 3, unblock: 4 } as const;

/** `a` of `Msg.need`: what a driver wants inside its suspend entry. */
export const Need = { service: 0, lock: 1, device: 2 } as const;

/** How often a process is marked before the kernel gives up. [SQ] */
const PASSES = 4;

type On = Handler<ProcessState, ProcessConfig>;

const onStop: On = (state, message, effects, config) => {
  // A stopped thread only gets a further reason to stay stopped and is not counted again.
  if (!state.alive || state.run === "stopped") {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.userMarked);
  done(effects, message);
  const marks = state.marks + 1;
  beginStopping(state, marks, effects, config);
  return { ...state, run: "marked", marks, marker: message.from, token: message.a };
};

function beginStopping(
  state: ProcessState,
  marks: number,
  effects: Effects,
  config: ProcessConfig,
): void {
  if (state.blocked) return;
  const { stops } = config;
  if (stops.kind === "after" && marks === 1) effects.startTimer(Msg.stopped, stops.latency);
  if (stops.kind === "in-pass" && marks === stops.pass + 1)
    effects.startTimer(Msg.stopped, stops.latency);
}

const onStopped: On = (state, _message, effects) => {
  if (!state.alive || state.run !== "marked" || state.blocked) return state;
  effects.emit(Ev.userStopped, effects.self, 0);
  effects.send(state.marker, SETTLED, state.token);
  return { ...state, run: "stopped" };
};

const onVerify: On = (state, message, effects, config) => {
  if (!state.alive || state.run === "stopped") {
    done(effects, message);
  } else if (state.blocked && config.allowBlocked) {
    effects.emit(Ev.userStopped, effects.self, 1);
    done(effects, message);
  } else {
    if (config.announces && state.marks === PASSES) {
      const text = `failed to stop thread: ${briefly(config)}`;
      effects.emit(CoreEvent.console, effects.self, 0, text);
    }
    refused(effects, message, "UTHREAD", describe(state, config));
  }
  return state;
};

const briefly = ({ name, pid }: ProcessConfig): string => `process=${name}, pid=${pid}`;

/** The kernel's own account of a thread that did not stop. The thread descriptor is made from the pid: there is no address here. */
function describe(state: ProcessState, config: ProcessConfig): string {
  if (config.announces) return briefly(config);
  const threadState = state.blocked ? "1" : "4";
  return `process: ${config.name} id: ${config.pid} state: ${threadState} thread descriptor: ${(0x30000000000 + config.pid * 0x1000).toString(16)}`;
}

const onRelease: On = (state, message, effects) => {
  if (!state.alive || state.run === "running") {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.userReleased);
  effects.stopTimer(Msg.stopped);
  for (let waiting = effects.deferred(); waiting > 0; waiting--) effects.recall();
  done(effects, message);
  return { ...state, run: "running", marks: 0, marker: NOBODY };
};

/** Delivered to every user process save init and the caller, also when the stop had failed. [SQ] */
const onThaw: On = (state, message, effects) => {
  if (!state.alive) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.thawed, effects.self, message.from);
  done(effects, message);
  return state;
};

const onCheckRealtime: On = (state, message, effects, config) => {
  if (state.alive && state.realtime) refused(effects, message, "RTTHREAD", briefly(config));
  else skipped(effects, message);
  return state;
};

const onNeed: On = (state, message, effects, config) => {
  const lockFree = message.a !== Need.lock || !(config.holdsLock && state.blocked && state.alive);
  const answers =
    message.a === Need.lock ? lockFree : state.alive && state.run !== "stopped" && !state.blocked;
  if (answers) {
    effects.send(message.from, Msg.granted, message.a);
    return state;
  }
  if (message.a === Need.lock)
    effects.emit(Ev.blockedOn, message.from, 0, `lock of ${config.name}`);
  effects.defer();
  return state;
};

const STEPS: readonly On[] = [
  (state, message, effects) => {
    effects.send(message.b, Msg.open);
    return { ...state, opens: [...state.opens, message.b] };
  },
  (state, message, effects) => {
    const at = state.opens.indexOf(message.b);
    if (at < 0) return state;
    effects.send(message.b, Msg.close);
    return { ...state, opens: state.opens.filter((_, index) => index !== at) };
  },
  (state, _message, effects) => end(state, effects),
  (state) => ({ ...state, blocked: true }),
  (state, message, effects) => unblock(state, message, effects),
];

const onStart: On = (state, _message, effects, config) => {
  for (const { at, what, device } of config.plan) {
    if (at > 0) effects.sendAfter(at, effects.self, Msg.step, what, device);
    else effects.send(effects.self, Msg.step, what, device);
  }
  return state;
};

const onStep: On = (state, message, effects, config) => {
  if (!state.alive) return state;
  const reachable = state.run !== "stopped" && !state.blocked;
  if (!reachable && message.a !== Step.unblock) {
    effects.defer();
    return state;
  }
  return STEPS[message.a]?.(state, message, effects, config) ?? state;
};

function unblock(state: ProcessState, _message: Message, effects: Effects): ProcessState {
  if (!state.blocked) return state;
  for (let waiting = effects.deferred(); waiting > 0; waiting--) effects.recall();
  if (state.run === "marked") effects.startTimer(Msg.stopped, 0);
  return { ...state, blocked: false };
}

function end(state: ProcessState, effects: Effects): ProcessState {
  effects.emit(Ev.killed);
  for (const device of state.opens) effects.send(device, Msg.close);
  if (state.bound !== NOBODY) effects.send(state.bound, Msg.bind, -1);
  effects.discard();
  return { ...state, alive: false, opens: [], bound: NOBODY };
}

/** A process that sleeps where no signal reaches it dies only when it wakes. */
const onKill: On = (state, _message, effects) => {
  if (!state.alive) return state;
  if (state.blocked || state.run === "stopped") {
    effects.defer();
    return state;
  }
  return end(state, effects);
};

const onUnblock: On = (state, message, effects) => unblock(state, message, effects);

const onSetRealtime: On = (state, message) => ({ ...state, realtime: message.a === 1 });

/** `a` 1: bound to the sender CPU's processor again; −1: unbound by force or by `pbind -u`. */
const onBind: On = (state, message, effects) => {
  if (message.a === 1) {
    effects.send(message.b, Msg.bind, 1);
    return { ...state, bound: message.b };
  }
  if (state.bound === NOBODY) return state;
  effects.send(state.bound, Msg.bind, -1);
  return { ...state, bound: NOBODY };
};

const onUnbind: On = (state) => ({ ...state, bound: NOBODY });

export const PROCESS: ComponentClass<ProcessState, ProcessConfig> = {
  name: "process",
  on: [
    [START, onStart],
    [Msg.stopUser, onStop],
    [Msg.stopped, onStopped],
    [Msg.verifyUser, onVerify],
    [Msg.releaseUser, onRelease],
    [Msg.thaw, onThaw],
    [Msg.checkRealtime, onCheckRealtime],
    [Msg.need, onNeed],
    [Msg.step, onStep],
    [Msg.kill, onKill],
    [Msg.unblock, onUnblock],
    [Msg.setRealtime, onSetRealtime],
    [Msg.bind, onBind],
    [Msg.unbind, onUnbind],
  ],
};

/** A process as it is when the scenario begins. */
export function processInitially(traits: {
  readonly blocked: boolean;
  readonly realtime: boolean;
  readonly boundTo: ComponentId;
}): ProcessState {
  return {
    alive: true,
    run: "running",
    marks: 0,
    blocked: traits.blocked,
    realtime: traits.realtime,
    opens: [],
    bound: traits.boundTo,
    marker: NOBODY,
    token: 0,
  };
}
