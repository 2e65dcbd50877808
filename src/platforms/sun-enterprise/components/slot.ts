import type { ComponentClass, Effects, Handler } from "../../../model/component.ts";
import { NOBODY } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { Ev, Msg } from "../protocol.ts";
import { asker, done, doneTo, refused, refusedTo, skipped } from "./answer.ts";
import { onBank, onDrainCancelled, onDrained } from "./slot-banks.ts";
import type { SlotConfig, SlotState, Verb } from "./slot-state.ts";
import { BOARD_TYPES, evaluate, SLOT_TRAITS, VERBS } from "./slot-state.ts";
import { Environment, SLOT_QUESTIONS, SLOT_TESTS } from "./slot-tests.ts";

type On = Handler<SlotState, SlotConfig>;

const boardIn = (config: SlotConfig): string =>
  `${BOARD_TYPES[config.type].console} board in slot ${config.number}`;
const say = (effects: Effects, line: string): void =>
  effects.emit(CoreEvent.console, effects.self, 0, line);

/** The next state with its condition evaluated, every change told to the trace. */
function become(before: SlotState, changes: Partial<SlotState>, effects: Effects): SlotState {
  const next: SlotState = { ...before, ...changes };
  const after: SlotState =
    changes.condition === undefined ? { ...next, condition: evaluate(next) } : next;
  if (after.receptacle !== before.receptacle)
    effects.emit(Ev.receptacle, effects.self, 0, after.receptacle);
  if (after.occupant !== before.occupant)
    effects.emit(Ev.occupant, effects.self, 0, after.occupant);
  if (after.condition !== before.condition)
    effects.emit(Ev.condition, effects.self, 0, after.condition);
  return after;
}

/** `a` of the slot's own timer: what has taken its time. */
const Debounce = { firmware: 0, copy: 1, insert: 2, remove: 3 } as const;

const onCheck: On = (state, message, effects, config) => {
  const test = SLOT_TESTS[message.b];
  if (test === undefined || test.holds(state, config)) {
    done(effects, message);
    return state;
  }
  const detail = "detail" in test ? test.detail : "";
  if (test.error === "CORE_RESOURCE")
    say(
      effects,
      `board ${config.number} cannot be disconnected because it is a core system resource`,
    );
  if (test.error === "HOTPLUG") say(effects, "Hot Plug not supported in this system");
  refused(effects, message, test.error, detail);
  return state;
};

const onBegin: On = (state, message, effects, config) => {
  const verb = VERBS[message.b];
  if (state.holder !== NOBODY) {
    refused(effects, message, "INTRANS", "");
    return state;
  }
  effects.emit(Ev.transition, effects.self, 1);
  if (verb !== undefined) say(effects, `${verb.doing} ${boardIn(config)}`);
  done(effects, message);
  return { ...state, holder: message.from, verb: message.b, firmwareFailed: false, reached: false };
};

const onEnd: On = (state, message, effects, config) => {
  if (state.holder !== message.from) {
    skipped(effects, message);
    return state;
  }
  effects.emit(Ev.transition, effects.self, 0);
  done(effects, message);
  const free: Partial<SlotState> = { holder: NOBODY, reached: false };
  return message.b === 1
    ? failedTransition(state, free, effects, config)
    : become(state, free, effects);
};

/** What is left behind when a state change fails. [SDR] */
function failedTransition(
  state: SlotState,
  free: Partial<SlotState>,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const verb = VERBS[state.verb]?.command;
  if (state.reached && (verb === "configure" || verb === "unconfigure")) {
    say(
      effects,
      `${boardIn(config)} partially ${verb === "configure" ? "configured" : "unconfigured"}`,
    );
    return become(state, { ...free, partial: true, occupant: "configured" }, effects);
  }
  if (verb === "connect" || verb === "disconnect")
    say(effects, `${boardIn(config)} failed to ${verb}`);
  return become(state, state.firmwareFailed ? { ...free, condition: "failed" } : free, effects);
}

/** Where a successful state change leads. [SDR] */
const MOVES: Readonly<Record<Verb, (state: SlotState) => Partial<SlotState>>> = {
  connect: () => ({ receptacle: "connected", occupant: "unconfigured" }),
  configure: () => ({ occupant: "configured", partial: false }),
  unconfigure: () => ({ occupant: "unconfigured", partial: false }),
  disconnect: () => ({ receptacle: "disconnected" }),
};

const onBecome: On = (state, message, effects, config) => {
  const verb = VERBS[message.b];
  if (verb === undefined) return state;
  if (verb.command === "connect" && state.branchFails) {
    refused(effects, message, "NDI_ATTACH", "fhc");
    return state;
  }
  const after = become(state, MOVES[verb.command](state), effects);
  if (verb.command === "connect") effects.send(config.power, Msg.load, 1);
  if (verb.command === "disconnect") {
    effects.send(config.power, Msg.load, -1);
    say(effects, `board ${config.number} is ready to remove`);
  } else {
    say(effects, `${boardIn(config)} is ${verb.is}`);
  }
  done(effects, message);
  return after;
};

/** The devices of the board are reached: a failure from here on leaves it half done. */
const onReach: On = (state, message, effects) => {
  done(effects, message);
  return { ...state, reached: true };
};

