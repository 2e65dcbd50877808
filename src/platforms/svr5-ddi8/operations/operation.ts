import { operation } from "../../../kit/coordinator.ts";
import type { ComponentSpec } from "../../../model/component.ts";
import type { Conclusion, OperatorView, Phase } from "../../../model/phase.ts";
import { errorText } from "../errors.ts";

/** One operation of the operator, by its phases. */
export const operatorOperation = (
  label: string,
  title: string,
  phases: readonly Phase[],
  watchdog: number,
): ComponentSpec => operation(label, { title, phases, watchdog, conclude });

/** The Hot Plug Manager tells which errno came from whom, and what it noted on the way. */
function conclude({ outcome, reason, notes }: Conclusion): OperatorView {
  const noted = notes.map(({ error, detail }) => `${detail}: ${error}`);
  if (outcome === "succeeded") return { exit: 0, message: noted.join("\n"), error: "" };
  if (outcome === "hung") return { exit: 1, message: "it hangs", error: reason?.error ?? "" };
  const { error = "", detail = "" } = reason ?? {};
  const first = `${detail === "" ? "" : `${detail}: `}${error} (${errorText(error)})`;
  return { exit: 1, message: [first, ...noted].join("\n"), error };
}
