import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { Ev, Msg } from "../protocol.ts";
import { done, refused, skipped } from "./answer.ts";

/**
 * Ground truth: memory and interrupts as they are, whatever the operating system believes; and the clock
 * board's transition flag, which quiesce-test takes for the whole machine. [SQ P10, SC]
 */
export interface BackplaneState {
  /** The one remaining CPU has its interrupts off: everything must be silent. */
  readonly quiesced: boolean;
  readonly memory: "intact" | "corrupted";
  /** The operation that holds the global transition flag. */
  readonly holder: ComponentId;
  /** Processors that are online. */
  readonly online: number;
  /** A stray access was answered with a panic. */
  readonly panicked: boolean;
}

export interface BackplaneConfig {
  readonly strayPanics: boolean;
}

type On = Handler<BackplaneState, BackplaneConfig>;

/** `a` of `Msg.touch`. */
export const Touch = { dma: 1, interrupt: 2 } as const;

/** `b` of `Msg.begin` to the clock board: take the flag, only see that nobody holds it, or read the status. */
export const Begin = { take: 0, look: 1, list: 2 } as const;

const onQuiesce: On = (state, message, effects) => {
  done(effects, message);
  if (state.quiesced) return state;
  effects.emit(Ev.quiesced);
  return { ...state, quiesced: true };
};

const onUnquiesce: On = (state, message, effects) => {
  if (!state.quiesced) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.unquiesced);
  for (let waiting = effects.deferred(); waiting > 0; waiting--) effects.recall();
  done(effects, message);
  return { ...state, quiesced: false };
};

/** A device reached memory or raised an interrupt. Interrupts wait while they are masked; memory cannot. */
const onTouch: On = (state, message, effects, config) => {
  const device = message.from;
  if (!state.quiesced) {
    if (message.a === Touch.interrupt) effects.send(device, Msg.handleIrq);
    return state;
  }
  if (message.a === Touch.interrupt) {
    effects.defer();
    return state;
  }
  effects.emit(Ev.stray, device);
  if (!config.strayPanics)
    return state.memory === "corrupted" ? state : { ...state, memory: "corrupted" };
  effects.emit(CoreEvent.panic, effects.self, 0, "memory access while the system was quiesced");
  effects.halt();
  return { ...state, memory: "corrupted", panicked: true };
};

const onBegin: On = (state, message, effects) => {
  if (state.holder !== NOBODY) {
    refused(effects, message, message.b === Begin.list ? "STATUS_BUSY" : "INTRANS", "");
    return state;
  }
  done(effects, message);
  if (message.b !== Begin.take) return state;
  effects.emit(Ev.transition, effects.self, 1);
  return { ...state, holder: message.from };
};

const onEnd: On = (state, message, effects) => {
  if (state.holder !== message.from) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.transition, effects.self, 0);
  done(effects, message);
  return { ...state, holder: NOBODY };
};

/** A processor wants to go offline, which the last one may not; `a` 1: it went, for heat. [CPU] */
const onLeave: On = (state, message, effects) => {
  const mayLeave = message.a === 1 || state.online > 1;
  if (message.a === 0) effects.send(message.from, Msg.mayLeave, mayLeave ? 1 : 0);
  return mayLeave ? { ...state, online: state.online - 1 } : state;
};

const onJoin: On = (state) => ({ ...state, online: state.online + 1 });

export const BACKPLANE: ComponentClass<BackplaneState, BackplaneConfig> = {
  name: "backplane",
  on: [
    [Msg.quiesce, onQuiesce],
    [Msg.unquiesce, onUnquiesce],
    [Msg.touch, onTouch],
    [Msg.begin, onBegin],
    [Msg.end, onEnd],
    [Msg.leave, onLeave],
    [Msg.join, onJoin],
  ],
};

/** The machine as it is when the scenario begins, with so many processors online. */
export const backplaneInitially = (online: number): BackplaneState => ({
  quiesced: false,
  memory: "intact",
  holder: NOBODY,
  online,
  panicked: false,
});
