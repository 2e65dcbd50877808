import { numberOr, textOr } from "../../../kit/args.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import { component, NOBODY } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { CPU, cpuInitially } from "../components/cpu.ts";
import { SLOT } from "../components/slot.ts";
import type {
  Bank,
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

export const stateOf = (board: BoardDraft): Stated =>
  textOr(board.traits.get("state") ?? {}, "state", "configured") as Stated;

const RECEPTACLES: Readonly<Record<Stated, Receptacle>> = {
  empty: "empty",
  disconnected: "disconnected",
  unconfigured: "connected",
  configured: "connected",
};

/** The component of one slot and its board. */
export function slotComponent(board: BoardDraft, roster: Roster, options: Options): ComponentSpec {
  return component({
    name: board.name,
    kind: "slot",
    class: SLOT,
    config: slotConfig(board, roster, options),
    initial: slotInitially(board),
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
    drainTakes: options["memory-drain-time"],
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

function slotInitially(board: BoardDraft): SlotState {
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
    powerOk: true,
    coolingOk: !traits.has("no-cooling"),
    temperatureOk: true,
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
  populated: false,
  occupant: "unconfigured",
  condition: "unknown",
  permanent: false,
  interleaved: false,
  pinned: false,
  draining: false,
};

function bankOf(board: BoardDraft, bank: "bank0" | "bank1", occupant: Occupant): Bank {
  const fact = board.banks.find((one) => one.args["bank"] === bank);
  if (fact === undefined) return NO_BANK;
  const traits = traitsOf(fact.body);
  const state = textOr(traits.get("bank-state") ?? {}, "state", occupant) as Occupant;
  return {
    populated: true,
    occupant: state,
    condition: textOr(
      traits.get("bank-condition") ?? {},
      "condition",
      state === "configured" ? "ok" : "unknown",
    ) as Condition,
    permanent: fact.args["permanent"] === true,
    interleaved: traits.has("bank-interleaved"),
    pinned: traits.has("bank-pinned"),
    draining: false,
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
