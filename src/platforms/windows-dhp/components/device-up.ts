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
  fx.emit(Ev.setS0);
  const lost = loseIrp(state, fx, config);
  if (lost !== undefined) return lost;
  if (state.power === "D0") return reaffirmed(state, message, fx, config);
  const asker = askerOf(message);
  const next: DeviceState = { ...state, system: "S0", asker };
  if (state.power === "stopping") {
    fx.stopTimer(Msg.graceOver);
    return completed(release({ ...next, power: "D0" }, fx, config), fx);
  }
  const isEarly = config.children.length === 0 && !does("waits-for-d0", state, config);
  const answered = isEarly ? completed(next, fx) : next;
  if (state.power === "falling") return answered;
  return rise(answered, fx, config);
};

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
export function rise(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
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
    return lose({ ...felt, power: "failed" }, fx, config);
  }
  if (neverCompletes("D0", state, config)) return feel("never-completes", next, fx, config);
  if (does("eager", state, config)) fx.emit(Ev.tooEarly);
  const extra = timeOf("full-resume", state, config);
  if (extra > 0) fx.emit(Ev.fullResume);
  fx.sendAfter(timeOf("d0-takes", state, config) + extra, fx.self, Msg.inD0);
  return extra > 0 ? feel("full-resume", next, fx, config) : next;
}

export const onInD0: On = (state, _, fx, config) => {
  if (state.power !== "rising") return state;
  fx.emit(Ev.d0);
  fx.stopTimer(Msg.ownWatchdog);
  const isBlank = does("no-context", state, config);
  const isEager = does("eager", state, config);
  if (isBlank || isEager) fx.emit(Ev.contextLost, fx.self, isEager ? 1 : 0);
  const isRemoved = state.removing;
  if (isRemoved) fx.emit(Ev.removed);
  const up = completed({ ...state, power: "D0", system: "S0", ownDue: NEVER }, fx);
  const felt = isBlank ? feel("no-context", up, fx, config) : up;
  const next = awakened(isEager ? feel("eager", felt, fx, config) : felt, fx, config);
  const contextLost = next.contextLost || isBlank || isEager;
  if (!isRemoved) return release({ ...next, contextLost }, fx, config);
  return failAll({ ...next, pnp: "removed", removing: false }, fx, config);
};

/** Whoever waited for it need not wait any more, nor need the next inrush device. */
function awakened(state: DeviceState, fx: Effects, { inrush, kernel }: DeviceConfig): DeviceState {
  if (inrush) fx.send(kernel, Msg.inrushOver);
  if (state.waker !== null) doneTo(state.waker, fx);
  return { ...state, waker: null };
}

/** The device will not come back: its stack is torn down and all that it has fails. */
export function lose(state: DeviceState, fx: Effects, config: DeviceConfig): DeviceState {
  fx.emit(Ev.deviceLost);
  fx.stopTimer(Msg.ownWatchdog);
  fx.send(config.kernel, Msg.harmed, 0, Harm.device);
  const next = awakened(completed({ ...state, ownDue: NEVER }, fx), fx, config);
  return failAll({ ...next, pnp: "lost", system: "S0", held: false }, fx, config);
}

/** Answered when it is in D0, or will never be. */
export const onAwake: On = (state, message, fx) => {
  const isUp = state.power === "D0" || state.power === "failed" || !isManaged(state);
  if (!isUp) return { ...state, waker: askerOf(message) };
  done(message, fx);
  return state;
};
