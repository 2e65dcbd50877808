import type { Form } from "../../../model/vocabulary.ts";
import { ERRORS } from "../errors.ts";

const FUNC = "(CFG_ADD|CFG_SUSPEND|CFG_MODIFY|CFG_RESUME|CFG_REMOVE|CFG_VERIFY)";
/** Steps of a driver in which it can fail. */
const STEP =
  "(allocate|attach|get-unit|publish|register|enable|hold|drain|detach|notify|drop|rekey|verify|restart|take-up|tell|fail-jobs|deregister|free)";
/** What config(D2) and drv_attach may return. */
const ERRNO = `(${Object.keys(ERRORS).join("|")})`;
const ENTRY = "(interrupt|CFG_ADD|CFG_SUSPEND|CFG_MODIFY|CFG_RESUME|CFG_REMOVE)";

/** What a driver is, and what it does in its entry points beside its duties. */
// biome-ignore format: a table is read by rows and columns
export const DRIVER_FORMS: readonly Form[] = [
  { id: "during",     pattern: "during <func:(CFG_ADD|CFG_SUSPEND|CFG_MODIFY|CFG_RESUME|CFG_REMOVE)>", block: "program", blockRequired: true, doc: "what it does with the resource manager in this subfunction, before everything else; `own` is the record of the instance", example: "during CFG_ADD { begin own to read; read IRQ of own into irq; end own }", source: "CFG; CMB" },
  { id: "single",     pattern: "not multithreaded", doc: "`ddi 8` without mp: one lock around all its entry points", example: "not multithreaded", source: "HPV; [inference]" },
  { id: "not-installed", pattern: "not installed", doc: "its package is not on the system: functions stay unbound until `install`", example: "not installed", source: "HW-PREP" },
  { id: "not-loaded", pattern: "not loaded", doc: "it is loaded when it is first needed, or by `load`", example: "not loaded", source: "PORT" },
];

/**
 * What a driver does otherwise than it should, or how. The same phrases stand in a `driver` block and, for one instance and a
 * time, after `fault`. A form that breaks a rule says which.
 */