/** `b` 0: attach and test; 1: detach, for which the processors are captured only briefly. [SDR] */
const onFirmware: On = (state, message, effects, config) => {
  effects.startTimer(Msg.debounce, message.b === 0 ? config.firmwareTakes : 0, Debounce.firmware);
  return { ...state, asker: asker(message) };
};

const onCopy: On = (state, message, effects, config) => {
  effects.startTimer(Msg.debounce, config.copyTakes, Debounce.copy);
  return { ...state, asker: asker(message) };
};

const onDebounce: On = (state, message, effects, config) => {
  if (message.a === Debounce.insert) {
    say(
      effects,
      `${BOARD_TYPES[config.type].console} board has been inserted into slot ${config.number}`,
    );
    return become(state, { receptacle: "disconnected", occupant: "unconfigured" }, effects);
  }
  if (message.a === Debounce.remove) {
    say(effects, `board ${config.number} has been removed`);
    return become(
      { ...state, condition: "unknown" },
      { receptacle: "empty", occupant: "unconfigured", partial: false },
      effects,
    );
  }
  if (state.asker === null) return state;
  if (message.a === Debounce.copy) {
    effects.emit(Ev.copied);
    doneTo(effects, state.asker);
    return { ...state, asker: null };
  }
  effects.emit(Ev.firmware, effects.self, state.firmwareFails ? 1 : 0);
  if (state.firmwareFails) refusedTo(effects, state.asker, "PROM", "");
  else doneTo(effects, state.asker);
  return { ...state, asker: null, firmwareFailed: state.firmwareFails };
};

/** The insert line is debounced. [SDR, digest: 500 ms] */
const INSERT_DEBOUNCE = 500_000_000;
/** A disconnected board's slot is looked at this often. [SDR] */
const REMOVE_POLL = 2_000_000_000;

const onInsert: On = (state, _message, effects) => {
  if (state.receptacle === "empty")
    effects.startTimer(Msg.debounce, INSERT_DEBOUNCE, Debounce.insert);
  return state;
};

/** Pulling a board that is connected takes the system down. [M-S] */
const onRemove: On = (state, _message, effects, config) => {
  if (state.receptacle === "disconnected")
    effects.startTimer(Msg.debounce, REMOVE_POLL, Debounce.remove);
  if (state.receptacle === "connected") {
    effects.emit(
      CoreEvent.panic,
      effects.self,
      0,
      `board ${config.number} was pulled while connected`,
    );
    effects.halt();
  }
  return state;
};

/** insert-test, remove-test: an empty slot has a board now, a disconnected one is empty, any other stays. [SC] */
const onSimulate: On = (state, message, effects) => {
  done(effects, message);
  if (state.receptacle === "empty")
    return become(state, { receptacle: "disconnected", occupant: "unconfigured" }, effects);
  if (state.receptacle !== "disconnected") return state;
  return become(
    { ...state, condition: "unknown" },
    { receptacle: "empty", occupant: "unconfigured" },
    effects,
  );
};

const onEnvironment: On = (state, message, effects, config) => {
  const good = message.b === 1;
  if (message.a === Environment.power) return become(state, { powerOk: good }, effects);
  if (message.a === Environment.cooling) return become(state, { coolingOk: good }, effects);
  if (!good && state.receptacle === "connected") {
    for (const cpu of config.cpus) effects.send(cpu, Msg.environment);
  }
  return become(state, { temperatureOk: good }, effects);
};

const CONDITIONS = ["unknown", "ok", "failing", "failed", "unusable"] as const;

/** `set-condition-test`: the condition is forced. [CFS] */
const onSetCondition: On = (state, message, effects) => {
  const condition = CONDITIONS[message.b];
  if (message.from !== NOBODY) done(effects, message);
  return condition === undefined ? state : become(state, { condition }, effects);
};

/** `a`: which trait of the slot changes, as an index into `SLOT_TRAITS`; `b`: 0 off, 1 on. */
const onTune: On = (state, message) => {
  const trait = SLOT_TRAITS[message.a];
  return trait === undefined ? state : { ...state, [trait]: message.b === 1 };
};

const onIfSo: On = (state, message, effects) => {
  if (SLOT_QUESTIONS[message.b]?.holds(state) === true) done(effects, message);
  else skipped(effects, message);
  return state;
};

export const SLOT: ComponentClass<SlotState, SlotConfig> = {
  name: "slot",
  on: [
    [Msg.check, onCheck],
    [Msg.begin, onBegin],
    [Msg.end, onEnd],
    [Msg.become, onBecome],
    [Msg.reach, onReach],
    [Msg.firmware, onFirmware],
    [Msg.copyMemory, onCopy],
    [Msg.debounce, onDebounce],
    [Msg.insert, onInsert],
    [Msg.remove, onRemove],
    [Msg.environment, onEnvironment],
    [Msg.simulate, onSimulate],
    [Msg.setCondition, onSetCondition],
    [Msg.bank, onBank],
    [Msg.settleDown, onDrained],
    [Msg.cancelDrain, onDrainCancelled],
    [Msg.tune, onTune],
    [Msg.ifSo, onIfSo],
  ],
};
