import type { Phase } from "../../../model/phase.ts";
import { Begin } from "../components/backplane.ts";
import { PowerTest } from "../components/power.ts";
import type { Verb } from "../components/slot-state.ts";
import { verbIndex } from "../components/slot-state.ts";
import type { SlotQuestionName } from "../components/slot-tests.ts";
import { slotQuestionIndex } from "../components/slot-tests.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests, undoEach } from "./asks.ts";
import type { BoardCast, Cast } from "./cast.ts";
import type { Command } from "./command-line.ts";
import type { Answering, PlacedCommand } from "./operation.ts";
import type { Options } from "./options.ts";
import { quiescePhases } from "./quiesce.ts";

/** All that the phases of one board command are made from. */
interface Setting {
  readonly command: Command;
  readonly board: BoardCast;
  readonly answer: Answering;
  readonly cast: Cast;
  readonly options: Options;
}

/** The phases of a command on a slot: the front end's gates in their order, then the kernel's policy. [CMD, LIB, CFS, SDR] */
export function boardPhases(
  one: PlacedCommand,
  answer: Answering,
  cast: Cast,
  options: Options,
): readonly Phase[] {
  const setting: Setting = { command: one.command, board: one.board, answer, cast, options };
  return COMMANDS[one.command.verb](setting);
}

const COMMANDS: Readonly<Record<Command["verb"], (setting: Setting) => readonly Phase[]>> = {
  connect: (s) => [...conditionGate(s), ...plugin(s, "may-connect"), ...enabled(s), ...connect(s)],
  configure: (s) => [
    ...conditionGate(s),
    ...plugin(s, "may-configure"),
    onlyIf(s, "is-disconnected", "configure-begin"),
    ...enabled(s),
    ...connect(s),
    ...configure(s),
  ],
  unconfigure: (s) => [...plugin(s, "may-unconfigure"), ...unconfigure(s)],
  disconnect: (s) => [
    ...plugin(s, "may-disconnect"),
    onlyIf(s, "is-configured", "disconnect-begin"),
    ...unconfigure(s),
    ...disconnect(s),
  ],
  "quiesce-test": quiesceTest,
  "insert-test": (s) => simulated(s, "insert-test"),
  "remove-test": (s) => simulated(s, "remove-test"),
  "set-condition-test": setCondition,
  "relocate-test": unsupported,
  test: unsupported,
  insert: unsupported,
  remove: unsupported,
};

// ---- the front end

const conditionGate = (s: Setting): readonly Phase[] =>
  s.command.force ? [] : slotTests("gate", s.board.slot, ["condition-gate"]);

const plugin = (
  s: Setting,
  test: "may-connect" | "may-configure" | "may-unconfigure" | "may-disconnect",
): readonly Phase[] => slotTests("gate", s.board.slot, [test]);

const enabled = (s: Setting): readonly Phase[] =>
  s.command.force || s.command.options.includes("enable-at-boot")
    ? []
    : slotTests("gate", s.board.slot, ["enabled"]);

/** "system will be temporarily suspended to connect a board: proceed" — neither a yes nor a terminal is a no. [CMD] */
const prompt = (s: Setting): readonly Phase[] =>
  s.answer === "yes" ? [] : slotTests("prompt", s.board.slot, ["confirmed"]);

const onlyIf = (s: Setting, question: SlotQuestionName, otherwise: string): Phase => ({
  id: question,
  title: `${question.replaceAll("-", " ")}?`,
  ask: each([s.board.slot], Msg.ifSo, { parameter: slotQuestionIndex(question) }),
  skipTo: otherwise,
  source: "CFS",
});

// ---- the kernel's side

/** The slot is in transition from here to the matching `ended`, and the clock board must not be. [SC] */
const begun = (s: Setting, verb: Verb): readonly Phase[] => [
  {
    id: `${verb}-begin`,
    title: `${verb}: the slot is in transition`,
    ask: each([s.board.slot], Msg.begin, { parameter: verbIndex(verb) }),
    undo: [undoEach(Msg.end)],
    source: "SC",
  },
  {
    id: `${verb}-global`,
    title: "the clock board is not in transition",
    ask: each([s.cast.backplane], Msg.begin, { parameter: Begin.look }),
    source: "SC",
  },
];

const ended = (verb: Verb): Phase => ({
  id: `${verb}-end`,
  title: `${verb}: the transition is over`,
  unwind: `${verb}-begin`,
  source: "SC",
});

const becomes = (s: Setting, verb: Verb): Phase => ({
  id: `${verb}-become`,
  title: `the slot is ${verb === "disconnect" ? "disconnected" : `${verb}ed`.replace("eed", "ed")}`,
  ask: each([s.board.slot], Msg.become, { parameter: verbIndex(verb) }),
  source: "SDR",
});

