import type { ComponentId } from "../../../model/component.ts";
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
  readonly populated: boolean;
  readonly occupant: Occupant;
  readonly condition: Condition;
  /** Holds pages of the kernel or the PROM that cannot be moved. */
  readonly permanent: boolean;
  readonly interleaved: boolean;
  /** A page that can be neither locked nor relocated: a drain makes no progress. */
  readonly pinned: boolean;
  /** A delete of it is draining. */
  readonly draining: boolean;
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
  readonly temperatureOk: boolean;
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
  readonly asker: Asker | null;
}

export interface SlotConfig {
  /** As the operator numbers it. */
  readonly number: number;
  readonly type: BoardType;
  /** It carries the scan master. */
  readonly coreResource: boolean;
  readonly plus: boolean;
  readonly firmwareTakes: number;
  readonly copyTakes: number;
  readonly drainTakes: number;
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
  return supplied && state.temperatureOk ? "ok" : "failing";
}
