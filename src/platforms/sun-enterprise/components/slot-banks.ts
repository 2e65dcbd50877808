import type { Effects, Message } from "../../../model/component.ts";
import type { ErrorName } from "../errors.ts";
import { Ev, Msg } from "../protocol.ts";
import { asker, done, doneTo, refused, refusedTo } from "./answer.ts";
import type { Bank, BankConfig, SlotConfig, SlotState } from "./slot-state.ts";
import { say } from "./slot-state.ts";

/** The operations of a bank. The first three differ in what they may override. */
export const BankOperation = {
  configure: 0,
  configureForced: 1,
  configureEnabled: 2,
  unconfigure: 3,
  test: 4,
  relocate: 5,
} as const;

/** `b` of `Msg.bank`. `timeOutS`: seconds without progress that end a delete; 0: never. */
export const bankParameter = (bank: 0 | 1, operation: number, timeOutS: number): number =>
  bank + 2 * operation + 16 * timeOutS;

const SECOND = 1_000_000_000;

interface BankTest {
  readonly error: ErrorName;
  readonly holds: (bank: Bank, config: BankConfig, slot: SlotState, board: SlotConfig) => boolean;
  /** What the console says when it does not. */
  readonly says?: string;
}

const spare = (bank: Bank): boolean =>
  bank.receptacle === "connected" && bank.occupant === "unconfigured";
const inUse = (bank: Bank): boolean =>
  bank.receptacle === "connected" && bank.occupant === "configured";

// biome-ignore format: a table is read by rows and columns
const BANK_TESTS = {
  open:        { error: "MEM_ABSENT",     holds: (bank, _, slot) => bank.receptacle !== "empty" && slot.receptacle === "connected" && slot.occupant === "configured" },
  gate:        { error: "CONDITION",      holds: (bank) => bank.condition === "ok" || bank.condition === "unknown" },
  isSpare:     { error: "MEM_TRANSITION", holds: spare },
  isInUse:     { error: "MEM_TRANSITION", holds: inUse },
  enabled:     { error: "MEM_DISABLED",   holds: (bank) => !bank.disabled },
  idle:        { error: "MEM_BUSY",       holds: (bank) => bank.busy === "no" },
  ok:          { error: "MEM_STATE",      holds: (bank) => bank.condition === "ok" },
  cage:        { error: "MEM_NON_RELOC",  holds: (_, __, ___, board) => board.machine.kernelCage, says: "ac: memory delete refused: cage is off" },
  separate:    { error: "MEM_INTERLEAVED", holds: (_, config, __, board) => !config.interleaved && !board.machine.interleaveMax },
  relocatable: { error: "MEM_NON_RELOC",  holds: (bank) => !bank.permanent },
  viable:      { error: "MEM_NONVIABLE",  holds: (_, config) => !config.needed },
  allowed:     { error: "MEM_REFUSED",    holds: (_, config) => !config.guarded },
} as const satisfies Record<string, BankTest>;

const T: Readonly<Record<keyof typeof BANK_TESTS, BankTest>> = BANK_TESTS;

/** Preconditions of each operation in order. [LIB, CFA, ACA, ACD, ACT, M-A] */
// biome-ignore format: a table is read by rows and columns
const PRECONDITIONS: readonly (readonly BankTest[])[] = [
  [T.open, T.gate, T.isSpare, T.enabled, T.idle, T.ok, T.separate],
  [T.open, T.isSpare, T.idle, T.separate],
  [T.open, T.gate, T.isSpare, T.idle, T.ok, T.separate],
  [T.open, T.isInUse, T.idle, T.cage, T.separate, T.relocatable, T.viable, T.allowed],
  [T.open, T.isSpare, T.idle],
  [T.open, T.isInUse, T.idle],
];

const bankAt = (state: SlotState, index: number): Bank =>
  index === 0 ? state.banks[0] : state.banks[1];

const configAt = (config: SlotConfig, index: number): BankConfig =>
  index === 0 ? config.banks[0] : config.banks[1];

/** The slot with a part of one of its banks changed. */
export function withBank(state: SlotState, index: number, changes: Partial<Bank>): SlotState {
  const bank = { ...bankAt(state, index), ...changes };
  return { ...state, banks: index === 0 ? [bank, state.banks[1]] : [state.banks[0], bank] };
}

