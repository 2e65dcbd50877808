import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, skipped } from "../../../kit/answers.ts";
import type { Effects } from "../../../model/component.ts";
import { NEVER } from "../../../model/component.ts";
import { Ev, Harm, Msg } from "../protocol.ts";
import { isManaged, loseIrp, neverCompletes } from "./device-irps.ts";
import { failAll, release } from "./device-queue.ts";
import type { DeviceConfig, DeviceState, On } from "./device-state.ts";
import { does, feel, timeOf } from "./device-state.ts";

// Coming up: the S0 set, which ends a query's holding or the sleep, and the device's own way to D0.

export const onSetS0: On = (state, message, fx, config) => {
  if (!isManaged(state) || (state.system === "S0" && state.power === "D0")) {
    skipped(message, fx);
    return state;
  }
  const isOutstanding = state.power === "stopping" || state.power === "falling";
  if (isOutstanding && state.asker !== null) return { ...state, next: askerOf(message) };
  fx.emit(Ev.setS0);
  const lost = loseIrp(state, fx, config);
  if (lost !== undefined) return lost;
  if (state.power === "D0") return reaffirmed(state, message, fx, config);
  return told(state, askerOf(message), fx, config);
};

/** The S0 set has come to a device that is down, or on its way down although its S4 IRP is completed. */
function told(state: DeviceState, asker: Asker, fx: Effects, config: DeviceConfig): DeviceState {
  const next: DeviceState = { ...state, system: "S0", asker, next: null };
  const isEarly = config.children.length === 0 && !does("waits-for-d0", state, config);
  const answered = isEarly ? completed(next, fx) : feel("waits-for-d0", next, fx, config);
  const isFalling = state.power === "stopping" || state.power === "falling";
  return isFalling ? answered : rise(answered, fx, config);
}

/** It is down: if it has been told in the meantime to come up, it does. */
export function afterD3(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  if (state.next !== null) {
    fx.emit(Ev.setS0);
    return told(state, state.next, fx, config);
  }
  return state.system === "S0" ? rise(state, fx, config) : state;
}

/** Nothing but a query had come, or a set that it failed. */
const reaffirmed: On = (state, message, fx, config) => {
  done(message, fx);
  fx.emit(Ev.s0Done);
  const next: DeviceState = { ...state, system: "S0", asker: null };
  if (state.system === "queried" && state.held && does("ignores-s0", state, config))
    return feel("ignores-s0", next, fx, config);
  return release(next, fx, config);
};

function completed(state: DeviceState, fx: Effects): DeviceState {
  if (state.asker === null) return state;
  fx.emit(Ev.s0Done);
  doneTo(state.asker, fx);
  return { ...state, asker: null };
}

/** The device IRP for D0; one that draws much current waits for its turn. */
function rise(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  if (!config.inrush) return begin(state, fx, config);
  fx.send(config.kernel, Msg.inrushWanted);
  return { ...state, power: "waiting" };
}

export const onInrushGranted: On = (state, _, fx, config) =>
  state.power === "waiting" ? begin(state, fx, config) : state;

function begin(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  fx.emit(Ev.rising);
  const next: DeviceState = { ...state, power: "rising" };
  if (state.gone || does("fails-d0", state, config)) {
    fx.emit(Ev.d0Failed, fx.self, state.gone ? 1 : 0);
    const felt = state.gone ? next : feel("fails-d0", next, fx, config);
    return lose(felt, fx, config);
  }
  if (neverCompletes("D0", state, config)) return feel("never-completes", next, fx, config);
  if (does("eager", state, config)) fx.emit(Ev.tooEarly);
  const extra = timeOf("full-resume", state, config);
  if (extra > 0) fx.emit(Ev.fullResume);
  fx.sendAfter(timeOf("d0-takes", state, config) + extra, fx.self, Msg.inD0);
  return feel("d0-takes", feel("full-resume", next, fx, config), fx, config);
}

export const onInD0: On = (state, _, fx, config) => {
  if (state.power !== "rising") return state;
  if (state.gone) {
    fx.emit(Ev.d0Failed, fx.self, 1);
    return lose(state, fx, config);
  }
  fx.emit(Ev.d0);
  fx.stopTimer(Msg.ownWatchdog);
  const isBlank = does("no-context", state, config);
  const isEager = does("eager", state, config);
  if (isBlank || isEager) fx.emit(Ev.contextLost, fx.self, isEager ? 1 : 0);
  const up = completed({ ...state, power: "D0", system: "S0", ownDue: NEVER }, fx);
  const felt = isBlank ? feel("no-context", up, fx, config) : up;
  const next = awakened(isEager ? feel("eager", felt, fx, config) : felt, fx, config);
  const contextLost = next.contextLost || isBlank || isEager;
  if (state.removing) return leave(next, fx, config);
  return release({ ...next, contextLost }, fx, config);
};

/** Whoever waited for it need not wait any more, nor need the next inrush device. */
function awakened(state: DeviceState, fx: Effects, { inrush, kernel }: DeviceConfig): DeviceState {
  if (inrush) fx.send(kernel, Msg.inrushOver);
  if (state.waker !== null) doneTo(state.waker, fx);
  return { ...state, waker: null };
}

/** The device will not come back: its stack is torn down, all that it has fails, and so do the devices behind it. */
export function lose(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  fx.emit(Ev.deviceLost);
  fx.send(config.kernel, Msg.harmed, 0, Harm.device);
  return tearDown(state, "lost", fx, config);
}

/** The device is taken out of the system in an orderly manner, with all that is behind it. */
export function leave(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  fx.emit(Ev.removed);
  return tearDown(state, "removed", fx, config);
}

function tearDown(
  state: DeviceState,
  pnp: "lost" | "removed",
  fx: Effects,
  config: DeviceConfig,
): DeviceState {
  fx.stopTimer(Msg.ownWatchdog);
  fx.stopTimer(Msg.graceOver);
  for (const child of config.children) fx.send(child, Msg.orphaned, 0, pnp === "removed" ? 1 : 0);
  for (const asker of [state.asker, state.next]) if (asker !== null) doneTo(asker, fx);
  const next = awakened({ ...state, ownDue: NEVER }, fx, config);
  const gone: DeviceState = {
    ...next,
    asker: null,
    next: null,
    pnp,
    system: "S0",
    power: "failed",
    held: false,
    removing: false,
  };
  return failAll(gone, fx, config);
}

/** Its bus is no more. */
export const onOrphaned: On = (state, { b }, fx, config) => {
  if (!isManaged(state)) return state;
  return b === 1 ? leave(state, fx, config) : lose(state, fx, config);
};

/** Answered when it is in D0, or will never be. */
export const onAwake: On = (state, message, fx) => {
  const isUp = state.power === "D0" || state.power === "failed" || !isManaged(state);
  if (!isUp) return { ...state, waker: askerOf(message) };
  done(message, fx);
  return state;
};
