import type { Effects, Message } from "../../../model/component.ts";
import type { ErrorName } from "../errors.ts";
import { Msg } from "../protocol.ts";
import { asker, doneTo, refused, refusedTo } from "./answer.ts";
import type { Bank, SlotConfig, SlotState } from "./slot-state.ts";

/** The operations of a bank. */
export const BankOperation = { configure: 0, configureForced: 1, unconfigure: 2, test: 3 } as const;

/** `b` of `Msg.bank`. `timeOutS`: seconds without progress that end a delete; 0: never. */
export const bankParameter = (bank: 0 | 1, operation: number, timeOutS: number): number =>
  bank + 2 * operation + 16 * timeOutS;

const SECOND = 1_000_000_000;

interface BankTest {
  readonly error: ErrorName;
  readonly holds: (bank: Bank, config: SlotConfig, state: SlotState) => boolean;
}

const interleaveFree: BankTest = {
  error: "MEM_INTERLEAVED",
  holds: (bank, config) => !bank.interleaved && !config.machine.interleaveMax,
};

/** Preconditions in order. [ACA, ACD, M-A] */
// biome-ignore format: a table is read by rows and columns
const TESTS: readonly (readonly BankTest[])[] = [
  [
    { error: "MEM_TRANSITION", holds: (bank, _, state) => bank.populated && bank.occupant === "unconfigured" && state.occupant === "configured" },
    { error: "MEM_STATE",      holds: (bank) => bank.condition === "ok" },
    interleaveFree,
  ],
  [
    { error: "MEM_TRANSITION", holds: (bank, _, state) => bank.populated && bank.occupant === "unconfigured" && state.occupant === "configured" },
    interleaveFree,
  ],
  [
    { error: "MEM_TRANSITION", holds: (bank) => bank.populated && bank.occupant === "configured" && !bank.draining },
    { error: "MEM_NON_RELOC",  holds: (_, config) => config.machine.kernelCage },
    interleaveFree,
    { error: "MEM_NON_RELOC",  holds: (bank) => !bank.permanent },
  ],
  [
    { error: "MEM_TRANSITION", holds: (bank) => bank.populated && bank.occupant === "unconfigured" },
  ],
];

const replaceBank = (state: SlotState, index: number, bank: Bank): SlotState => ({
  ...state,
  banks: index === 0 ? [bank, state.banks[1]] : [state.banks[0], bank],
});

/** An operation on a bank: refused by the first test that does not hold, else carried out. */
export function onBank(
  state: SlotState,
  message: Message,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const index = message.b % 2;
  const operation = Math.floor(message.b / 2) % 8;
  const bank = index === 0 ? state.banks[0] : state.banks[1];
  const failing = TESTS[operation]?.find((test) => !test.holds(bank, config, state));
  if (failing !== undefined) {
    refused(effects, message, failing.error, `bank${index}`);
    return state;
  }
  if (operation === BankOperation.unconfigure)
    return drain(state, index, bank, message, effects, config);
  doneTo(effects, asker(message));
  const next: Bank =
    operation === BankOperation.test
      ? { ...bank, condition: "ok" }
      : { ...bank, occupant: "configured" };
  return replaceBank(state, index, next);
}

/** Pages are moved off the bank while the system runs; a pinned one makes no progress, ever. */
function drain(
  state: SlotState,
  index: number,
  bank: Bank,
  message: Message,
  effects: Effects,
  config: SlotConfig,
): SlotState {
  const to = asker(message);
  const timeOut = Math.floor(message.b / 16) * SECOND;
  if (!bank.pinned)
    effects.sendAfter(config.drainTakes, effects.self, Msg.settleDown, index, to.token, to.id);
  else if (timeOut > 0) effects.sendAfter(timeOut, effects.self, Msg.cancelDrain, index, 1);
  return replaceBank({ ...state, asker: to }, index, { ...bank, draining: true });
}

/** The drain of a bank is complete. `a` = bank, `b` = token, `data` = asker. */
export function onDrained(state: SlotState, message: Message, effects: Effects): SlotState {
  const bank = message.a === 0 ? state.banks[0] : state.banks[1];
  if (!bank.draining || typeof message.data !== "number") return state;
  doneTo(effects, { id: message.data, token: message.b });
  return replaceBank(state, message.a, {
    ...bank,
    draining: false,
    occupant: "unconfigured",
    condition: "unknown",
  });
}

/** A delete is given up, by the operator (`b` 0) or for lack of progress (1): everything stays configured. */
export function onDrainCancelled(state: SlotState, message: Message, effects: Effects): SlotState {
  const bank = message.a === 0 ? state.banks[0] : state.banks[1];
  if (!bank.draining || state.asker === null) return state;
  refusedTo(
    effects,
    state.asker,
    message.b === 1 ? "MEM_TIME_OUT" : "MEM_CANCELLED",
    `bank${message.a}`,
  );
  return replaceBank({ ...state, asker: null }, message.a, { ...bank, draining: false });
}
