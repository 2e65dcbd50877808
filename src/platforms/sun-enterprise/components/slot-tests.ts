import type { ErrorName } from "../errors.ts";
import type { Bank, SlotConfig, SlotState } from "./slot-state.ts";
import { BOARD_TYPES } from "./slot-state.ts";

/** `a` of `Msg.environment`: what has changed around a slot. */
export const Environment = { power: 0, cooling: 1, temperature: 2 } as const;

/** A precondition that a slot can answer for itself: what must hold, and the error when it does not. */
export interface SlotTest {
  readonly name: string;
  /** What must hold, in words. */
  readonly title: string;
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
  { name: "condition-gate",    title: "the condition is ok or unknown", error: "CONDITION",  holds: (s) => s.condition === "ok" || s.condition === "unknown", source: "LIB" },
  { name: "may-connect",       title: "the slot is disconnected", error: "TRANSITION", holds: (s) => s.receptacle === "disconnected" && s.occupant === "unconfigured", source: "CFS" },
  { name: "may-configure",     title: "there is an unconfigured board", error: "TRANSITION", holds: (s) => s.receptacle !== "empty" && s.occupant === "unconfigured", source: "CFS" },
  { name: "may-unconfigure",   title: "the board is configured", error: "TRANSITION", holds: (s) => s.receptacle === "connected" && s.occupant === "configured", source: "CFS" },
  { name: "may-disconnect",    title: "the board is connected", error: "TRANSITION", holds: (s) => s.receptacle === "connected", source: "CFS" },
  { name: "enabled",           title: "the board is not on the disabled list", error: "DISABLED",   holds: (s) => !s.disabled, source: "CFS" },
  // ---- the kernel's policy
  { name: "disconnected",      title: "the receptacle is disconnected", error: "RSTATE",     holds: (s) => s.receptacle === "disconnected", source: "SDR" },
  { name: "connected",         title: "the receptacle is connected", error: "RSTATE",     holds: (s) => s.receptacle === "connected", source: "SDR" },
  { name: "configured",        title: "the occupant is configured", error: "OSTATE",     holds: (s) => s.occupant === "configured", source: "SDR" },
  { name: "unconfigured",      title: "the occupant is unconfigured", error: "OSTATE",     holds: (s) => s.occupant === "unconfigured", source: "SDR" },
  { name: "not-yet-configured", title: "the occupant is not configured yet", error: "OSTATE_UNSUPPORTED", holds: (s) => s.occupant === "unconfigured", source: "SDR" },
  { name: "condition-unknown", title: "the condition is unknown", error: "COND",       holds: (s) => s.condition === "unknown", source: "SDR" },
  { name: "condition-ok",      title: "the condition is ok", error: "COND",       holds: (s) => s.condition === "ok", source: "SDR" },
  { name: "dr-firmware",       title: "the firmware supports dynamic reconfiguration", error: "NON_DR_PROM", holds: (_, c) => c.machine.drFirmware, source: "SDR" },
  { name: "hot-plug",          title: "the machine has hot-plug hardware", error: "HOTPLUG",    holds: (_, c) => c.machine.hotPlug, detail: "Hot Plug not supported in this system", source: "SDR, SC" },
  { name: "type-listed",       title: "the firmware lists the type of the board", error: "HW_COMPAT",  holds: (_, c) => supported(c), source: "SDR" },
  { name: "cooling",           title: "the slot is cooled", error: "COOLING",    holds: (s) => s.coolingOk, source: "SDR" },
  { name: "speed",             title: "the board is fast enough for the bus", error: "HW_COMPAT",  holds: (_, c) => c.machine.busSpeed <= 84 || c.plus, detail: "not 100 MHz capable", source: "SDR" },
  { name: "bank0-free",        title: "memory bank 0 is not in use", error: "BUSY",       holds: (s) => isFree(s.banks[0]), detail: "memory bank 0 in use", source: "SDR" },
  { name: "bank1-free",        title: "memory bank 1 is not in use", error: "BUSY",       holds: (s) => isFree(s.banks[1]), detail: "memory bank 1 in use", source: "SDR" },
  { name: "not-core-resource", title: "the board is no core resource", error: "CORE_RESOURCE", holds: (_, c) => !c.coreResource, source: "SDR, SC" },
  { name: "branch-detaches",   title: "the board's own branch is detached", error: "NDI_DETACH", holds: (_, c) => !c.branchStuck, source: "SDR" },
  { name: "privileged",        title: "the operator is privileged", error: "PERMISSION", holds: () => false, source: "SC" },
  // ---- memory that cannot be moved while the system runs
  { name: "cage-on",           title: "the kernel cage is on", error: "KCAGE_OFF",  holds: (_, c) => c.machine.kernelCage, source: "NM" },
  { name: "not-interleaved",   title: "the memory is not interleaved", error: "MEMINTLV",   holds: (_, c) => !c.machine.interleaveMax && !c.banks[0].interleaved && !c.banks[1].interleaved, source: "NH" },
  { name: "has-target",        title: "another board can take the copy", error: "NO_TARGET",  holds: (_, c) => c.hasTarget, source: "NM, SF8" },
  { name: "supported",         title: "the operation exists", error: "NOT_SUPPORTED", holds: () => false, source: "SC, M-A" },
  // ---- what the operator did not say
  { name: "confirmed",         title: "the operator says yes", error: "CANCELLED",  holds: () => false, source: "CMD" },
  { name: "quiesce-confirmed", title: "somebody has confirmed the quiesce", error: "QUIESCE_REQD", holds: () => false, source: "NM" },
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
