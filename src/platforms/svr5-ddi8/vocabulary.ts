import { fieldsOf, one } from "../../kit/fields.ts";
import { operationEvents, operationKind, operationPredicates } from "../../kit/operation-words.ts";
import type { EntityKind, EventSpec, Form, Vocabulary } from "../../model/vocabulary.ts";
import { PHASE_NAMES } from "./program.ts";
import { Ev } from "./protocol.ts";
import type { ReadingState } from "./resmgr/reading.ts";
import type { ResmgrState } from "./resmgr/resmgr.ts";
import { RESULTS } from "./resmgr/steps.ts";

const CULPRITS = ["resmgr"] as const;

// biome-ignore format: a table is read by rows and columns
const DECLARATIONS: readonly Form[] = [
  { id: "record",  pattern: "record <name:new record>", block: "record", doc: "a record of the resource manager that is there from the beginning; its name is its key", example: "record k1 { value V 5; value IRQ 11 }", source: "RMDB" },
  { id: "context", pattern: "context <name:new context> [in <entry:name>]", block: "program", blockRequired: true, doc: "somebody who uses the resource manager, and what he does, step after step: a driver's entry point, HPCI, dcu, netcfg. `in interrupt` is an interrupt handler, `in HPCI` and `in dcu` may write what drivers may not", example: "context w1 { begin k1 to write; add V 6 to k1; end k1 }", source: "RMDB; CMB" },
];

// biome-ignore format: a table is read by rows and columns
const RECORD: readonly Form[] = [
  { id: "value", pattern: "value <param:name> <value:integer>", once: false, doc: "a value of a param; several of one param keep their order", example: "value IRQ 11", source: "CMP" },
];

// biome-ignore format: a table is read by rows and columns
const STEPS: readonly Form[] = [
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

// biome-ignore format: a table is read by rows and columns
const ACTIONS: readonly Form[] = [
  { id: "start", pattern: "start <context:context>", labels: "operation", once: false, doc: "the context runs its program, once", example: "start w1 as a" },
];

const reading = fieldsOf<ReadingState>();
const resmgr = fieldsOf<ResmgrState>();

// biome-ignore format: a table is read by rows and columns
const KINDS: readonly EntityKind[] = [
  { kind: "record", doc: "A record of the resource manager.", fields: {} },
  { kind: "context", doc: "Somebody who uses the resource manager.", fields: {} },
  { kind: "signal", doc: "Something that contexts tell each other.", fields: {} },
  { kind: "reading", doc: "What a step of a program came to.", fields: {
    result: reading(one(...RESULTS), "the error, `ok`, or `none` as long as the step has not been reached", (s) => s.result),
    value:  reading("number", "the value; 0 when there is none", (s) => s.value),
    count:  reading("number", "values that the param had", (s) => s.count),
    at:     { ...reading("moment", "when it was read", (s) => s.at), needs: ["at"] },
  } },
  { kind: "resmgr", doc: "The resource manager.", fields: {
    open:    resmgr("number", "transactions under way", (s) => s.open.length),
    writers: resmgr("number", "of these, those that may write", (s) => s.open.filter(({ mode }) => mode !== "read").length),
    waiting: resmgr("number", "begins that wait", (s) => s.waiting.length),
  } },
  operationKind({ errors: [], phases: PHASE_NAMES, culprits: CULPRITS }),
];

// biome-ignore format: a table is read by rows and columns
const EVENTS: readonly EventSpec[] = [
  { name: "transaction-asked", kind: Ev.begin, of: ["operation"], doc: "It asks to begin a transaction." },
  { name: "transaction-begun", kind: Ev.granted, of: ["operation"], doc: "Its transaction begins." },
  { name: "transaction-ended", kind: Ev.ended, of: ["operation"], doc: "Its transaction ends; what was written is there for all." },
  { name: "transaction-aborted", kind: Ev.aborted, of: ["operation"], doc: "Its transaction comes to nothing." },
  { name: "deadlock", kind: Ev.deadlock, of: ["operation"], doc: "It waits in vain; the text says for what, and who holds it since when." },
  ...operationEvents(CULPRITS),
];

/** The words of this platform. */
export const VOCABULARY: Vocabulary = {
  contexts: { declaration: DECLARATIONS, record: RECORD, program: STEPS, action: ACTIONS },
  kinds: KINDS,
  events: EVENTS,
  globals: [],
  predicates: operationPredicates(CULPRITS),
  builtIn: [{ kind: "resmgr", name: "resmgr" }],
};
