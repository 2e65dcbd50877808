import type { Effects, Handler } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { Ev, Msg } from "../protocol.ts";
import { done } from "./answer.ts";
import type { SlotConfig, SlotState } from "./slot-state.ts";
import { BOARD_TYPES, become, say } from "./slot-state.ts";
import { Environment } from "./slot-tests.ts";

type On = Handler<SlotState, SlotConfig>;

const SECOND = 1_000_000_000;

// ---- boards go in and out

/** The insert line is debounced. [SC] */
const INSERT_DEBOUNCE = 0.5 * SECOND;
/** A disconnected board's slot is looked at this often. [SC] */
const REMOVE_POLL = 2 * SECOND;

/** `a` of `Msg.debounce`: what is seen. */
export const Debounce = { insert: 0, remove: 1 } as const;

export const onInsert: On = (state, _message, effects) => {
  if (state.receptacle === "empty")
    effects.startTimer(Msg.debounce, INSERT_DEBOUNCE, Debounce.insert);
  return state;
};

/** Pulling a board that is connected takes the system down. [M-S] */
export const onRemove: On = (state, _message, effects, config) => {
  if (state.receptacle === "disconnected")
    effects.startTimer(Msg.debounce, REMOVE_POLL, Debounce.remove);
  if (state.receptacle === "connected") {
    const text = `board ${config.number} was pulled while connected`;
    effects.emit(CoreEvent.panic, effects.self, 0, text);
    effects.halt();
  }
  return state;
};

export const onDebounce: On = (state, message, effects, config) => {
  if (message.a === Debounce.insert) {
    const { console } = BOARD_TYPES[config.type];
    say(effects, `${console} board has been inserted into slot ${config.number}`);
    return become(state, ARRIVED, effects);
  }
  say(effects, `board ${config.number} has been removed`);
  return become({ ...state, condition: "unknown" }, GONE, effects);
};

const ARRIVED = { receptacle: "disconnected", occupant: "unconfigured" } as const;
const GONE = { receptacle: "empty", occupant: "unconfigured", partial: false } as const;

/** insert-test, remove-test: an empty slot has a board now, a disconnected one is empty, any other stays. [SC] */
export const onSimulate: On = (state, message, effects, config) => {
  done(effects, message);
  if (state.receptacle === "empty") return become(state, ARRIVED, effects);
  if (state.receptacle === "disconnected")
    return become({ ...state, condition: "unknown" }, GONE, effects);
  say(effects, `slot ${config.number} is neither empty nor disconnected`);
  return state;
};

// ---- power, cooling, temperature

/** Temperatures are looked at this often. [SC] */
const SAMPLE = 2 * SECOND;
/** A board that has cooled counts as cool only after this. [SC] */
const HYSTERESIS = 20 * SECOND;
/** Dangerous for this long, the system shuts down. [SC] */
const DANGER = 20 * SECOND;

/** `a` of `Msg.sampled`. */
const Sampled = { warm: 0, cooling: 1, danger: 2, cool: 3 } as const;

/** `a`: what has changed; `b`: 1 for the better, 0 for the worse, 2 dangerously so. */
export const onEnvironment: On = (state, message, effects) => {
  const good = message.b === 1;
  if (message.a === Environment.power) return become(state, { powerOk: good }, effects);
  if (message.a === Environment.cooling) return become(state, { coolingOk: good }, effects);
  const untilSample = (SAMPLE - (effects.now % SAMPLE)) % SAMPLE;
  effects.startTimer(Msg.sampled, untilSample, message.b);
  return state;
};

/** What the sample of a board's temperature shows. Crossing upward powers its processors off. [FHC, SC] */
export const onSampled: On = (state, message, effects, config) => {
  if (message.a === Sampled.cooling) {
    effects.stopTimer(Msg.meltdown);
    effects.startTimer(Msg.sampled, HYSTERESIS, Sampled.cool);
    return state;
  }
  if (message.a === Sampled.cool) {
    tellCpus(effects, config, 0);
    return become(state, { temperature: "ok" }, effects);
  }
  if (state.receptacle !== "connected") return become(state, { temperature: "warm" }, effects);
  tellCpus(effects, config, 1);
  if (message.a !== Sampled.danger) return become(state, { temperature: "warm" }, effects);
  if (state.temperature !== "danger") effects.startTimer(Msg.meltdown, DANGER);
  return become(state, { temperature: "danger" }, effects);
};

function tellCpus(effects: Effects, config: SlotConfig, isWarm: number): void {
  for (const cpu of config.cpus) effects.send(cpu, Msg.environment, isWarm);
}

export const onMeltdown: On = (state, _message, effects, config) => {
  say(effects, `board ${config.number} is too hot: shutting down`);
  effects.emit(Ev.shutdown);
  effects.emit(CoreEvent.panic, effects.self, 0, `board ${config.number} was too hot for too long`);
  effects.halt();
  return state;
};
