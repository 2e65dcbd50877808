import { forbidden, forbiddenOnce, never } from "../../../kit/monitors.ts";
import type { Rule } from "../../../model/rule.ts";
import type { InstanceConfig } from "../components/instance-state.ts";
import { Ev } from "../protocol.ts";

/** A rule without how it is broken, which the tables of the language say. */
export type RuleRow = Omit<Rule, "breaks">;

// biome-ignore format: a table is read by rows and columns
/** What a driver owes to its instances, to config(D2), to interrupts and processors. */
export const DRIVER_RULES: readonly RuleRow[] = [
  { id: "SVR5-INST-01", text: "code entered for one instance never touches another's hardware", source: "[seed]",
    monitor: forbiddenOnce([Ev.foreignAccess], ({ text }) => `accessed the hardware of ${text}`) },
  { id: "SVR5-INST-02", text: "instances are independent: that one goes leaves the others working", source: "[seed]", monitor: never(Ev.sharedFreed, "freed what other instances use") },
  { id: "SVR5-INST-03", text: "no discovery loop: devices come by config(CFG_ADD)", source: "[seed]", monitor: never(Ev.selfScan, "took a device that it was not given") },
  { id: "SVR5-INST-04", text: "CFG_ADD is accepted at any time, also while others serve jobs", source: "[seed]", monitor: never(Ev.wantsQuiet, "refused to be added because others are busy") },
  { id: "SVR5-CFG-01", text: "idata is published before CFG_ADD succeeds, or with it", source: "CFG", monitor: never(Ev.noIdata, "succeeded without idata") },
  { id: "SVR5-CFG-02", text: "a CFG_ADD that fails releases everything", source: "MGU; [inference]", monitor: never(Ev.leaked, "failed and kept what it had taken") },
  { id: "SVR5-CFG-03", text: "after CFG_MODIFY the old key and the old hardware are not used", source: "CFG",
    monitor: forbiddenOnce([Ev.usedOld], ({ text }) => `went on with the old key: ${text}`) },
  { id: "SVR5-CFG-04", text: "no access to hardware between CFG_SUSPEND and CFG_RESUME", source: "HW-SUSP; [inference]",
    monitor: forbiddenOnce([Ev.quietAccess, Ev.deadAccess], ({ kind, text }) => (kind === Ev.deadAccess ? `accessed hardware without power: ${text}` : `accessed hardware that is suspended: ${text}`)) },
  { id: "SVR5-CFG-05", text: "CFG_SUSPEND may be the last call ever", source: "SDU", monitor: never(Ev.aliveAtHalt, "was still at work when the system halted") },
  { id: "SVR5-CFG-06", text: "a subfunction that a driver does not have fails", source: "UDI; [inference]",
    monitor: forbidden([Ev.stubbed], ({ text }) => `returned 0 for ${text}, which it does not have`) },
  { id: "SVR5-CFG-07", text: "nothing of a driver runs before drv_attach has succeeded", source: "DRV", monitor: never(Ev.ranEarly, "ran before drv_attach had succeeded") },
  { id: "SVR5-CFG-08", text: "CFG_REMOVE frees idata, which is not used any more", source: "[inference]", monitor: never(Ev.usedFreed, "used idata after CFG_REMOVE") },
  { id: "SVR5-CFG-09", text: "what config(D2) returns is true: a suspend that did not quiesce fails", source: "[inference]", monitor: never(Ev.lied, "said that it had suspended and had not") },
  { id: "SVR5-INTR-01", text: "CFG_SUSPEND stops the instance's interrupts", source: "MDI1; CFGS", monitor: never(Ev.leftOn, "left its interrupts on") },
  { id: "SVR5-INTR-02", text: "interrupts are detached once", source: "CFGS", monitor: never(Ev.detachedTwice, "detached its interrupts twice") },
  { id: "SVR5-INTR-03", text: "cm_intr_attach that gives 0 has failed", source: "INTR", monitor: never(Ev.zeroTaken, "went on without interrupts") },
  { id: "SVR5-INTR-04", text: "an instance is ready before its interrupts come", source: "[inference]", monitor: never(Ev.notReady, "was interrupted before it was ready") },
  { id: "SVR5-CPU-01", text: "entry points of a bound instance run where it is bound", source: "[seed]",
    monitor: forbiddenOnce([Ev.entered], ({ subject, value, text }, seen) => {
      const { cpu, boundTo } = seen.config(subject) as InstanceConfig;
      return value === cpu ? undefined : `ran ${text} on cpu${value}, and is bound to ${boundTo}`;
    }) },
  { id: "SVR5-CPU-02", text: "no lock makes one processor wait for another one's device", source: "[seed]; [inference]", monitor: never(Ev.waitsForOther, "waits for an instance on another processor") },
];
