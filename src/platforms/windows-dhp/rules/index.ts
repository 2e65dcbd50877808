import { brokenBy } from "../../../kit/monitors.ts";
import type { Rule } from "../../../model/rule.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";
import { ADDING_RULES } from "./adding.ts";
import { IO_RULES } from "./io.ts";
import { POWER_RULES } from "./power.ts";

/** Rules that are broken by what is declared otherwise than as a behaviour. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "WIN-SP-08": "many devices that are `inrush`, and `inrush-queue-limit 2`",
  "WIN-TO-01": "workload app on DISK0 { rate 200/s; times out after 1s }",
};

/** What drivers owe. */
export const RULES: readonly Rule[] = [...POWER_RULES, ...IO_RULES, ...ADDING_RULES].map((row) => {
  const example = OTHERWISE[row.id];
  const breaks = example === undefined ? brokenBy(BEHAVIOUR_FORMS, row.id) : undefined;
  return { ...row, breaks: breaks ?? { by: "scenario", example: example ?? "" } };
});