/** An operation on a bank: refused by the first test that does not hold, else carried out. */
export function onBank(
  state: SlotState,
  message: Message,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const index = message.b % 2;
  const operation = Math.floor(message.b / 2) % 8;
  const bank = bankAt(state, index);
  const own = configAt(config, index);
  const failing = PRECONDITIONS[operation]?.find((test) => !test.holds(bank, own, state, config));
  if (failing !== undefined) {
    if (failing.says !== undefined) say(effects, failing.says);
    refused(effects, message, failing.error, detailOf(failing.error, bank, index));
    return state;
  }
  const begun = { progress: 0, attempt: bank.attempt + 1, asker: asker(message) };
  switch (operation) {
    case BankOperation.unconfigure: {
      const patienceS = Math.floor(message.b / 16);
      return step(
        withBank(state, index, { ...begun, busy: "draining", patienceS }),
        index,
        effects,
        config,
      );
    }
    case BankOperation.test:
      effects.sendAfter(config.bankTestTakes, effects.self, Msg.bankStep, index, begun.attempt);
      return withBank(state, index, { ...begun, busy: "testing" });
    case BankOperation.relocate:
      // Success is said even where pages could not move. [AC against M-A]
      done(effects, message);
      return state;
    default:
      done(effects, message);
      return withBank(state, index, { occupant: "configured" });
  }
}

const detailOf = (error: ErrorName, bank: Bank, index: number): string =>
  error === "MEM_BUSY" && bank.busy === "testing" && bank.asker !== null
    ? `bank${index} being tested by process ${bank.asker.id}`
    : `bank${index}`;

/** The next part of a drain and the end of patience with it. Every progress begins the waiting anew. [ACD] */
function step(state: SlotState, index: number, effects: Effects, config: SlotConfig): SlotState {
  const { attempt, patienceS } = bankAt(state, index);
  const own = configAt(config, index);
  if (!own.pinned) effects.sendAfter(own.stepTakes, effects.self, Msg.bankStep, index, attempt);
  if (patienceS > 0)
    effects.startTimer(STUCK[index === 0 ? 0 : 1], patienceS * SECOND, index, attempt);
  return state;
}

/** One timer for each bank. */
const STUCK = [Msg.bankStuck, Msg.otherBankStuck] as const;

/** A part of the work on a bank is done. `a` = bank, `b` = attempt. */
export function onBankStep(
  state: SlotState,
  message: Message,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const bank = bankAt(state, message.a);
  const own = configAt(config, message.a);
  if (bank.busy === "no" || bank.attempt !== message.b || bank.asker === null) return state;
  if (bank.busy === "testing") {
    doneTo(effects, bank.asker);
    return withBank(state, message.a, { busy: "no", condition: own.finds, asker: null });
  }
  const progress = bank.progress + 1;
  effects.emit(Ev.progress, effects.self, message.a);
  if (progress < own.steps)
    return step(withBank(state, message.a, { progress }), message.a, effects, config);
  effects.stopTimer(STUCK[message.a === 0 ? 0 : 1]);
  doneTo(effects, bank.asker);
  return withBank(state, message.a, {
    busy: "no",
    occupant: "unconfigured",
    condition: "unknown",
    asker: null,
  });
}

/** Whatever was under way on a bank is given up: it stays configured, or untested. */
function giveUp(state: SlotState, index: number, error: ErrorName, effects: Effects): SlotState {
  const bank = bankAt(state, index);
  if (bank.busy === "no" || bank.asker === null) return state;
  effects.stopTimer(STUCK[index === 0 ? 0 : 1]);
  refusedTo(effects, bank.asker, error, `bank${index}`);
  const condition = bank.busy === "testing" ? "unknown" : bank.condition;
  return withBank(state, index, { busy: "no", condition, asker: null });
}

/** No progress for as long as the operator, or the driver, has patience. */
export const onBankStuck = (state: SlotState, message: Message, effects: Effects): SlotState =>
  bankAt(state, message.a).attempt === message.b
    ? giveUp(state, message.a, "MEM_TIME_OUT", effects)
    : state;

/** The operator's signal. */
export const onBankInterrupt = (state: SlotState, message: Message, effects: Effects): SlotState =>
  giveUp(
    state,
    message.a,
    bankAt(state, message.a).busy === "testing" ? "MEM_INTERRUPTED" : "MEM_CANCELLED",
    effects,
  );

/** Kernel pages come to lie in a bank: it is permanent, and a delete of it is over. [MC] */
export function onCageGrows(state: SlotState, message: Message, effects: Effects): SlotState {
  const { busy } = bankAt(state, message.a);
  const grown = withBank(state, message.a, { permanent: true });
  return busy === "draining" ? giveUp(grown, message.a, "MEM_NON_RELOC", effects) : grown;
}
