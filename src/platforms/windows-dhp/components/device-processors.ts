import { done, refused, skipped } from "../../../kit/answers.ts";
import { textIn } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import type { CauseName } from "../causes.ts";
import { Arrival, Ev, Msg } from "../protocol.ts";
import type { BehaviourId } from "../vocabulary/behaviours.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, saying } from "./device-state.ts";
import { bugCheck } from "./kernel.ts";

// What processors and memory mean to a driver: data for each processor, the callbacks of a hot add, DPCs, identity.

const ADD_REFUSED = "ADD_REFUSED" satisfies CauseName;

/** Behaviours of drivers that registered with KeRegisterProcessorChangeCallback. */
const REGISTERED: readonly BehaviourId[] = [
  "callback",
  "allocation-fails",
  "hides-error",
  "leaks",
  "writes-status",
  "stays-registered",
];

/** Behaviours of drivers that keep data for each processor. */
const WITH_DATA: readonly BehaviourId[] = [...REGISTERED, "boot-array", "allocates-late"];

/** Whether the driver keeps data for each processor. */
const keepsData = (state: Pick<DeviceState, "faults">, config: DeviceConfig): boolean =>
  WITH_DATA.some((id) => does(id, state, config));

const isRegistered = (state: DeviceState, config: DeviceConfig): boolean =>
  state.pnp === "started" && REGISTERED.some((id) => does(id, state, config));

/** KeProcessorAddStartNotify: before anything can run on the processor. [DDI] */
export const onAddStart: On = (state, message, fx, config) => {
  if (state.unloaded) return callUnloaded(state, message, fx, config);
  if (!isRegistered(state, config)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.addStart);
  const refusal = (["allocation-fails", "writes-status"] as const).find((id) =>
    does(id, state, config),
  );
  if (refusal !== undefined) {
    fx.emit(refusal === "writes-status" ? Ev.wroteStatus : Ev.addRefused);
    refused(message, fx, ADD_REFUSED, config.name);
    return feel(refusal, state, fx, config);
  }
  done(message, fx);
  if (!does("hides-error", state, config)) {
    const felt = feel("callback", state, fx, config);
    return { ...felt, dataFor: [...state.dataFor, message.b] };
  }
  fx.emit(Ev.hiddenError);
  return feel("hides-error", state, fx, config);
};

const callUnloaded: On = (state, message, fx, config) => {
  if (!does("stays-registered", state, config)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.calledUnloaded);
  bugCheck(fx, config.kernel, fx.self, "UNLOADED_CALLBACK", config.name);
  return feel("stays-registered", state, fx, config);
};

export const onAddComplete: On = (state, message, fx, config) => {
  if (!isRegistered(state, config)) {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.addComplete);
  done(message, fx);
  return state;
};

/** Undoes `onAddStart`. */
export const onAddFailure: On = (state, message, fx, config) => {
  fx.emit(Ev.addFailure);
  done(message, fx);
  if (does("leaks", state, config)) {
    fx.emit(Ev.leaked);
    return feel("leaks", state, fx, config);
  }
  return { ...state, dataFor: state.dataFor.filter((number) => number !== message.b) };
};

/** The processor is live: its first interrupt of this device will come. */
export const onProcessorRuns: On = (state, { a: number }, fx, config) => {
  if (state.pnp !== "started") return state;
  const next = { ...state, newcomer: number, added: [...state.added, number] };
  if (
    does("contiguous", state, config) &&
    number !== config.processors.length + state.added.length
  ) {
    fx.emit(Ev.wrongProcessor, fx.self, number);
    return feel("contiguous", next, fx, config);
  }
  if (!does("caches-count", state, config)) return next;
  fx.emit(Ev.staleCount);
  return feel("caches-count", next, fx, config);
};

/** At boot: whoever walks a mask with gaps as if it had none finds processors that are not there. */
export const onStart: On = (state, _, fx, config) => {
  const hasGap = config.processors.some((number, index) => number !== index);
  if (!hasGap || !does("contiguous", state, config)) return state;
  fx.emit(Ev.wrongProcessor);
  return feel("contiguous", state, fx, config);
};

/** The driver's code runs on this processor. */
export const onDpc: On = (state, { b: number }, fx, config) => {
  const isRunning = config.processors.includes(number) || state.added.includes(number);
  return isRunning ? runOn(state, number, fx, config) : state;
};

/** After a hot add, the next interrupt of the device goes to the newcomer. */
export const runOnNewcomer = (
  state: DeviceState,
  fx: Effects,
  config: DeviceConfig,
): DeviceState => (state.newcomer < 0 ? state : runOn(state, state.newcomer, fx, config));

function runOn(state: DeviceState, number: number, fx: Effects, config: DeviceConfig): DeviceState {
  const next = { ...state, newcomer: state.newcomer === number ? -1 : state.newcomer };
  const isKnown = config.processors.includes(number);
  const hasData = isKnown || state.dataFor.includes(number);
  if (!keepsData(state, config) || hasData) return next;
  const isArray = does("boot-array", state, config);
  fx.emit(isArray ? Ev.outOfRange : Ev.noData, fx.self, number);
  if (config.options["processor-data"] === "bug-check")
    bugCheck(fx, config.kernel, fx.self, "PROCESSOR_DATA", config.name);
  const shown = (["boot-array", "allocates-late"] as const).find((id) => does(id, state, config));
  return shown === undefined ? next : feel(shown, next, fx, config);
}

/** GUID_DEVICE_PROCESSOR or GUID_DEVICE_MEMORY: at some later time. */
export const onArrival: On = (state, message, fx, config) => {
  if (state.pnp !== "started") {
    skipped(message, fx);
    return state;
  }
  done(message, fx);
  if (message.b === Arrival.processor)
    return does("allocates-late", state, config) ? { ...state, dataFor: state.added } : state;
  if (does("heeds-memory", state, config)) return feel("heeds-memory", state, fx, config);
  if (does("boot-buffers", state, config)) {
    fx.emit(Ev.smallBuffers);
    return feel("boot-buffers", state, fx, config);
  }
  if (!does("expects-pool", state, config)) return state;
  fx.emit(Ev.poolExhausted);
  return feel("expects-pool", state, fx, config);
};

/** The processor of this number is another one now, under the same identity as far as Windows can tell. */
export const onIdentity: On = (state, { a: number }, fx, config) => {
  const args = saying("binds", state, config);
  if (args === undefined || textIn(args, "cpu") !== `cpu${number}`) return state;
  fx.emit(Ev.identityLost);
  return { ...feel("binds", state, fx, config), deaf: true };
};

export const PROCESSOR_HANDLERS = [
  [Msg.addStart, onAddStart],
  [Msg.addComplete, onAddComplete],
  [Msg.addFailure, onAddFailure],
  [Msg.processorRuns, onProcessorRuns],
  [Msg.dpc, onDpc],
  [Msg.arrival, onArrival],
  [Msg.identity, onIdentity],
] as const;
