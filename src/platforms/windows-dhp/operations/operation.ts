import { operation } from "../../../kit/coordinator.ts";
import type { ComponentSpec } from "../../../model/component.ts";
import { NEVER } from "../../../model/component.ts";
import type {
  Conclusion,
  OperationConfig,
  OperatorView,
  Phase,
  Reason,
  Timing,
} from "../../../model/phase.ts";
import { causeRow } from "../causes.ts";
import { Ev } from "../protocol.ts";

const MS = 1_000_000;

/** What an operation is, beyond its phases. */
export interface WindowsOperation extends OperationConfig {
  readonly about: "replace" | "add" | "simulation" | "rebalance" | "sleep";
  /** The units, as the events of the system's log name them. */
  readonly paths: string;
}

/** One operation of a scenario. `horizon` is in ticks. */
export function windowsOperation(
  label: string,
  { about, paths }: Pick<WindowsOperation, "about" | "paths">,
  title: string,
  phases: readonly Phase[],
  horizon: number,
): ComponentSpec {
  const conclude = concluding(about, paths, phases);
  const config: WindowsOperation = { about, paths, title, phases, watchdog: horizon, conclude };
  return operation(label, config);
}

const NOUNS = {
  replace: "A partition unit replace operation",
  add: "A partition unit add operation",
  simulation: "The simulated replace",
  rebalance: "The rebalance",
  sleep: "The sleep transition",
} as const;

type Log = Pick<OperatorView, "log">;

const concluding =
  (about: WindowsOperation["about"], paths: string, phases: readonly Phase[]) =>
  (conclusion: Conclusion): OperatorView => {
    const { outcome, reason = NO_REASON } = conclusion;
    const isLogged = about === "replace";
    switch (outcome) {
      case "succeeded":
        return {
          exit: 0,
          message: isLogged ? "A partition unit has been successfully replaced." : "",
          error: "",
          ...(isLogged ? replacedLog(paths, conclusion.timing, phases) : {}),
        };
      case "panicked":
        return bugCheckView(reason);
      case "hung":
        return { exit: 1, message: `${NOUNS[about]} hangs.`, error: reason.error };
      default: {
        const text = causeRow(reason.error)?.text ?? reason.error;
        const message = `${NOUNS[about]} has failed. Cause: ${text}`;
        const view = { exit: 1, message, error: reason.error };
        return isLogged ? { ...view, ...failedLog(paths, text, reason.detail) } : view;
      }
    }
  };

const NO_REASON: Reason = { error: "", detail: "" };

const replacedLog = (paths: string, timing: Timing, phases: readonly Phase[]): Log => ({
  log: [{ kind: Ev.event242, text: `${paths}; ${timesText(timing, phases)}` }],
});

const failedLog = (paths: string, cause: string, location: string): Log => ({
  log: [{ kind: Ev.event241, text: `${paths}; Cause: ${cause}; Location: ${location}` }],
});

/**
 * A power IRP that was blocked for too long has 3 as its first parameter; a failure that could have been rolled back
 * earlier has a bug check of its own. [WDK:debugger/bug-check-0x9f]
 */
function bugCheckView({ error, detail }: Reason): OperatorView {
  const name = causeRow(error)?.stop === undefined ? "CHIPSET_AFTER_NO_RETURN" : error;
  const stop = causeRow(name)?.stop ?? 0;
  const isBlocked = detail === "" && name === "DRIVER_POWER_STATE_FAILURE";
  const parameter = isBlocked ? "0x3" : detail;
  const code = stop.toString(16).toUpperCase().padStart(8, "0");
  const message = `*** STOP: 0x${code} ${name}${parameter === "" ? "" : ` (${parameter})`}`;
  return { exit: 1, message, error: name };
}

// ---- times

/** The four times of event 242, as differences of the phases' beginnings. */
export const TIMES = {
  quiesce: ["P4", "P5"],
  quiesced: ["P5", "P8"],
  wake: ["P8", "P9"],
} as const;

/** How long one of them took; `NEVER` until it is over. */
export function timeOf(
  timing: Pick<Timing, "phases">,
  phases: readonly Phase[],
  which: keyof typeof TIMES,
): number {
  const [from, to] = TIMES[which].map((id) => phases.findIndex((phase) => phase.id === id));
  const [begin = NEVER, end = NEVER] = [timing.phases[from ?? -1], timing.phases[to ?? -1]];
  return begin === NEVER || end === NEVER ? NEVER : end - begin;
}

function timesText(timing: Timing, phases: readonly Phase[]): string {
  const ms = (time: number): number => (time === NEVER ? 0 : Math.round(time / MS));
  const [quiesce, quiesced, wake] = (["quiesce", "quiesced", "wake"] as const).map((which) =>
    ms(timeOf(timing, phases, which)),
  );
  const total = ms(timing.start === NEVER ? NEVER : timing.end - timing.start);
  return `TimeTotal: ${total}; TimeToQuiesce: ${quiesce}; TimeQuiesced: ${quiesced}; TimeToWake: ${wake}`;
}
