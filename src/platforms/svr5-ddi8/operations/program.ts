import { operation } from "../../../kit/coordinator.ts";
import type { ComponentId, ComponentSpec } from "../../../model/component.ts";
import type { OperationConfig, OperatorView, Phase } from "../../../model/phase.ts";
import { Msg } from "../protocol.ts";

/** What a hung program waits in, by the names that `phase` is compared with. */
export const STEP_PHASES: readonly string[] = [
  "begin",
  "new-key",
  "read",
  "count",
  "add",
  "add-read",
  "delete",
  "delete-key",
  "end",
  "abort",
  "wait",
  "await",
  "signal",
  "leave",
];

/** One step of a program: something that the resource manager does, by its number among all, or time that passes. */
export type Planned =
  | { readonly form: string; readonly step: number }
  | { readonly form: "wait"; readonly time: number };

/** A program under way, as an operation: its steps are the phases. It succeeds when it comes to its end. */
export interface ProgramConfig extends OperationConfig {
  readonly context: string;
}

export function program(
  label: string,
  context: string,
  planned: readonly Planned[],
  resmgr: ComponentId,
  watchdog: number,
): ComponentSpec {
  const phases = planned.map((one, index): Phase => {
    const row = { id: `${index + 1}-${one.form}`, name: one.form, title: one.form, source: "CMB" };
    if ("time" in one) return { ...row, wait: one.time };
    const ask = { who: [resmgr], message: Msg.step, parameter: one.step } as const;
    return { ...row, ask: { ...ask, order: "each", onRefusal: "ignore" } };
  });
  const config: ProgramConfig = { context, title: context, phases, watchdog, conclude };
  return operation(label, config);
}

const conclude: OperationConfig["conclude"] = ({ outcome }): OperatorView => ({
  exit: outcome === "succeeded" ? 0 : 1,
  message: outcome === "succeeded" ? "" : "it waits for ever",
  error: "",
});