const reached = (s: Setting, verb: Verb): Phase => ({
  id: `${verb}-reach`,
  title: "from here on a failure leaves the board half done",
  ask: each([s.board.slot], Msg.reach),
  source: "SDR",
});

const power = (s: Setting, test: keyof typeof PowerTest): Phase => ({
  id: `connect-${test}`,
  title: `${test}?`,
  ask: each([s.cast.power], Msg.check, { parameter: PowerTest[test] }),
  source: "SDR",
});

function connect(s: Setting): readonly Phase[] {
  const firmware: Phase = {
    id: "P11",
    title: "firmware attaches and tests the board",
    ask: each([s.board.slot], Msg.firmware, { parameter: 0, error: "PROM" }),
    source: "SDR, M-S",
  };
  const frozen = s.options["quiesce-on"] === "connect";
  return [
    ...prompt(s),
    ...begun(s, "connect"),
    ...slotTests("connect", s.board.slot, [
      "disconnected",
      "condition-unknown",
      "dr-firmware",
      "hot-plug",
      "type-listed",
    ]),
    power(s, "power"),
    power(s, "precharge"),
    ...slotTests("connect", s.board.slot, ["cooling", "speed"]),
    ...(frozen
      ? quiescePhases(s.cast, s.options, { force: s.command.force, critical: firmware })
      : [firmware]),
    becomes(s, "connect"),
    ended("connect"),
  ];
}

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

function unconfigure(s: Setting): readonly Phase[] {
  const { board } = s;
  const forced = s.command.force ? 1 : 0;
  const movesMemory = s.options["quiesce-on"] === "unconfigure";
  return [
    ...begun(s, "unconfigure"),
    ...slotTests("unconfigure", board.slot, ["configured", "dr-firmware", "type-listed"]),
    ...(movesMemory
      ? permanentMemory(s)
      : slotTests("unconfigure", board.slot, ["bank0-free", "bank1-free"])),
    reached(s, "unconfigure"),
    {
      id: "unconfigure-offline",
      title: "processors go offline",
      ask: each(board.cpus, Msg.offline, { parameter: forced, error: "BUSY" }),
      source: "SDR",
    },
    {
      id: "unconfigure-power-off",
      title: "processors are powered off",
      ask: each(board.cpus, Msg.powerOff),
      source: "SDR",
    },
    {
      id: "unconfigure-remove-cpus",
      title: "processors are removed",
      ask: each(board.cpus, Msg.removeCpu),
      source: "SDR",
    },
    {
      id: "unconfigure-detach",
      title: "device branches are detached, last to first",
      ask: each([...board.devices].reverse(), Msg.detach, { error: "NDI_DETACH" }),
      source: "SDR",
    },
    becomes(s, "unconfigure"),
    ended("unconfigure"),
  ];
}

/** Memory that cannot be moved while the system runs is moved, or let go, while it is frozen. [seed, NM] */
function permanentMemory(s: Setting): readonly Phase[] {
  const copies = s.options["unsafe-check"] === "listed";
  const critical: Phase = copies
    ? {
        id: "P11",
        title: "the board's memory is copied and renamed",
        ask: each([s.board.slot], Msg.copyMemory),
        source: "NM",
      }
    : {
        id: "P11",
        title: "the board's memory is let go",
        wait: s.options["critical-time"],
        source: "[seed]",
      };
  return [
    onlyIf(s, "has-permanent-memory", "unconfigure-reach"),
    ...(copies ? slotTests("unconfigure", s.board.slot, ["cage-on", "not-interleaved"]) : []),
    ...confirmation(s, copies),
    ...quiescePhases(s.cast, s.options, { force: s.command.force, critical }),
  ];
}

function confirmation(s: Setting, copies: boolean): readonly Phase[] {
  if (s.command.force || s.answer === "yes") return [];
  if (s.answer === "no") return slotTests("prompt", s.board.slot, ["confirmed"]);
  return copies ? slotTests("unconfigure", s.board.slot, ["quiesce-confirmed"]) : [];
}

const disconnect = (s: Setting): readonly Phase[] => [
  ...begun(s, "disconnect"),
  ...slotTests("disconnect", s.board.slot, [
    "connected",
    "unconfigured",
    "dr-firmware",
    "type-listed",
    "not-core-resource",
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

const CONDITION_NAMES = ["unknown", "ok", "failing", "failed", "unusable"];

function setCondition(s: Setting): readonly Phase[] {
  return [
    {
      id: "set-condition",
      title: "the condition is forced",
      ask: each([s.board.slot], Msg.setCondition, {
        parameter: Math.max(0, CONDITION_NAMES.indexOf(s.command.value)),
      }),
      source: "CFS",
    },
  ];
}

/** Not supported on these machines. [SC] */
function unsupported(s: Setting): readonly Phase[] {
  return slotTests("gate", s.board.slot, ["supported"]);
}
