import { done, refused, skipped } from "../../../kit/answers.ts";
import { Clock, FREEZE, THAW } from "../../../kit/patience.ts";
import type { ComponentClass, ComponentId, Effects, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { BRING_DOWN, REMARK } from "../../../model/phase.ts";
import type { CauseName } from "../causes.ts";
import type { Options } from "../knobs.ts";
import { Arrival, Ev, Harm, Holds, Msg } from "../protocol.ts";

/** Windows itself: who may change the partition, the frozen window, the inrush lock, and what has really come to harm. */
export interface KernelState {
  /** The operation that changes the partition. */
  readonly holder: ComponentId;
  readonly frozen: boolean;
  readonly inrush: ComponentId;
  readonly inrushWaiting: readonly ComponentId[];
  /** Interrupts that came while the processors were parked. */
  readonly pending: readonly { readonly device: ComponentId; readonly edge: boolean }[];
  /** The last operation that changed the partition, or tries to. */
  readonly last: ComponentId;
  /** A sum of `Harm`s since the last operation began. */
  readonly harm: number;
  readonly devicesLost: number;
  /** Bytes in use. */
  readonly memory: number;
  /** Code of the pass whose time is being watched; 0: none. */
  readonly pass: number;
}

export interface KernelConfig {
  readonly options: Options;
  readonly workloads: readonly ComponentId[];
  readonly devices: readonly ComponentId[];
  /** What each operation asks for, by its number, as event 240 tells it. */
  readonly requests: readonly string[];
  readonly sizes: readonly number[];
  readonly allocationFails: boolean;
  readonly internalFailure: boolean;
}

type On = Handler<KernelState, KernelConfig>;

const FOUR_GIB = 2 ** 32;
const ALL = Holds.processors + Holds.memory + Holds.bridges + Holds.replace;

/** What each Windows supports. [WDK:introduction-to-dynamic-hardware-partitioning] */
const SUPPORTED: Readonly<Record<Options["sku"], number>> = {
  datacenter: ALL,
  itanium: ALL,
  enterprise: ALL,
  standard: 0,
  x86: Holds.memory,
  "server-2003": Holds.memory,
};

const onInitiate: On = (state, message, fx, config) => {
  initiate(message.b, fx, config);
  done(message, fx);
  return state;
};

/** Event 240. */
function initiate(number: number, fx: Effects, { requests }: KernelConfig): void {
  fx.emit(Ev.event240, fx.self, 240, requests[number] ?? "");
  const line = "A partition unit replace operation has been initiated.";
  fx.emit(CoreEvent.console, fx.self, 0, line);
}

const onCheckSku: On = (state, message, fx, { options }) => {
  const isSupported = (SUPPORTED[options.sku] & message.b) === message.b;
  if (isSupported) done(message, fx);
  else refused(message, fx, "SKU" satisfies CauseName, options.sku);
  return state;
};

/** Nobody else may change the partition. b: the number of a replace, from 1, that is told of before this is decided; 0: none is. */
const onAcquire: On = (state, message, fx, config) => {
  if (message.b > 0) initiate(message.b - 1, fx, config);
  if (config.internalFailure) {
    refused(message, fx, "INTERNAL" satisfies CauseName, "");
    return state;
  }
  if (state.holder !== NOBODY) {
    refused(message, fx, "NOT_READY" satisfies CauseName, "another operation is in progress");
    return state;
  }
  done(message, fx);
  return { ...state, holder: message.from, last: message.from, harm: 0, devicesLost: 0 };
};

const onRelease: On = (state, message, fx) => {
  if (state.holder !== message.from) {
    skipped(message, fx);
    return state;
  }
  fx.stopTimer(Msg.transitionDue);
  done(message, fx);
  return { ...state, holder: NOBODY };
};

const onAllocate: On = (state, message, fx, { allocationFails }) => {
  if (allocationFails) refused(message, fx, "ALLOCATION" satisfies CauseName, "");
  else done(message, fx);
  return state;
};

/** Memory was added: b = which unit's. [KB 875542] */
const onGrow: On = (state, message, fx, { options, sizes }) => {
  const memory = state.memory + (sizes[message.b] ?? 0);
  done(message, fx);
  const isTooMuch = state.memory < FOUR_GIB && memory >= FOUR_GIB && !options["double-buffering"];
  if (!isTooMuch) return { ...state, memory };
  return bringDown({ ...state, memory }, fx, fx.self, "NO_DOUBLE_BUFFERS", "memory beyond 4 GB");
};

const onArrival: On = (state, message, fx) => {
  fx.emit(Ev.arrival, fx.self, 0, message.b === Arrival.processor ? "processor" : "memory");
  done(message, fx);
  return state;
};

// ---- the frozen window

const onFreeze: On = (state, message, fx, config) => {
  fx.emit(Ev.frozen);
  const stand = config.options["clock-in-quiesce"] === "frozen";
  const clocks =
    (config.options["freeze-user-at"] === "P5" ? Clock.arrivals : 0) + (stand ? Clock.timers : 0);
  for (const workload of config.workloads) fx.send(workload, FREEZE, 0, clocks);
  for (const device of config.devices) fx.send(device, Msg.frozen, 0, stand ? 1 : 0);
  done(message, fx);
  return { ...state, frozen: true };
};

const onThaw: On = (state, message, fx, config) => {
  if (!state.frozen) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.thawed);
  const clocks = Clock.arrivals + Clock.timers;
  for (const workload of config.workloads) fx.send(workload, THAW, 0, clocks);
  for (const device of config.devices) fx.send(device, Msg.thawed);
  for (const { device, edge } of state.pending)
    fx.emit(edge ? Ev.interruptLost : Ev.interruptStorm, device);
  done(message, fx);
  return { ...state, frozen: false, pending: [] };
};