// biome-ignore format: a table is read by rows and columns
export const BEHAVIOUR_FORMS = [
  // ---- times and manners: no rule is broken
  { id: "takes",          pattern: `<func:${FUNC}> takes <time:duration>`, once: false, doc: "how long the subfunction takes", example: "CFG_SUSPEND takes 10ms", source: "CFG" },
  { id: "fails",          pattern: `fails <func:${FUNC}> [in <step:${STEP}>] with <errno:${ERRNO}>`, once: false, doc: "the subfunction returns an errno before it has done anything, or in one of its steps; what it had done before it undoes. `docs/platforms/svr5-ddi8.md` has the steps of each", example: "fails CFG_SUSPEND with EBUSY", source: "CFGS; UDI" },
  { id: "lacks-func",     pattern: `lacks <func:${FUNC}>`, once: false, breaks: "SVR5-MDI-01", doc: "it does not know the subfunction and says EOPNOTSUPP. A NIC driver that lacks CFG_ADD, CFG_REMOVE, CFG_SUSPEND or CFG_RESUME cannot be hot-replaced", example: "lacks CFG_SUSPEND", source: "MDI1; UDI" },
  { id: "knows-verify",   pattern: "knows CFG_VERIFY", doc: "it answers CFG_VERIFY, which others do not know", example: "knows CFG_VERIFY", source: "CFG" },
  { id: "quiets-by",      pattern: "suspends jobs by <manner:(draining|requeuing)>", doc: "what becomes of jobs in the adapter: they end first (also when nothing is said), or are taken back and begun again after the resume", example: "suspends jobs by requeuing", source: "CFGS; unspecified" },
  { id: "serves",         pattern: "serves <width:integer> at a time", doc: "how many jobs the hardware works on at a time; 1 when nothing is said", example: "serves 4 at a time" },
  { id: "fails-attach",   pattern: `fails to attach with <errno:${ERRNO}>`, doc: "drv_attach fails when the driver is loaded", example: "fails to attach with ENOMEM", source: "DRV" },
  { id: "blind-to-link",  pattern: "does not see a lost link", doc: "it detects a failed card, but not a lost cable", example: "does not see a lost link", source: "FO" },
  { id: "stack-refuses",  pattern: `mdi_hw_suspended fails with <errno:${ERRNO}>`, doc: "the stack refuses the notice, which CFG_SUSPEND returns", example: "mdi_hw_suspended fails with ENOMEM", source: "MDS" },
  // ---- instances
  { id: "touches",        pattern: `touches <victim:function> [in <entry:${ENTRY}>]`, once: false, breaks: "SVR5-INST-01", doc: "code for one instance accesses the hardware of another, in its interrupt handler when nothing is said", example: "touches hba1 in CFG_SUSPEND", source: "[seed]" },
  { id: "shares-state",   pattern: "shares state between instances", breaks: "SVR5-INST-02", doc: "CFG_REMOVE frees a table that other instances use", example: "shares state between instances", source: "[seed]" },
  { id: "scans",          pattern: "scans for devices itself", breaks: "SVR5-INST-03", doc: "a discovery loop in its start routine counts every device that it could drive as its own; nothing else comes of it", example: "scans for devices itself", source: "[seed]" },
  { id: "wants-quiet",    pattern: "adds only when quiet", breaks: "SVR5-INST-04", doc: "CFG_ADD fails with EBUSY while another of its instances serves jobs", example: "adds only when quiet", source: "[seed]" },
  // ---- config
  { id: "no-idata",       pattern: "publishes no idata", breaks: "SVR5-CFG-01", doc: "CFG_ADD succeeds with idata unset: later entries get garbage", example: "publishes no idata", source: "CFG" },
  { id: "leaks",          pattern: "leaks when adding fails", breaks: "SVR5-CFG-02", doc: "a CFG_ADD that fails keeps what it had taken", example: "leaks when adding fails", source: "MGU; [inference]" },
  { id: "keeps-old-key",  pattern: "keeps the old key", breaks: "SVR5-CFG-03", doc: "after CFG_MODIFY it goes on with the old key and the old hardware", example: "keeps the old key", source: "CFG" },
  { id: "touches-quiet",  pattern: "touches its hardware while suspended", breaks: "SVR5-CFG-04", doc: "a timer of the driver goes on while the instance is suspended", example: "touches its hardware while suspended", source: "HW-SUSP; [inference]" },
  { id: "needs-more",     pattern: "relies on a call after CFG_SUSPEND", breaks: "SVR5-CFG-05", doc: "it leaves DMA for CFG_RESUME or CFG_REMOVE to stop, which do not come at shutdown", example: "relies on a call after CFG_SUSPEND", source: "SDU" },
  { id: "stubs",          pattern: `stubs <func:${FUNC}>`, once: false, breaks: "SVR5-CFG-06", doc: "it returns 0 for a subfunction that it does not have", example: "stubs CFG_SUSPEND", source: "UDI; [inference]" },
  { id: "runs-early",     pattern: "runs before it is attached", breaks: "SVR5-CFG-07", doc: "an entry point of it runs although drv_attach has not succeeded", example: "runs before it is attached", source: "DRV" },
  { id: "uses-freed",     pattern: "uses idata after CFG_REMOVE", breaks: "SVR5-CFG-08", doc: "a timer outlives the instance", example: "uses idata after CFG_REMOVE", source: "[inference]" },
  { id: "lies",           pattern: "reports a suspend that did not happen", breaks: "SVR5-CFG-09", doc: "CFG_SUSPEND ignores that it did not quiesce and returns 0", example: "reports a suspend that did not happen", source: "UDI; [inference]" },
  // ---- interrupts
  { id: "leaves-on",      pattern: "leaves interrupts on", breaks: "SVR5-INTR-01", doc: "CFG_SUSPEND does not stop the interrupts of the device", example: "leaves interrupts on", source: "MDI1; CFGS" },
  { id: "detaches-twice", pattern: "detaches twice", breaks: "SVR5-INTR-02", doc: "CFG_REMOVE detaches interrupts that CFG_SUSPEND has detached", example: "detaches twice", source: "CFGS" },
  { id: "takes-zero",     pattern: "takes zero for success", breaks: "SVR5-INTR-03", doc: "that cm_intr_attach has attached nothing does not matter to it", example: "takes zero for success", source: "INTR" },
  { id: "attaches-early", pattern: "attaches interrupts before it is ready", breaks: "SVR5-INTR-04", doc: "CFG_ADD attaches the handler first and makes its state afterwards", example: "attaches interrupts before it is ready", source: "[inference]" },
  // ---- storage
  { id: "enables-early",  pattern: "enables early", breaks: "SVR5-SDI-01", doc: "sdi_enable_instance comes before CFG_ADD is ready for I/O", example: "enables early", source: "SDE; CFGS" },
  { id: "loses-jobs",     pattern: "loses held jobs", breaks: "SVR5-SDI-02", doc: "jobs that are pending when it suspends vanish", example: "loses held jobs", source: "CFGS" },
  { id: "unverified",     pattern: "resumes without verifying", breaks: "SVR5-SDI-03", doc: "CFG_RESUME does not compare SCSI id and number of devices", example: "resumes without verifying", source: "CFGS" },
  { id: "ignores-busy",   pattern: "ignores sdi_deregister", breaks: "SVR5-SDI-04", doc: "CFG_REMOVE does not look at what sdi_deregister returns", example: "ignores sdi_deregister", source: "CFGS; SDD" },
  { id: "keeps-jobs",     pattern: "keeps pending jobs", breaks: "SVR5-SDI-04", doc: "CFG_REMOVE does not fail the jobs that are pending", example: "keeps pending jobs", source: "CFGS" },
  { id: "sdi-lock",       pattern: "holds a lock across SDI calls", breaks: "SVR5-SDI-05", doc: "sdi_enable_instance and sdi_deregister come back into the driver and wait for its lock", example: "holds a lock across SDI calls", source: "SDD; SDE" },
  { id: "pauses-early",   pattern: "pauses early", breaks: "SVR5-SDI-06", doc: "SFB_PAUSE returns although functions are pending, and SFB_RM_DEV does not look", example: "pauses early", source: "SDH" },
  // ---- network
  { id: "silent",         pattern: "suspends silently", breaks: "SVR5-MDI-02", doc: "it drops frames without mdi_hw_suspended: nobody looks for a backup", example: "suspends silently", source: "MDS" },
  { id: "bound-only",     pattern: "reports a resume only when open", breaks: "SVR5-MDI-03", doc: "it leaves mdi_hw_resumed out when nobody has the NIC open: the stack stays stopped", example: "reports a resume only when open", source: "MDR" },
  { id: "mdi-lock",       pattern: "holds a lock across MDI calls", breaks: "SVR5-MDI-04", doc: "mdi_hw_suspended and mdi_hw_resumed come back into the driver and wait for its lock", example: "holds a lock across MDI calls", source: "MDS; MDR" },
  { id: "keeps-claim",    pattern: "keeps its claim without a unit", breaks: "SVR5-MDI-05", doc: "when mdi_get_unit finds none, CFG_ADD fails and keeps the hardware", example: "keeps its claim without a unit", source: "MGU" },
  // ---- processors and locks
  { id: "runs-on",        pattern: "runs on <cpu:cpu>", breaks: "SVR5-CPU-01", doc: "its entry points run there, wherever the instance is bound", example: "runs on cpu3", source: "[seed]" },
  { id: "one-lock",       pattern: "takes one lock for all instances", breaks: "SVR5-CPU-02", doc: "config calls of one instance keep the others' entry points waiting", example: "takes one lock for all instances", source: "[seed]; [inference]" },
  { id: "leaves-open",    pattern: "leaves a transaction open on errors", breaks: "SVR5-RM-03", doc: "a subfunction that fails after it has begun a transaction on its record returns without ending it", example: "leaves a transaction open on errors", source: "CMA; [inference]" },
  { id: "lock-at-begin",  pattern: "holds its lock across begin", doc: "its interrupt handler waits while it waits for the resource manager", example: "holds its lock across begin", source: "[inference]; the catalogue's DL9" },
] as const satisfies readonly Form[];

