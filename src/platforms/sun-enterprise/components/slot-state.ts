import type { ComponentId, Effects } from "../../../model/component.ts";
import { CoreEvent } from "../../../model/event.ts";
import { Ev } from "../protocol.ts";
import type { Asker } from "./answer.ts";

export type Receptacle = "empty" | "disconnected" | "connected";
export type Occupant = "unconfigured" | "configured";
export type Condition = "unknown" | "ok" | "failing" | "failed" | "unusable";

/** Board types with the digit the firmware lists them by and the word the console uses. [SDR] */
// biome-ignore format: a table is read by rows and columns
export const BOARD_TYPES = {
  "cpu-memory": { digit: "0", console: "cpu/mem" },
  "dual-sbus":  { digit: "1", console: "dual-sbus" },
  "sbus-ffb":   { digit: "2", console: "sbus-upa" },
  "pci":        { digit: "3", console: "dual-pci" },
  "sbus-soc":   { digit: "4", console: "soc+sbus" },
  "ffb-soc":    { digit: "5", console: "soc+upa" },
  "disk":       { digit: "",  console: "disk" },
} as const;
export type BoardType = keyof typeof BOARD_TYPES;

/** One of a board's two memory banks, an attachment point of its own. [M-A, AC] */
export interface Bank {
  /** `empty` is not populated; a bank that the PROM marks failed is `disconnected`. */
  readonly receptacle: Receptacle;
  readonly occupant: Occupant;
  readonly condition: Condition;
  /** Holds pages of the kernel or the PROM that cannot be moved. */
  readonly permanent: boolean;
  /** On the disabled-memory list. */
  readonly disabled: boolean;
  /** What is under way: a delete drains it, or a test runs on it. */
  readonly busy: "no" | "draining" | "testing";
  /** Parts of the work under way that are done. */
  readonly progress: number;
  /** Seconds without progress after which a delete is given up; 0: never. */
  readonly patienceS: number;
  /** Counts attempts, so that a timer of an earlier one is known to be late. */
  readonly attempt: number;
  readonly asker: Asker | null;
}

/** What is fixed about a bank. */
export interface BankConfig {
  readonly interleaved: boolean;
  /** A page that can be neither locked nor relocated: a drain makes no progress. */
  readonly pinned: boolean;
  /** What remains without it would be too little for the running programs. */
  readonly needed: boolean;
  /** A registered pre-delete callback refuses. */
  readonly guarded: boolean;
  /** A drain makes progress so many times, each after this long. */
  readonly steps: number;
  readonly stepTakes: number;
  /** What a test of it finds. */
  readonly finds: "ok" | "failing" | "failed";
}

/** An attachment point: a slot of the card cage and the board in it. [M-C, M-S, FHCH] */
export interface SlotState {
  readonly receptacle: Receptacle;
  readonly occupant: Occupant;
  readonly condition: Condition;
  /** The operation in transition here, or nobody. */
  readonly holder: ComponentId;
  /** What the holder is doing, as an index into `VERBS`. */
  readonly verb: number;
  readonly disabled: boolean;
  readonly powerOk: boolean;
  readonly coolingOk: boolean;
  readonly temperature: "ok" | "warm" | "danger";
  readonly firmwareFails: boolean;
  /** The board's own branch cannot be attached. */
  readonly branchFails: boolean;
  /** The firmware failed in the transition under way. */
  readonly firmwareFailed: boolean;
  /** A configure or unconfigure stopped half way. */
  readonly partial: boolean;
  /** The devices were reached by the transition under way. */
  readonly reached: boolean;
  readonly banks: readonly [Bank, Bank];
  /** Whom firmware or the copying will answer. */
  readonly asker: Asker | null;
}

export interface SlotConfig {
  /** As the operator numbers it. */
  readonly number: number;
  readonly type: BoardType;
  /** It carries the scan master. */
  readonly coreResource: boolean;
  readonly plus: boolean;
  /** The board's own branch cannot be detached before a disconnect. */
  readonly branchStuck: boolean;
  /** Another board could take the copy of its permanent memory. */
  readonly hasTarget: boolean;
  readonly firmwareTakes: number;
  readonly copyTakes: number;
  readonly bankTestTakes: number;
  readonly banks: readonly [BankConfig, BankConfig];
  readonly power: ComponentId;
  readonly cpus: readonly ComponentId[];
  readonly machine: MachineConfig;
}

/** What every slot knows of its machine. */
export interface MachineConfig {
  readonly hotPlug: boolean;
  readonly drFirmware: boolean;
  readonly supportedTypes: string;
  readonly busSpeed: number;
  readonly kernelCage: boolean;
  readonly interleaveMax: boolean;
}

/** The kernel's state changes of a slot, with what the console says of each. [SDR] */
// biome-ignore format: a table is read by rows and columns
export const VERBS = [
  { command: "connect",     doing: "connecting",     is: "connected" },
  { command: "configure",   doing: "configuring",    is: "configured" },
  { command: "unconfigure", doing: "unconfiguring",  is: "unconfigured" },
  { command: "disconnect",  doing: "disconnecting",  is: "disconnected" },
] as const;
export type Verb = (typeof VERBS)[number]["command"];
export const verbIndex = (command: Verb): number =>
  VERBS.findIndex((verb) => verb.command === command);

/** What a fault or the operator can switch on and off. */
export const SLOT_TRAITS = [
  "firmwareFails",
  "branchFails",
  "disabled",
] as const satisfies readonly (keyof SlotState)[];
export type SlotTrait = (typeof SLOT_TRAITS)[number];
export const slotTraitIndex = (trait: SlotTrait): number => SLOT_TRAITS.indexOf(trait);

/** A condition as the sources evaluate it: `failed` stays until the board is pulled. [SDR] */
export function evaluate(state: SlotState): Condition {
  if (state.condition === "failed") return "failed";
  const supplied = state.powerOk && state.coolingOk;
  if (state.receptacle !== "connected") return supplied ? "unknown" : "unusable";
  return supplied && state.temperature === "ok" ? "ok" : "failing";
}

/** The next state with its condition evaluated, every change told to the trace. */
export function become(
  before: SlotState,
  changes: Partial<SlotState>,
  effects: Effects,
): SlotState {
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

/** A line on the operator's console. */
export const say = (effects: Effects, line: string): void =>
  effects.emit(CoreEvent.console, effects.self, 0, line);

/** The board as the console speaks of it: `cpu/mem board in slot 3`. */
export const boardIn = (config: SlotConfig): string =>
  `${BOARD_TYPES[config.type].console} board in slot ${config.number}`;

/** Lamps of a slot, green, yellow, green. [G] */
export function lamps(state: SlotState): string {
  if (state.receptacle === "empty") return "off-off-off";
  if (state.receptacle === "disconnected") return "off-on-off";
  return state.occupant === "configured" ? "on-off-flash" : "on-off-off";
}
