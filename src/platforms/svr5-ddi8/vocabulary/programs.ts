import type { Form } from "../../../model/vocabulary.ts";

/** Who it is that uses the resource manager: a driver's entry point, HPCI, a tool. */
const ENTRY =
  "(CFG_ADD|CFG_SUSPEND|CFG_MODIFY|CFG_RESUME|CFG_REMOVE|interrupt|HPCI|dcu|netcfg|resmgr|idresadd|legacy)";

// biome-ignore format: a table is read by rows and columns
/** Records and those who use them. */
export const RESMGR_DECLARATIONS: readonly Form[] = [
  { id: "record",  pattern: "record <name:new record>", block: "record", doc: "a record of the resource manager that is there from the beginning; its name is its key", example: "record k1 { value V 5; value IRQ 11 }", source: "RMDB" },
  { id: "context", pattern: `context <name:new context> [in <entry:${ENTRY}>]`, block: "program", blockRequired: true, doc: "somebody who uses the resource manager, and what he does, step after step: a driver's entry point, HPCI, dcu, netcfg. `in interrupt` is an interrupt handler; `in HPCI`, `in dcu`, `in netcfg`, `in resmgr` and `in idresadd` may write what drivers may not; `in legacy` is a driver from before DDI 8, whose calls are transactions by themselves", example: "context w1 { begin k1 to write; add V 6 to k1; end k1 }", source: "RMDB; CMB" },
];

// biome-ignore format: a table is read by rows and columns
export const RECORD_FORMS: readonly Form[] = [
  { id: "value", pattern: "value <param:name> <value:integer>", once: false, doc: "a value of a param; several of one param keep their order", example: "value IRQ 11", source: "CMP" },
];

// biome-ignore format: a table is read by rows and columns
/** One step of a program. */
export const PROGRAM_FORMS: readonly Form[] = [
  { id: "begin",       pattern: "begin <key:record> to <mode:(read|write)>", once: false, doc: "cm_begin_trans with RM_READ or RM_RDWR; waits, for ever if need be", example: "begin k1 to write", source: "CMB" },
  { id: "new-key",     pattern: "new key <key:new record> under <parent:record>", once: false, doc: "cm_newkey: a record that nobody else sees before its transaction ends; it is begun by this", example: "new key child under k1", source: "CMN" },
  { id: "read",        pattern: "read <param:name> [<at:integer>] of <key:record> [with <buffer:integer> bytes] into <reading:new reading>", once: false, doc: "cm_getval: the first value, or the one of this number from 0, into a buffer that is large enough or of this size", example: "read V of k1 into r1", source: "CMG" },
  { id: "count",       pattern: "count <param:name> of <key:record> into <reading:new reading>", once: false, doc: "cm_getval until ENOENT: how many values there are, and the last one", example: "count V of k1 into r1", source: "CMG" },
  { id: "add",         pattern: "add <param:name> <value:integer> to <key:record> [into <reading:new reading>]", once: false, doc: "cm_addval: one more value, after those that are there", example: "add V 6 to k1", source: "CMV" },
  { id: "add-read",    pattern: "add <param:name> of <from:reading> plus <value:integer> to <key:record>", once: false, doc: "the same with what was read, and so much more", example: "add V of r1 plus 1 to k1", source: "CMV" },
  { id: "delete",      pattern: "delete <param:name> of <key:record> [into <reading:new reading>]", once: false, doc: "cm_delval: every value of the param", example: "delete V of k1", source: "CMD" },
  { id: "delete-key",  pattern: "delete key <key:record>", once: false, doc: "cm_delkey: the record is gone when the transaction ends", example: "delete key k1", source: "CMB; [inference]" },
  { id: "end",         pattern: "end <key:record>", once: false, doc: "cm_end_trans: what was written is there for all, at once", example: "end k1", source: "CMB" },
  { id: "abort",       pattern: "abort <key:record>", once: false, doc: "cm_abort_trans: nothing was written", example: "abort k1", source: "CMA" },
  { id: "wait",        pattern: "wait <time:duration>", once: false, doc: "time passes", example: "wait 10ms" },
  { id: "await",       pattern: "await <signal:soft signal>", once: false, doc: "waits until somebody signals it, or has", example: "await child-added" },
  { id: "signal",      pattern: "signal <signal:soft signal>", once: false, doc: "lets go on whoever awaits it", example: "signal child-added" },
];
