import { numberIn, numberOr, textOr } from "../../../kit/args.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { CPU, cpuInitially } from "../components/cpu.ts";
import { enough } from "../components/power.ts";
import { SLOT } from "../components/slot.ts";
import type {
  Bank,
  BankConfig,
  Condition,
  Occupant,
  Receptacle,
  SlotConfig,
  SlotState,
} from "../components/slot-state.ts";
import { evaluate } from "../components/slot-state.ts";
import type { Options } from "../operations/options.ts";
import type { BoardDraft, CpuDraft } from "./drafts.ts";
import { traitsOf } from "./drafts.ts";
import type { Roster } from "./roster.ts";
import { fixedId, idOf } from "./roster.ts";

type Stated = "empty" | "disconnected" | "unconfigured" | "configured";

/** As stated; else configured, save what a cold start leaves disconnected. [SDR, FBD] */
export function stateOf(board: BoardDraft): Stated {
  const { traits } = board;
  const isLeftOut =
    board.type === "disk" ||
    traits.has("disabled") ||
    traits.get("condition")?.["condition"] === "failed";
  const usual = isLeftOut ? "disconnected" : "configured";
  return textOr(traits.get("state") ?? {}, "state", usual) as Stated;
}

/** Boards that load the power supplies. [SDR] */
export const isLoad = (board: BoardDraft): boolean =>
  board.type !== "disk" && ["configured", "unconfigured"].includes(stateOf(board));

const RECEPTACLES: Readonly<Record<Stated, Receptacle>> = {
  empty: "empty",
  disconnected: "disconnected",
  unconfigured: "connected",
  configured: "connected",
};

/** Whether there is power for all boards that load the supplies. */
export function isPowerEnough({ boards }: Roster, options: Options): boolean {
  const loads = boards.filter(isLoad).length;
  const supplies = { ok: options.supplies, loads, precharge: true };
  return enough(supplies, { cage: Number(options.slots), slots: [] }, loads);
}

/** The component of one slot and its board. */
export function slotComponent(
  board: BoardDraft,
  roster: Roster,
  options: Options,
  powerOk: boolean,
): ComponentSpec {
  return component({
    name: board.name,
    kind: "slot",
    class: SLOT,
    config: slotConfig(board, roster, options),
    initial: slotInitially(board, powerOk),
  });
}

function slotConfig(board: BoardDraft, roster: Roster, options: Options): SlotConfig {
  const { traits } = board;
  const test =
    board.type === "cpu-memory" ? options["cpu-board-test-time"] : options["io-board-test-time"];
  return {
    number: board.number,
    type: board.type,
    coreResource: traits.has("core-resource"),
    plus: traits.has("plus"),
    firmwareTakes: numberOr(traits.get("firmware-takes") ?? {}, "time", test),
    copyTakes: numberOr(traits.get("copy-takes") ?? {}, "time", options["copy-time"]),
    branchStuck: traits.has("branch-stuck"),
    hasTarget: hasTarget(board, roster),
    bankTestTakes: options["memory-test-time"],
    banks: [bankConfig(board, "bank0", options), bankConfig(board, "bank1", options)],
    power: fixedId("power"),
    cpus: board.cpus.map((cpu) => idOf(roster, "cpu", `cpu${cpu.number}`)),
    machine: {
      hotPlug: options["hot-plug"],
      drFirmware: options["dr-firmware"],
      supportedTypes: options["supported-board-types"],
      busSpeed: options["bus-speed"],
      kernelCage: options["kernel-cage"],
      interleaveMax: options["memory-interleave"] === "max",
    },
  };
}

/**
 * Another board in use has banks that together hold this one's permanent span. Where no other board says anything of
 * memory, there is one that was left out of the description. [NM, SF8]
 */
function hasTarget(board: BoardDraft, roster: Roster): boolean {
  const size = (facts: readonly Fact[]): number =>
    facts.reduce((sum, fact) => sum + numberIn(fact.args, "size"), 0);
  const span = size(board.banks.filter((fact) => fact.args["permanent"] === true));
  const others = roster.boards.filter((other) => other !== board && other.banks.length > 0);
  const fits = (other: BoardDraft): boolean =>
    stateOf(other) === "configured" && size(other.banks) >= span;
  return others.length === 0 || others.some(fits);
}