/** What a hotplug controller driver, or the hardware of a slot, does otherwise than it should. */
// biome-ignore format: a table is read by rows and columns
export const CONTROLLER_FORMS = [
  { id: "power-fails",    pattern: "power fails", doc: "the slot does not get power: EIO, POWER_FAULT", example: "power fails", source: "HPM; HPS" },
  { id: "general-fault",  pattern: "general fault", doc: "it cannot be powered on for another reason: EIO, GENERAL_FAULT", example: "general fault", source: "HPM; HPS" },
  { id: "config-fault",   pattern: "config space fails", doc: "the card's configuration space cannot be set up: EIO, CONFIG_FAULT", example: "config space fails", source: "HPS" },
  { id: "stays-on",       pattern: "power stays on", doc: "it cannot be powered off: EIO, GENERAL_FAULT", example: "power stays on", source: "HPM" },
  { id: "node-fails",     pattern: "device nodes fail", doc: "specfs makes no nodes", example: "device nodes fail", source: "HOT; unspecified" },
  { id: "invalid-post",   pattern: "posts invalid events", doc: "hpci_postevent returns -1: the tool does not see a card that is inserted", example: "posts invalid events", source: "HPE" },
  { id: "posts-early",    pattern: "posts before its tree is consistent", breaks: "SVR5-HPCD-01", doc: "HPCI looks and sees the old state", example: "posts before its tree is consistent", source: "HPE" },
  { id: "accepts-bits",   pattern: "accepts read-only bits", breaks: "SVR5-HPCD-02", doc: "modify_callback lets others change what only the controller may", example: "accepts read-only bits", source: "HPM; HPS" },
  { id: "configures-early", pattern: "configures before power", breaks: "SVR5-HPCD-03", doc: "hpci_confupdate(CONFIGURE) comes before the slot has power and functions", example: "configures before power", source: "HPC" },
  { id: "frees-early",    pattern: "frees before it deconfigures", breaks: "SVR5-HPCD-03", doc: "the function list is gone when hpci_confupdate(DECONFIGURE) comes", example: "frees before it deconfigures", source: "HPC" },
  { id: "changes-locked", pattern: "changes its tree while it is locked", breaks: "SVR5-HPCD-04", doc: "HPCI's lock does not keep it from changing what HPCI is looking at", example: "changes its tree while it is locked", source: "HPL" },
] as const satisfies readonly Form[];

export type BehaviourId = (typeof BEHAVIOUR_FORMS)[number]["id"];
export type ControllerId = (typeof CONTROLLER_FORMS)[number]["id"];

/** All that can be a fault. */
export const FAULT_FORMS: readonly Form[] = [...BEHAVIOUR_FORMS, ...CONTROLLER_FORMS];
