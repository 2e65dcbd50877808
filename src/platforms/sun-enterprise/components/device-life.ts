import { IDLE_STATION, recallAll } from "../../../kit/station.ts";
import type { Effects, Handler } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, refused, skipped } from "./answer.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";
import { touch } from "./device-steps.ts";
import { duration, has, show, trait } from "./device-traits.ts";

type On = Handler<DeviceState, DeviceConfig>;

/** `a` of `Msg.due` and `Msg.run`. */
const Due = { timer: 0, worker: 1 } as const;

// ---- what a device goes on doing although it should be silent

const rogue =
  (what: "dma" | "interrupt", form: "dma-after" | "irq-after", kind: MessageKind): On =>
  (state, _message, effects, config) => {
    touch(effects, config, what);
    if (trait(state, config, form)?.args["period"] !== undefined)
      effects.startTimer(kind, duration(state, config, form, "period"));
    return show(state, effects, config, form);
  };

export const onRogueDma = rogue("dma", "dma-after", Msg.rogueDma);
export const onRogueIrq = rogue("interrupt", "irq-after", Msg.rogueIrq);

/** Software runs only while the clock does: the kernel holds it back until then. */
export const onRogueTimer: On = (state, _message, effects, config) => {
  effects.send(config.cyclics, Msg.due, Due.timer);
  return state;
};

export const onRogueWorker: On = (state, _message, effects, config) => {
  effects.send(config.cyclics, Msg.due, Due.worker);
  return state;
};

export const onRun: On = (state, message, effects, config) => {
  const isTimer = message.a === Due.timer;
  effects.emit(isTimer ? Ev.timer : Ev.access);
  return show(state, effects, config, isTimer ? "timer-survives" : "worker-runs");
};

/** A pended interrupt is delivered when interrupts are on again; the device's own interrupt was told when it was raised. */
export const onHandleIrq: On = (state, _message, effects) => {
  effects.emit(Ev.irqHandled, effects.self, state.power === "suspended" ? 1 : 0);
  return state;
};

/** Input that nobody asked for. A conforming driver masks it while suspended; what arrives then is lost and counted. [seed] */
export const onInput: On = (state, _message, effects, config) => {
  const isDown = state.power === "suspended";
  const masked = isDown && !has(state, config, "unmasked-input");
  if (state.attached && state.plugged && !masked) {
    touch(effects, config, "dma", 1);
    return isDown ? show(state, effects, config, "unmasked-input") : state;
  }
  effects.emit(Ev.inputLost);
  return { ...state, inputLost: state.inputLost + 1 };
};

// ---- opening, mounting, cables

/** Opening a device whose module was unloaded loads it again. */
export const onOpen: On = (state, _message, effects) => {
  if (state.unloaded) effects.emit(Ev.attached);
  effects.emit(Ev.opened);
  const opened = { ...state, opens: state.opens + 1 };
  return state.unloaded ? { ...opened, unloaded: false, attached: true } : opened;
};

export const onClose: On = (state, _message, effects) => {
  effects.emit(Ev.closed);
  return { ...state, opens: Math.max(0, state.opens - 1) };
};

export const onHold: On = (state, message) => ({
  ...state,
  holds: Math.max(0, state.holds + message.a),
});

export const onUnplumb: On = (state, _message, effects) => {
  for (let opens = state.opens; opens > 0; opens--) effects.emit(Ev.closed);
  return { ...state, opens: 0 };
};

export const onPlug: On = (state, message) => ({ ...state, plugged: message.a === 1 });

export const onReserve: On = (state, message, effects) => {
  effects.emit(Ev.reservation, effects.self, message.a);
  return { ...state, reserved: message.a === 1 };
};

export const onTune: On = (state, message) => ({ ...state, tunable: message.a === 1 });

// ---- attaching and detaching

/** What hangs on a node that is not there is not asked to attach. */
export const onAttach: On = (state, message, effects, config) => {
  if (state.attached || !state.hasBus) {
    if (!state.hasBus) tellChildren(config, effects, 0);
    skipped(effects, message);
    return state;
  }
  if (has(state, config, "attach-fails")) {
    tellChildren(config, effects, 0);
    refused(effects, message, "NDI_ATTACH", "");
    return show(state, effects, config, "attach-fails");
  }
  tellChildren(config, effects, 1);
  effects.emit(Ev.attached);
  done(effects, message);
  return {
    ...state,
    attached: true,
    unloaded: false,
    power: "active",
    pretends: false,
    station: IDLE_STATION,
  };
};

function tellChildren(config: DeviceConfig, effects: Effects, isThere: number): void {
  for (const child of config.children) effects.send(child, Msg.branch, isThere);
}

export const onBranch: On = (state, message) => ({ ...state, hasBus: message.a === 1 });

/** DR neither closes nor unmounts anything: a busy device is found by its refusal. [G] */
export const onDetach: On = (state, message, effects, config) => {
  if (!state.attached) {
    skipped(effects, message);
    return state;
  }
  const inUse = state.opens + state.holds;
  const unsupported = has(state, config, "no-detach");
  if (unsupported || (inUse > 0 && !has(state, config, "detaches-busy"))) {
    effects.emit(Ev.detachRefused, effects.self, 0, unsupported ? "unsupported" : "busy");
    refused(effects, message, "NDI_DETACH", "");
    return unsupported ? show(state, effects, config, "no-detach") : state;
  }
  effects.emit(Ev.detached, effects.self, inUse);
  recallAll(effects);
  done(effects, message);
  const shown = inUse > 0 ? show(state, effects, config, "detaches-busy") : state;
  return { ...shown, attached: false };
};

/** modunload. `b` 0: may it be unloaded? 1: it is. [GJ, E10b] */
export const onUnload: On = (state, message, effects, config) => {
  if (!state.attached) {
    skipped(effects, message);
    return state;
  }
  const inUse = state.opens + state.holds;
  if (inUse > 0 && !has(state, config, "unloads-open")) {
    refused(effects, message, "BUSY", config.path);
    return state;
  }
  done(effects, message);
  if (message.b === 0) return state;
  effects.emit(Ev.unloaded, effects.self, inUse);
  recallAll(effects);
  const shown = inUse > 0 ? show(state, effects, config, "unloads-open") : state;
  return { ...shown, attached: false, unloaded: true };
};
