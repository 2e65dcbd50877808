import type { Asker } from "../../../kit/answers.ts";
import { askerOf, doneTo, refused, skipped } from "../../../kit/answers.ts";
import { hasFlag, numberIn, textIn } from "../../../kit/args.ts";
import type { ComponentClass, Handler, Plain } from "../../../model/component.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import type { CauseName } from "../causes.ts";
import { Ev, Holds, Msg } from "../protocol.ts";

/** The callbacks of the replace driver, in the order of its interface. [DDK] */
export const CALLS = [
  "BeginReplace",
  "EndReplace",
  "MirrorPhysicalMemory",
  "SetProcessorId",
  "Swap",
  "InitiateHardwareMirror",
  "MirrorPlatformMemory",
] as const;

export type Call = (typeof CALLS)[number];

/** `b` of `Msg.call`: which callback, for units that hold this. */
export const callOf = (call: Call, holds: number): number => CALLS.indexOf(call) * 16 + holds;

/** The replace driver of the platform ("chipset driver" in event 241): it copies memory and swaps identities. */
export interface ChipsetState {
  readonly begun: boolean;
  /** Callbacks that have failed as often as they should. */
  readonly struck: readonly string[];
}

export interface ChipsetConfig {
  readonly traits: readonly Fact[];
  /** How long callbacks take when nothing is said. */
  readonly times: Readonly<Partial<Record<Call, number>>>;
}

type On = Handler<ChipsetState, ChipsetConfig>;

const onCall: On = (state, message, fx, config) => {
  const call = CALLS[Math.floor(message.b / 16)] ?? "EndReplace";
  const holds = message.b % 16;
  if (call === "EndReplace" && !state.begun) {
    skipped(message, fx);
    return state;
  }
  const problem = call === "BeginReplace" ? beginProblem(holds, config) : undefined;
  if (problem !== undefined) {
    refused(message, fx, problem, problem === "CHIPSET" ? "no replace driver" : "capabilities");
    return state;
  }
  fx.emit(Ev.call, fx.self, 0, call);
  const failing = config.traits.find(
    ({ form, args }) => form === "call-fails" && textIn(args, "call") === call,
  );
  if (failing !== undefined && !state.struck.includes(call)) {
    refused(message, fx, "CHIPSET" satisfies CauseName, `${call} failed`);
    return hasFlag(failing.args, "once") ? { ...state, struck: [...state.struck, call] } : state;
  }
  fx.sendAfter(timeOf(call, config), fx.self, Msg.done, 0, 0, askerOf(message) as unknown as Plain);
  return { ...state, begun: call !== "EndReplace" };
};

function beginProblem(holds: number, { traits }: ChipsetConfig): CauseName | undefined {
  if (traits.some(({ form }) => form === "no-replace-driver")) return "CHIPSET";
  const lacks = (what: string): boolean =>
    traits.some(({ form, args }) => form === "unsupported" && textIn(args, "what") === what);
  const isShort =
    ((holds & Holds.memory) !== 0 && lacks("memory")) ||
    ((holds & Holds.processors) !== 0 && lacks("processors"));
  return isShort ? "CAPABILITIES" : undefined;
}

function timeOf(call: Call, { traits, times }: ChipsetConfig): number {
  const said = traits.findLast(
    ({ form, args }) => form === "call-takes" && textIn(args, "call") === call,
  );
  return said === undefined ? (times[call] ?? 0) : numberIn(said.args, "time");
}

export const CHIPSET_CLASS: ComponentClass<ChipsetState, ChipsetConfig> = {
  name: "chipset",
  on: [
    [Msg.call, onCall],
    [
      Msg.done,
      (state, { data }, fx) => {
        doneTo(data as unknown as Asker, fx);
        return state;
      },
    ],
  ],
};

/** The replace driver when the scenario begins. */
export const IDLE_CHIPSET: ChipsetState = { begun: false, struck: [] };
