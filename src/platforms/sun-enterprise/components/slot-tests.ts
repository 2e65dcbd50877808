import type { ErrorName } from "../errors.ts";
import type { Bank, SlotConfig, SlotState } from "./slot-state.ts";
import { BOARD_TYPES } from "./slot-state.ts";

/** `a` of `Msg.environment`: what has changed around a slot. */
export const Environment = { power: 0, cooling: 1, temperature: 2 } as const;

/** A precondition that a slot can answer for itself: what must hold, and the error when it does not. */
export interface SlotTest {
  readonly name: string;
  readonly error: ErrorName;
  readonly holds: (state: SlotState, config: SlotConfig) => boolean;
  readonly detail?: string;
  readonly source: string;
}

const supported = (config: SlotConfig): boolean => {
  const { digit } = BOARD_TYPES[config.type];
  return digit !== "" && config.machine.supportedTypes.includes(digit);
};

const isFree = (bank: Bank): boolean => bank.occupant !== "configured" && bank.busy === "no";

// biome-ignore format: a table is read by rows and columns
export const SLOT_TESTS = [
  // ---- the library's gate and the plug-in's
  { name: "condition-gate",    error: "CONDITION",  holds: (s) => s.condition === "ok" || s.condition === "unknown", source: "LIB" },
  { name: "may-connect",       error: "TRANSITION", holds: (s) => s.receptacle === "disconnected" && s.occupant === "unconfigured", source: "CFS" },
  { name: "may-configure",     error: "TRANSITION", holds: (s) => s.receptacle !== "empty" && s.occupant === "unconfigured", source: "CFS" },
  { name: "may-unconfigure",   error: "TRANSITION", holds: (s) => s.receptacle === "connected" && s.occupant === "configured", source: "CFS" },
  { name: "may-disconnect",    error: "TRANSITION", holds: (s) => s.receptacle === "connected", source: "CFS" },
  { name: "enabled",           error: "DISABLED",   holds: (s) => !s.disabled, source: "CFS" },
  // ---- the kernel's policy
  { name: "disconnected",      error: "RSTATE",     holds: (s) => s.receptacle === "disconnected", source: "SDR" },
  { name: "connected",         error: "RSTATE",     holds: (s) => s.receptacle === "connected", source: "SDR" },
  { name: "configured",        error: "OSTATE",     holds: (s) => s.occupant === "configured", source: "SDR" },
  { name: "unconfigured",      error: "OSTATE",     holds: (s) => s.occupant === "unconfigured", source: "SDR" },
  { name: "not-yet-configured", error: "OSTATE_UNSUPPORTED", holds: (s) => s.occupant === "unconfigured", source: "SDR" },
  { name: "condition-unknown", error: "COND",       holds: (s) => s.condition === "unknown", source: "SDR" },
  { name: "condition-ok",      error: "COND",       holds: (s) => s.condition === "ok", source: "SDR" },
  { name: "dr-firmware",       error: "NON_DR_PROM", holds: (_, c) => c.machine.drFirmware, source: "SDR" },
  { name: "hot-plug",          error: "HOTPLUG",    holds: (_, c) => c.machine.hotPlug, detail: "Hot Plug not supported in this system", source: "SDR, SC" },
  { name: "type-listed",       error: "HW_COMPAT",  holds: (_, c) => supported(c), source: "SDR" },
  { name: "cooling",           error: "COOLING",    holds: (s) => s.coolingOk, source: "SDR" },
  { name: "speed",             error: "HW_COMPAT",  holds: (_, c) => c.machine.busSpeed <= 84 || c.plus, detail: "not 100 MHz capable", source: "SDR" },
  { name: "bank0-free",        error: "BUSY",       holds: (s) => isFree(s.banks[0]), detail: "memory bank 0 in use", source: "SDR" },
  { name: "bank1-free",        error: "BUSY",       holds: (s) => isFree(s.banks[1]), detail: "memory bank 1 in use", source: "SDR" },
  { name: "not-core-resource", error: "CORE_RESOURCE", holds: (_, c) => !c.coreResource, source: "SDR, SC" },
  { name: "branch-detaches",   error: "NDI_DETACH", holds: (_, c) => !c.branchStuck, source: "SDR" },
  { name: "privileged",        error: "PERMISSION", holds: () => false, source: "SC" },
  // ---- memory that cannot be moved while the system runs
  { name: "cage-on",           error: "KCAGE_OFF",  holds: (_, c) => c.machine.kernelCage, source: "NM" },
  { name: "not-interleaved",   error: "MEMINTLV",   holds: (_, c) => !c.machine.interleaveMax && !c.banks[0].interleaved && !c.banks[1].interleaved, source: "NH" },
  { name: "has-target",        error: "NO_TARGET",  holds: (_, c) => c.hasTarget, source: "NM, SF8" },
  { name: "supported",         error: "NOT_SUPPORTED", holds: () => false, source: "SC, M-A" },
  // ---- what the operator did not say
  { name: "confirmed",         error: "CANCELLED",  holds: () => false, source: "CMD" },
  { name: "quiesce-confirmed", error: "QUIESCE_REQD", holds: () => false, source: "NM" },
] as const satisfies readonly SlotTest[];

export type SlotTestName = (typeof SLOT_TESTS)[number]["name"];
export const slotTestIndex = (name: SlotTestName): number =>
  SLOT_TESTS.findIndex((test) => test.name === name);

/** What decides whether a part of an operation is needed at all. */
export const SLOT_QUESTIONS = [
  { name: "is-disconnected", holds: (s: SlotState): boolean => s.receptacle === "disconnected" },
  { name: "is-configured", holds: (s: SlotState): boolean => s.occupant === "configured" },
  {
    name: "has-permanent-memory",
    holds: (s: SlotState): boolean =>
      s.banks.some((bank) => bank.permanent && bank.occupant === "configured"),
  },
] as const;

export type SlotQuestionName = (typeof SLOT_QUESTIONS)[number]["name"];
export const slotQuestionIndex = (name: SlotQuestionName): number =>
  SLOT_QUESTIONS.findIndex((question) => question.name === name);
