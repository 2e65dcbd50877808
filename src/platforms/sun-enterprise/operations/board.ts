import type { Phase } from "../../../model/phase.ts";
import { Begin } from "../components/backplane.ts";
import type { SlotQuestionName } from "../components/slot-tests.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests, undoEach } from "./asks.ts";
import type { Command } from "./command-line.ts";
import { CONDITION_NAMES } from "./command-line.ts";
import { connect } from "./connect.ts";
import type { Setting } from "./gates.ts";
import {
  becomes,
  begun,
  bootList,
  conditionGate,
  enabled,
  ended,
  onlyIf,
  plugin,
  privileged,
  prompt,
  reached,
} from "./gates.ts";
import { quiescePhases } from "./quiesce.ts";
import { unconfigure } from "./unconfigure.ts";

/** The phases of a command on a slot: the front end's gates in their order, then the kernel's policy. [CMD, LIB, CFS, SDR] */
export const boardPhases = (setting: Setting): readonly Phase[] =>
  COMMANDS[setting.command.verb](setting);

const COMMANDS: Readonly<Record<Command["verb"], (setting: Setting) => readonly Phase[]>> = {
  connect: (s) => [
    ...conditionGate(s),
    ...plugin(s, "may-connect"),
    ...enabled(s),
    ...prompt(s),
    ...connect(s),
    ...bootList(s),
  ],
  configure: (s) => [
    ...conditionGate(s),
    ...plugin(s, "may-configure"),
    ...first(s, "is-disconnected", [...enabled(s), ...prompt(s), ...connect(s)], configure(s)),
    ...bootList(s),
  ],
  unconfigure: (s) => [...plugin(s, "may-unconfigure"), ...unconfigure(s), ...bootList(s)],
  disconnect: (s) => [
    ...plugin(s, "may-disconnect"),
    ...first(s, "is-configured", unconfigure(s), disconnect(s)),
    ...bootList(s),
  ],
  "quiesce-test": quiesceTest,
  "insert-test": (s) => simulated(s, "insert-test"),
  "remove-test": (s) => simulated(s, "remove-test"),
  "set-condition-test": setCondition,
  list: listing,
  "relocate-test": unsupported,
  test: unsupported,
  insert: unsupported,
  remove: unsupported,
};

/** A command that carries out another first, where that is needed. [CFS, M-S] */
const first = (
  s: Setting,
  question: SlotQuestionName,
  needed: readonly Phase[],
  rest: readonly Phase[],
): readonly Phase[] => [onlyIf(s, question, rest[0]?.id ?? ""), ...needed, ...rest];

function configure(s: Setting): readonly Phase[] {
  const { board } = s;
  const others = board.devices.filter((device) => !board.branches.includes(device));
  const isCpuBoard = board.type === "cpu-memory";
  return [
    ...begun(s, "configure"),
    ...slotTests("configure", board.slot, ["connected", "not-yet-configured", "condition-ok"]),
    reached(s, "configure"),
    {
      id: "configure-branches",
      title: "the board's branches are created and attached",
      // On a processor board the result of adding the processors overwrites an earlier error. [SDR]
      ask: each(board.branches, Msg.attach, {
        error: "NDI_ATTACH",
        onRefusal: isCpuBoard ? "ignore" : "abort",
      }),
      source: "SDR",
    },
    {
      id: "configure-devices",
      title: "the devices behind them are attached; errors of theirs are only noted",
      ask: each(others, Msg.attach, { error: "NDI_ATTACH", onRefusal: "note" }),
      source: "SDR",
    },
    {
      id: "configure-cpus",
      title: "processors are added, powered off",
      ask: each(board.cpus, Msg.addCpu),
      source: "SDR",
    },
    becomes(s, "configure"),
    ended("configure"),
  ];
}

const disconnect = (s: Setting): readonly Phase[] => [
  ...begun(s, "disconnect"),
  ...slotTests("disconnect", s.board.slot, [
    "connected",
    "unconfigured",
    "dr-firmware",
    "type-listed",
    "not-core-resource",
    "branch-detaches",
  ]),
  {
    id: "disconnect-firmware",
    title: "firmware lets go of the board; the processors are captured briefly, no device is",
    ask: each([s.board.slot], Msg.firmware, { parameter: 1, error: "PROM" }),
    source: "SDR",
  },
  becomes(s, "disconnect"),
  ended("disconnect"),
];

/** Suspend and immediate resume, under the global flag; no slot changes its state. [M-S, SC] */
function quiesceTest(s: Setting): readonly Phase[] {
  return [
    ...privileged(s, "test"),
    {
      id: "test-begin",
      title: "the clock board is in transition",
      ask: each([s.cast.backplane], Msg.begin, { parameter: Begin.take }),
      undo: [undoEach(Msg.end)],
      source: "SC",
    },
    ...quiescePhases(s.cast, s.options, { force: s.command.force }),
    { id: "test-end", title: "the transition is over", unwind: "test-begin", source: "SC" },
  ];
}

/** A simulated insertion or removal: the driver's state changes, the hardware is not touched. Never fails. [SC, CFS] */
const simulated = (s: Setting, id: string): readonly Phase[] => [
  {
    id,
    title: "insertion or removal is simulated",
    ask: each([s.board.slot], Msg.simulate, { onRefusal: "ignore" }),
    source: "SC",
  },
];

function setCondition(s: Setting): readonly Phase[] {
  return [
    ...privileged(s, "test"),
    {
      id: "set-condition",
      title: "the condition is forced",
      ask: each([s.board.slot], Msg.setCondition, {
        parameter: CONDITION_NAMES.indexOf(s.command.value),
      }),
      source: "CFS",
    },
  ];
}

/** The status listing: busy while the clock board is in transition. [SC, CMD] */
function listing(s: Setting): readonly Phase[] {
  return [
    {
      id: "list-global",
      title: "the clock board is not in transition",
      ask: each([s.cast.backplane], Msg.begin, { parameter: Begin.list }),
      source: "SC",
    },
    { id: "list", title: "the slot is shown", ask: each([s.board.slot], Msg.list), source: "CMD" },
  ];
}

/** Not supported on these machines. [SC] */
function unsupported(s: Setting): readonly Phase[] {
  return slotTests("gate", s.board.slot, ["supported"]);
}
