import { forbidden, never } from "../../../kit/monitors.ts";
import { monitor } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";
import type { RuleRow } from "./drivers.ts";

interface Tree {
  readonly power: boolean;
  readonly listed: boolean;
}

/** CONFIGURE comes when there is power, DECONFIGURE before the function list is freed. What was there from the beginning is in order. */
const inOrder = monitor<Tree>({
  scope: "subject",
  kinds: [Ev.inserted, Ev.power, Ev.configured, Ev.deconfigured, Ev.freed],
  initial: { power: false, listed: true },
  step: (tree, { kind, subject, value }, seen) => {
    switch (kind) {
      case Ev.power:
        return { ...tree, power: value === 1 };
      case Ev.configured:
        if (!tree.power) seen.violate(subject, "was configured before it had power");
        return { ...tree, listed: true };
      case Ev.deconfigured:
        return { ...tree, listed: false };
      case Ev.freed:
        if (tree.listed) seen.violate(subject, "was freed before it was deconfigured");
        return tree;
      default:
        return tree;
    }
  },
});

// biome-ignore format: a table is read by rows and columns
/** What hotplug controller drivers and HPCI owe. */
export const SLOT_RULES: readonly RuleRow[] = [
  { id: "SVR5-HPCD-01", text: "the tree is consistent before hpci_postevent", source: "HPE",
    monitor: forbidden([Ev.posted], ({ value }) => (value === 0 ? "posted an event before its tree was consistent" : undefined)) },
  { id: "SVR5-HPCD-02", text: "a change of read-only bits is rejected with EINVAL", source: "HPM; HPS",
    monitor: forbidden([Ev.readOnlyBit], ({ text }) => `let others change ${text}`) },
  { id: "SVR5-HPCD-03", text: "CONFIGURE comes after power and the function list, DECONFIGURE before anything is freed", source: "HPC", monitor: inOrder },
  { id: "SVR5-HPCD-04", text: "the tree does not change while HPCI holds its lock", source: "HPL", monitor: never(Ev.changedLocked, "changed while HPCI was looking") },
  { id: "SVR5-HPCI-01", text: "no power-off while an instance on the slot is active", source: "HW-SUSP", monitor: never(Ev.poweredUnder, "lost its power while it was active") },
  { id: "SVR5-HPCI-02", text: "a suspended instance resumes only on a free function of the same driver", source: "HW-INST", monitor: never(Ev.forcedOnto, "resumed where it must not") },
];
