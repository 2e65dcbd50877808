import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import type { Asker } from "./answer.ts";
import { asker, done, doneTo, refused, refusedTo, skipped } from "./answer.ts";

/** One processor. [SQ P9, FHC, SDR unconfigure] */
export interface CpuState {
  readonly power: "online" | "offline" | "powered-off" | "absent";
  readonly captured: boolean;
  /** Its board is too warm for it to be powered on. */
  readonly warm: boolean;
  /** Processes bound to it, once for each. */
  readonly bound: readonly ComponentId[];
  readonly asker: Asker | null;
}

export interface CpuConfig {
  /** As the operator names it: `6` of cpu6. */
  readonly number: number;
  /** How long it takes to reach the spin loop; `never` does not arrive. */
  readonly checkIn: number | "never";
  /** Knows how many processors are online. */
  readonly backplane: ComponentId;
}

type On = Handler<CpuState, CpuConfig>;

const onCapture: On = (state, message, effects, config) => {
  if (state.power !== "online") {
    skipped(effects, message);
    return state;
  }
  if (config.checkIn === "never") return { ...state, asker: asker(message) };
  // No timer: one that arrives at the deadline is in time.
  effects.sendAfter(config.checkIn, effects.self, Msg.settleDown, message.a);
  return { ...state, asker: asker(message) };
};

const onArrived: On = (state, message, effects) => {
  if (state.asker === null || state.asker.token !== message.a) return state;
  effects.emit(Ev.cpuCaptured);
  doneTo(effects, state.asker);
  return { ...state, captured: true, asker: null };
};

const onUncapture: On = (state, message, effects) => {
  if (!state.captured) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.cpuReleased);
  done(effects, message);
  return { ...state, captured: false };
};

const stays = (config: CpuConfig): string => `processor ${config.number} failed to offline`;

/** Bound processes keep a processor online; `-f` unbinds them first. The last one stays in any case. [SDR, CPU] */
const onOffline: On = (state, message, effects, config) => {
  if (state.power !== "online") {
    done(effects, message);
    return state;
  }
  if (state.bound.length > 0 && message.b !== 1) {
    refused(effects, message, "BUSY", stays(config));
    return state;
  }
  effects.send(config.backplane, Msg.leave);
  return { ...state, asker: asker(message) };
};

const onMayLeave: On = (state, message, effects, config) => {
  if (state.asker === null) return state;
  if (message.a === 0) {
    refusedTo(effects, state.asker, "BUSY", stays(config));
    return { ...state, asker: null };
  }
  for (const process of state.bound) effects.send(process, Msg.unbind);
  effects.emit(Ev.cpuOffline);
  doneTo(effects, state.asker);
  return { ...state, power: "offline", bound: [], asker: null };
};

/** psradm -n. A processor of a warm board is not powered on. [FHC] */
const onOnline: On = (state, message, effects, config) => {
  if (state.power === "online") {
    done(effects, message);
    return state;
  }
  if (state.power === "absent" || state.warm) {
    refused(effects, message, "BUSY", "");
    return state;
  }
  effects.send(config.backplane, Msg.join);
  effects.emit(Ev.cpuOnline);
  done(effects, message);
  return { ...state, power: "online" };
};

const becomes =
  (power: CpuState["power"]): On =>
  (state, message, effects) => {
    done(effects, message);
    return { ...state, power };
  };

/** `a` +1 binds the sender, −1 unbinds it. */
const onBind: On = (state, message) => {
  if (message.a === 1) return { ...state, bound: [...state.bound, message.from] };
  const at = state.bound.indexOf(message.from);
  return at < 0 ? state : { ...state, bound: state.bound.filter((_, index) => index !== at) };
};

/** The board runs hot: the processor is taken offline and powered off whoever is bound to it. [FHC] */
const onEnvironment: On = (state, message, effects, config) => {
  const warm = message.a === 1;
  if (!warm || state.power !== "online") return { ...state, warm };
  for (const process of state.bound) effects.send(process, Msg.unbind);
  effects.send(config.backplane, Msg.leave, 1);
  effects.emit(Ev.cpuOffline);
  return { ...state, warm, power: "powered-off", bound: [] };
};

export const CPU: ComponentClass<CpuState, CpuConfig> = {
  name: "cpu",
  on: [
    [Msg.capture, onCapture],
    [Msg.settleDown, onArrived],
    [Msg.uncapture, onUncapture],
    [Msg.offline, onOffline],
    [Msg.mayLeave, onMayLeave],
    [Msg.online, onOnline],
    [Msg.powerOff, becomes("powered-off")],
    [Msg.removeCpu, becomes("absent")],
    [Msg.addCpu, becomes("powered-off")],
    [Msg.bind, onBind],
    [Msg.environment, onEnvironment],
  ],
};

/** A processor as it is when the scenario begins. */
export const cpuInitially = (
  power: CpuState["power"],
  bound: readonly ComponentId[],
): CpuState => ({
  power,
  captured: false,
  warm: false,
  bound,
  asker: null,
});
