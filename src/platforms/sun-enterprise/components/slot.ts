import type { ComponentClass, Handler } from "../../../model/component.ts";
import { Ev, Msg } from "../protocol.ts";
import { asker, done, doneTo, refused, refusedTo, skipped } from "./answer.ts";
import {
  onBank,
  onBankInterrupt,
  onBankStep,
  onBankStuck,
  onCageGrows,
  withBank,
} from "./slot-banks.ts";
import type { SlotConfig, SlotState } from "./slot-state.ts";
import { BOARD_TYPES, become, SLOT_TRAITS, say } from "./slot-state.ts";
import {
  onDebounce,
  onEnvironment,
  onInsert,
  onMeltdown,
  onRemove,
  onSampled,
  onSimulate,
} from "./slot-surroundings.ts";
import { SLOT_QUESTIONS, SLOT_TESTS } from "./slot-tests.ts";
import { onBecome, onBegin, onEnd, onReach } from "./slot-transition.ts";

type On = Handler<SlotState, SlotConfig>;

const onCheck: On = (state, message, effects, config) => {
  const test = SLOT_TESTS[message.b];
  if (test === undefined || test.holds(state, config)) {
    done(effects, message);
    return state;
  }
  const detail = "detail" in test ? test.detail : "";
  const { number } = config;
  if (test.error === "CORE_RESOURCE")
    say(effects, `board ${number} cannot be disconnected because it is a core system resource`);
  if (test.error === "HOTPLUG") say(effects, "Hot Plug not supported in this system");
  refused(effects, message, test.error, detail);
  return state;
};

const onIfSo: On = (state, message, effects) => {
  if (SLOT_QUESTIONS[message.b]?.holds(state) === true) done(effects, message);
  else skipped(effects, message);
  return state;
};

// ---- what takes its time while the system is frozen, or only its processors are

/** `a` of `Msg.worked`: what has taken its time. */
const Work = { attach: 0, letGo: 1, copy: 2 } as const;

/** `b` 0: attach and test; 1: detach, for which the processors are captured only briefly. [SDR] */
const onFirmware: On = (state, message, effects, config) => {
  const isAttach = message.b === 0;
  const work = isAttach ? Work.attach : Work.letGo;
  effects.startTimer(Msg.worked, isAttach ? config.firmwareTakes : 0, work);
  return { ...state, asker: asker(message) };
};

const onCopy: On = (state, message, effects, config) => {
  effects.startTimer(Msg.worked, config.copyTakes, Work.copy);
  return { ...state, asker: asker(message) };
};

const onWorked: On = (state, message, effects) => {
  if (state.asker === null) return state;
  if (message.a === Work.copy) {
    effects.emit(Ev.copied);
    doneTo(effects, state.asker);
    return { ...state, asker: null };
  }
  effects.emit(Ev.firmware, effects.self, state.firmwareFails ? 1 : 0);
  if (state.firmwareFails) refusedTo(effects, state.asker, "PROM", "");
  else doneTo(effects, state.asker);
  const firmwareFailed = state.firmwareFails && message.a === Work.attach;
  return { ...state, asker: null, firmwareFailed };
};

// ---- what the operator sets and asks

const CONDITIONS = ["unknown", "ok", "failing", "failed", "unusable"] as const;

/** `set-condition-test`: the condition is forced. [CFS] */
const onSetCondition: On = (state, message, effects) => {
  const condition = CONDITIONS[message.b];
  done(effects, message);
  return condition === undefined ? state : become(state, { condition }, effects);
};

/** `b` of `Msg.bootList`. */
export const bootListParameter = (of: "board" | 0 | 1, isDisabled: boolean): number =>
  (of === "board" ? 0 : 2 + 2 * of) + (isDisabled ? 1 : 0);

/** `-o enable-at-boot`, `-o disable-at-boot`: the lists in NVRAM. [CFS, M-S, M-A] */
const onBootList: On = (state, message, effects) => {
  done(effects, message);
  const disabled = message.b % 2 === 1;
  const of = Math.floor(message.b / 2);
  return of === 0 ? { ...state, disabled } : withBank(state, of - 1, { disabled });
};

/** A line of the status listing. */
const onList: On = (state, message, effects, config) => {
  const type = state.receptacle === "empty" ? "unknown" : BOARD_TYPES[config.type].console;
  const { receptacle, occupant, condition } = state;
  const info = config.coreResource ? " non-detachable" : "";
  say(
    effects,
    `sysctrl0:slot${config.number} ${type} ${receptacle} ${occupant} ${condition}${info}`,
  );
  done(effects, message);
  return state;
};

/** `a`: which trait of the slot changes, as an index into `SLOT_TRAITS`; `b`: 0 off, 1 on. */
const onTune: On = (state, message) => {
  const trait = SLOT_TRAITS[message.a];
  return trait === undefined ? state : { ...state, [trait]: message.b === 1 };
};

// biome-ignore format: a table is read by rows and columns
export const SLOT: ComponentClass<SlotState, SlotConfig> = {
  name: "slot",
  limits: [Msg.bankStuck, Msg.otherBankStuck],
  on: [
    [Msg.check, onCheck],
    [Msg.ifSo, onIfSo],
    [Msg.begin, onBegin],
    [Msg.end, onEnd],
    [Msg.become, onBecome],
    [Msg.reach, onReach],
    [Msg.firmware, onFirmware],
    [Msg.copyMemory, onCopy],
    [Msg.worked, onWorked],
    [Msg.setCondition, onSetCondition],
    [Msg.bootList, onBootList],
    [Msg.list, onList],
    [Msg.tune, onTune],
    [Msg.insert, onInsert],
    [Msg.remove, onRemove],
    [Msg.debounce, onDebounce],
    [Msg.simulate, onSimulate],
    [Msg.environment, onEnvironment],
    [Msg.sampled, onSampled],
    [Msg.meltdown, onMeltdown],
    [Msg.bank, onBank],
    [Msg.bankStep, onBankStep],
    [Msg.bankStuck, onBankStuck],
    [Msg.otherBankStuck, onBankStuck],
    [Msg.bankInterrupt, onBankInterrupt],
    [Msg.cageGrows, onCageGrows],
  ],
};
