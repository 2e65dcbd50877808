import { forbidden, never } from "../../../kit/monitors.ts";
import type { InstanceConfig } from "../components/instance-state.ts";
import { Ev } from "../protocol.ts";
import type { RuleRow } from "./drivers.ts";

const acrossLock = (kind: InstanceConfig["kind"]): RuleRow["monitor"] =>
  forbidden([Ev.lockAcross], ({ subject, text }, seen) =>
    (seen.config(subject) as InstanceConfig).kind === kind
      ? `held its lock across ${text}`
      : undefined,
  );

// biome-ignore format: a table is read by rows and columns
/** What storage and network drivers owe to those above them. */
export const IO_RULES: readonly RuleRow[] = [
  { id: "SVR5-SDI-01", text: "sdi_enable_instance comes last in CFG_ADD", source: "SDE; CFGS", monitor: never(Ev.enabledEarly, "was enabled before it was ready") },
  { id: "SVR5-SDI-02", text: "CFG_SUSPEND holds I/O and CFG_RESUME restarts it", source: "CFGS",
    monitor: forbidden([Ev.jobsLost], ({ value }) => `lost ${value} jobs`) },
  { id: "SVR5-SDI-03", text: "CFG_RESUME compares SCSI id and number of devices", source: "CFGS", monitor: never(Ev.unverified, "resumed on a board that is not the same") },
  { id: "SVR5-SDI-04", text: "CFG_REMOVE fails pending jobs and heeds what sdi_deregister returns", source: "CFGS; SDD",
    monitor: forbidden([Ev.ignoredBusy, Ev.keptJobs], ({ kind }) => (kind === Ev.keptJobs ? "left jobs pending" : "went although its devices are still registered")) },
  { id: "SVR5-SDI-05", text: "no lock is held across sdi_deregister and sdi_enable_instance", source: "SDD; SDE", monitor: acrossLock("sdi") },
  { id: "SVR5-SDI-06", text: "SFB_PAUSE returns when all pending functions are complete", source: "SDH", monitor: never(Ev.pausedEarly, "was paused with functions pending") },
  { id: "SVR5-MDI-01", text: "a NIC driver has CFG_ADD and CFG_REMOVE, and should have CFG_SUSPEND and CFG_RESUME", source: "MDI1",
    monitor: forbidden([Ev.lacking], ({ text }) => `has no ${text}`) },
  { id: "SVR5-MDI-02", text: "CFG_SUSPEND tells the stack before it drops frames", source: "MDS", monitor: never(Ev.silent, "dropped frames without a word") },
  { id: "SVR5-MDI-03", text: "CFG_RESUME always calls mdi_hw_resumed", source: "MDR", monitor: never(Ev.noNotice, "did not tell that it is back") },
  { id: "SVR5-MDI-04", text: "no lock is held across mdi_hw_suspended and mdi_hw_resumed", source: "MDS; MDR", monitor: acrossLock("mdi") },
  { id: "SVR5-MDI-05", text: "without a unit CFG_ADD fails and keeps nothing", source: "MGU", monitor: never(Ev.keptClaim, "kept its hardware without a unit") },
];