/** A level interrupt that nobody handles comes again and again; an edge is gone. */
const onInterrupt: On = (state, { from: device, a }, fx) => {
  const edge = a === 1;
  if (state.frozen) return { ...state, pending: [...state.pending, { device, edge }] };
  fx.emit(edge ? Ev.interruptLost : Ev.interruptStorm, device);
  return state;
};

// ---- one inrush IRP at a time

const onInrushWanted: On = (state, { from }, fx, { options }) => {
  if (state.inrush === NOBODY) return grantInrush(state, from, fx);
  const inrushWaiting = [...state.inrushWaiting, from];
  const limit = options["inrush-queue-limit"];
  if (limit === 0 || inrushWaiting.length <= limit) return { ...state, inrushWaiting };
  fx.emit(Ev.inrushOverflow, from, inrushWaiting.length);
  const detail = "0x1: too many inrush power IRPs";
  return bringDown({ ...state, inrushWaiting }, fx, from, "INTERNAL_POWER_ERROR", detail);
};

const onInrushOver: On = (state, { from }, fx) => {
  if (state.inrush !== from) return state;
  fx.emit(Ev.inrush, from, 0);
  const [next, ...inrushWaiting] = state.inrushWaiting;
  if (next === undefined) return { ...state, inrush: NOBODY };
  return grantInrush({ ...state, inrushWaiting }, next, fx);
};

function grantInrush(state: KernelState, device: ComponentId, fx: Effects): KernelState {
  fx.emit(Ev.inrush, device, 1);
  fx.send(device, Msg.inrushGranted);
  return { ...state, inrush: device };
}

// ---- what goes wrong

/** A pass begins, b = the code of bug check 0xA0 if it takes too long; 0: it is over. */
const onPass: On = (state, message, fx, { options }) => {
  const limit = options["transition-limit"];
  if (message.b === 0 || limit === 0) fx.stopTimer(Msg.transitionDue);
  else fx.startTimer(Msg.transitionDue, limit);
  done(message, fx);
  return { ...state, pass: message.b };
};

const onTransitionDue: On = (state, _, fx) => {
  const detail = `0x${state.pass.toString(16).toUpperCase()}: the transition takes too long`;
  return bringDown(state, fx, fx.self, "INTERNAL_POWER_ERROR", detail);
};

const onBugCheck: On = (state, message, fx) => {
  const { error, detail } = message.data as { readonly error: CauseName; readonly detail: string };
  return bringDown(state, fx, message.b, error, detail);
};

function bringDown(
  state: KernelState,
  fx: Effects,
  culprit: ComponentId,
  error: CauseName,
  detail: string,
): KernelState {
  if (state.holder !== NOBODY) {
    fx.send(state.holder, BRING_DOWN, 0, culprit, { error, detail });
    return state;
  }
  fx.emit(CoreEvent.panic, fx.self, culprit, `*** STOP: ${error} (${detail})`);
  fx.halt();
  return state;
}

/** What comes to harm is remembered with the last operation, whether that has ended or not. */
const onHarmed: On = (state, { b }, fx) => {
  const harm = state.harm | b;
  if (state.last !== NOBODY && harm !== state.harm) fx.send(state.last, REMARK, 0, b);
  const devicesLost = state.devicesLost + (b === Harm.device ? 1 : 0);
  return { ...state, harm, devicesLost };
};

/** Tells the kernel that the system must go down. */
export function bugCheck(
  fx: Effects,
  kernel: ComponentId,
  culprit: ComponentId,
  error: CauseName,
  detail: string,
): void {
  fx.send(kernel, Msg.bugCheck, 0, culprit, { error, detail });
}

export const KERNEL_CLASS: ComponentClass<KernelState, KernelConfig> = {
  name: "kernel",
  on: [
    [Msg.initiate, onInitiate],
    [Msg.checkSku, onCheckSku],
    [Msg.acquire, onAcquire],
    [Msg.release, onRelease],
    [Msg.allocate, onAllocate],
    [Msg.grow, onGrow],
    [Msg.arrival, onArrival],
    [Msg.freeze, onFreeze],
    [Msg.thaw, onThaw],
    [Msg.interrupt, onInterrupt],
    [Msg.inrushWanted, onInrushWanted],
    [Msg.inrushOver, onInrushOver],
    [Msg.pass, onPass],
    [Msg.transitionDue, onTransitionDue],
    [Msg.bugCheck, onBugCheck],
    [Msg.harmed, onHarmed],
  ],
  limits: [Msg.transitionDue],
};

/** The kernel when the scenario begins. */
export const idleKernel = (memory: number): KernelState => ({
  holder: NOBODY,
  last: NOBODY,
  frozen: false,
  inrush: NOBODY,
  inrushWaiting: [],
  pending: [],
  harm: 0,
  devicesLost: 0,
  memory,
  pass: 0,
});
