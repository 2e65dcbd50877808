import type { Phase } from "../../../model/phase.ts";
import { Begin } from "../components/backplane.ts";
import { bootListParameter } from "../components/slot.ts";
import type { Verb } from "../components/slot-state.ts";
import { verbIndex } from "../components/slot-state.ts";
import type { SlotQuestionName, SlotTestName } from "../components/slot-tests.ts";
import { slotQuestionIndex } from "../components/slot-tests.ts";
import { Msg } from "../protocol.ts";
import { each, slotTests, undoEach } from "./asks.ts";
import type { Cast } from "./cast.ts";
import type { Options } from "./options.ts";
import type { Operator, PlacedCommand } from "./placed-command.ts";

/** All that the phases of one command are made from. */
export interface Setting extends PlacedCommand {
  readonly operator: Operator;
  readonly cast: Cast;
  readonly options: Options;
}

// ---- the front end, in its order [CMD, LIB, CFS]

/** The library lets nothing be added to a doubtful attachment point, unless forced. [LIB] */
export const conditionGate = (s: Setting): readonly Phase[] =>
  s.command.force ? [] : slotTests("gate", s.board.slot, ["condition-gate"]);

/** The plug-in knows which states a command makes sense in. [CFS] */
export const plugin = (s: Setting, test: SlotTestName): readonly Phase[] =>
  slotTests("gate", s.board.slot, [test]);

/** A board of the disabled-board list needs an override. [CFS] */
export const enabled = (s: Setting): readonly Phase[] =>
  s.command.force || s.command.options.includes("enable-at-boot")
    ? []
    : slotTests("gate", s.board.slot, ["enabled"]);

/** What the flags, or else the operator, say to a prompt. Neither a yes nor a terminal is a no. [CMD] */
export const answerOf = ({ command, operator }: Setting): "yes" | "no" | "nobody" =>
  command.answer === "none" ? operator.answer : command.answer;

/** The operator takes a while to answer; flags answer at once. */
export const thinking = ({ command, operator }: Setting): readonly Phase[] =>
  command.answer !== "none" || operator.after === 0
    ? []
    : [
        {
          id: "prompt-wait",
          title: "the operator thinks about it",
          wait: operator.after,
          source: "CMD",
        },
      ];

/** "system will be temporarily suspended to connect a board: proceed" [CMD, CFS] */
export const prompt = (s: Setting): readonly Phase[] => [
  ...thinking(s),
  ...(answerOf(s) === "yes" ? [] : slotTests("prompt", s.board.slot, ["confirmed"])),
];

/** Goes on at a later phase when the answer is no. */
export const onlyIf = (s: Setting, question: SlotQuestionName, otherwise: string): Phase => ({
  id: question,
  title: `only if it ${question.replaceAll("-", " ")}`,
  ask: each([s.board.slot], Msg.ifSo, { parameter: slotQuestionIndex(question) }),
  skipTo: otherwise,
  source: "CFS",
});

// ---- the kernel's side

/** Only a privileged operator may change anything. [SC] */
export const privileged = (s: Setting, prefix: string): readonly Phase[] =>
  s.operator.isPrivileged ? [] : slotTests(prefix, s.board.slot, ["privileged"]);

/** The slot is in transition from here to the matching `ended`, and the clock board must not be. [SC] */
export const begun = (s: Setting, verb: Verb): readonly Phase[] => [
  ...privileged(s, verb),
  {
    id: `${verb}-global`,
    title: "the clock board is not in transition",
    ask: each([s.cast.backplane], Msg.begin, { parameter: Begin.look }),
    source: "SC",
  },
  {
    id: `${verb}-begin`,
    title: `${verb}: the slot is in transition`,
    ask: each([s.board.slot], Msg.begin, { parameter: verbIndex(verb) }),
    undo: [undoEach(Msg.end)],
    source: "SC",
  },
];

export const ended = (verb: Verb): Phase => ({
  id: `${verb}-end`,
  title: `${verb}: the transition is over`,
  unwind: `${verb}-begin`,
  source: "SC",
});

export const becomes = (s: Setting, verb: Verb): Phase => ({
  id: `${verb}-become`,
  title: `the slot has its new state: ${verb}`,
  ask: each([s.board.slot], Msg.become, { parameter: verbIndex(verb) }),
  source: "SDR",
});

export const reached = (s: Setting, verb: Verb): Phase => ({
  id: `${verb}-reach`,
  title: "from here on a failure leaves the board half done",
  ask: each([s.board.slot], Msg.reach),
  source: "SDR",
});

/** `-o enable-at-boot` and `-o disable-at-boot` change the list in NVRAM when all went well. [CFS, CFA] */
export function bootList(s: Setting): readonly Phase[] {
  const { options, target } = s.command;
  const isDisabled = options.includes("disable-at-boot");
  if (!isDisabled && !options.includes("enable-at-boot")) return [];
  const of = target.kind === "bank" ? target.bank : "board";
  return [
    {
      id: "boot-list",
      title: "the disabled list in NVRAM is changed",
      ask: each([s.board.slot], Msg.bootList, { parameter: bootListParameter(of, isDisabled) }),
      source: "CFS, M-S, M-A",
    },
  ];
}
