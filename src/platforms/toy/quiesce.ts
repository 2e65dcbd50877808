import type { ComponentId, Ticks } from "../../model/component.ts";
import type { Conclusion, OperationConfig, OperatorView, Phase } from "../../model/phase.ts";
import { Msg } from "./protocol.ts";

/** Why a quiesce is refused or fails. */
export const ERRORS = ["BUSY", "IN-PROGRESS", "RESUME", "NO-ANSWER"] as const;

/** Ids of the phases, in order. */
export const PHASE_IDS = ["announce", "suspend", "quiet", "resume"] as const;

/** Who takes part, and for how long. */
export interface QuiesceCast {
  readonly machine: ComponentId;
  /** Children before their parents. */
  readonly devices: readonly ComponentId[];
  readonly holdTime: Ticks;
  readonly watchdog: Ticks;
}

/** The operation `quiesce`: every device is suspended for a while, then resumed in the reverse order. */
export function quiesce(cast: QuiesceCast): OperationConfig {
  return { title: "quiesce", phases: phasesOf(cast), watchdog: cast.watchdog, conclude };
}

function phasesOf({ machine, devices, holdTime }: QuiesceCast): readonly Phase[] {
  const one = [machine];
  // biome-ignore format: a table is read by rows and columns
  return [
    { id: "announce", title: "nobody else may quiesce the machine", source: "[made up]",
      ask: { who: one, message: Msg.announce, order: "each", onRefusal: "abort" },
      finally: [{ ask: { who: one, message: Msg.dismiss, order: "each", onRefusal: "ignore" } }] },
    { id: "suspend", title: "devices suspend, children before their parents", source: "[made up]",
      ask: { who: devices, message: Msg.suspend, order: "each", onRefusal: "abort", error: "NO-ANSWER" },
      undo: [{ ask: { who: "done", message: Msg.resume, order: "each", onRefusal: "panic" } }] },
    { id: "quiet", title: "the machine is quiet for a while", source: "[made up]",
      ask: { who: one, message: Msg.fallQuiet, order: "each", onRefusal: "abort" }, wait: holdTime,
      undo: [{ ask: { who: one, message: Msg.wakeUp, order: "each", onRefusal: "abort" } }] },
    { id: "resume", title: "devices resume, the last one suspended first", source: "[made up]",
      unwind: "suspend" },
  ];
}

function conclude({ outcome, reason, phase }: Conclusion): OperatorView {
  const detail = reason?.detail ?? "";
  switch (outcome) {
    case "succeeded":
      return { exit: 0, message: "quiesce: done", error: "" };
    case "hung":
      return { exit: 1, message: `quiesce: no answer in phase ${phase ?? ""}`, error: "NO-ANSWER" };
    default:
      return { exit: 1, message: `quiesce: ${detail}`, error: reason?.error ?? "" };
  }
}