function slotInitially(board: BoardDraft, powerOk: boolean): SlotState {
  const { traits } = board;
  const stated = stateOf(board);
  const occupant: Occupant = stated === "configured" ? "configured" : "unconfigured";
  const state: SlotState = {
    receptacle: RECEPTACLES[stated],
    occupant,
    condition: "unknown",
    holder: NOBODY,
    verb: 0,
    disabled: traits.has("disabled"),
    powerOk,
    coolingOk: !traits.has("no-cooling"),
    temperature: "ok",
    firmwareFails: traits.has("firmware-fails"),
    branchFails: traits.has("branch-fails"),
    firmwareFailed: false,
    partial: false,
    reached: false,
    banks: [bankOf(board, "bank0", occupant), bankOf(board, "bank1", occupant)],
    asker: null,
  };
  const condition = textOr(
    traits.get("condition") ?? {},
    "condition",
    evaluate(state),
  ) as Condition;
  return { ...state, condition };
}

const NO_BANK: Bank = {
  receptacle: "empty",
  occupant: "unconfigured",
  condition: "unknown",
  permanent: false,
  disabled: false,
  busy: "no",
  progress: 0,
  patienceS: 0,
  attempt: 0,
  asker: null,
};

const factOf = (board: BoardDraft, bank: "bank0" | "bank1"): Fact | undefined =>
  board.banks.find((one) => one.args["bank"] === bank);

function bankOf(board: BoardDraft, bank: "bank0" | "bank1", occupant: Occupant): Bank {
  const fact = factOf(board, bank);
  if (fact === undefined) return NO_BANK;
  const traits = traitsOf(fact.body);
  const stated = traits.get("bank-condition")?.["condition"];
  // What the PROM marks failed is left out. [AC]
  if (stated === "failed") return { ...NO_BANK, receptacle: "disconnected", condition: "unusable" };
  const usual = traits.has("bank-disabled") ? "unconfigured" : occupant;
  const state = textOr(traits.get("bank-state") ?? {}, "state", usual) as Occupant;
  const condition = stated ?? (state === "configured" ? "ok" : "unknown");
  return {
    ...NO_BANK,
    receptacle: "connected",
    occupant: state,
    condition: condition as Condition,
    permanent: fact.args["permanent"] === true,
    disabled: traits.has("bank-disabled"),
  };
}

function bankConfig(board: BoardDraft, bank: "bank0" | "bank1", options: Options): BankConfig {
  const traits = traitsOf(factOf(board, bank)?.body ?? []);
  const drain = traits.get("bank-drains") ?? {};
  return {
    interleaved: traits.has("bank-interleaved"),
    pinned: traits.has("bank-pinned"),
    needed: traits.has("bank-needed"),
    guarded: traits.has("bank-guarded"),
    steps: numberOr(drain, "steps", 1),
    stepTakes: numberOr(drain, "time", options["memory-drain-time"]),
    finds: textOr(traits.get("bank-finds") ?? {}, "verdict", "ok") as BankConfig["finds"],
  };
}

/** The component of one processor. A board that is not configured has its processors out of use. */
export function cpuComponent(draft: CpuDraft, board: BoardDraft, roster: Roster): ComponentSpec {
  const { traits } = draft;
  const number = draft.number;
  const bound = boundTo(number, roster);
  return component({
    name: `cpu${number}`,
    kind: "cpu",
    class: CPU,
    config: {
      number,
      backplane: fixedId("machine"),
      checkIn: traits.has("never-checks-in")
        ? "never"
        : numberOr(traits.get("checks-in") ?? {}, "time", 0),
    },
    initial: cpuInitially(stateOf(board) === "configured" ? "online" : "absent", bound),
  });
}

const boundTo = (number: number, roster: Roster): readonly ComponentId[] =>
  roster.processes
    .filter((fact) => isBoundTo(fact, `cpu${number}`))
    .map((fact) => idOf(roster, "process", String(fact.args["name"])));

const isBoundTo = (fact: Fact, cpu: string): boolean =>
  fact.body.some((one) => one.form === "bound" && one.args["cpu"] === cpu);
