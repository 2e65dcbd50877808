import { brokenBy } from "../../../kit/monitors.ts";
import type { Rule } from "../../../model/rule.ts";
import { BEHAVIOUR_FORMS, CONTROLLER_FORMS } from "../vocabulary/behaviours.ts";
import type { RuleRow } from "./drivers.ts";
import { DRIVER_RULES } from "./drivers.ts";
import { IO_RULES } from "./io.ts";
import { RESMGR_RULES } from "./resmgr.ts";
import { SLOT_RULES } from "./slots.ts";

export { INVARIANTS } from "./invariants.ts";

/** Rules that the operator breaks. */
const BY_ACTIONS: Readonly<Record<string, string>> = {
  "SVR5-HPCI-01": "power off s1 by force",
  "SVR5-HPCI-02": "resume hba0 onto net0 by force",
};

function breaksOf(id: string): Rule["breaks"] {
  const action = BY_ACTIONS[id];
  if (action !== undefined) return { by: "scenario", example: action };
  const form = CONTROLLER_FORMS.find((row) => "breaks" in row && row.breaks === id);
  if (form !== undefined) return { by: "scenario", example: `controller c { ${form.example} }` };
  return brokenBy(BEHAVIOUR_FORMS, id);
}

const complete = (row: RuleRow): Rule => ({ ...row, breaks: breaksOf(row.id) });

/** What drivers, controllers, HPCI and all who use the resource manager owe. */
export const RULES: readonly Rule[] = [
  ...RESMGR_RULES,
  ...[...DRIVER_RULES, ...IO_RULES, ...SLOT_RULES].map(complete),
];
