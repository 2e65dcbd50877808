import { forbidden, never } from "../../../kit/monitors.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { Rule } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";
import { optionsOf } from "./options.ts";

/** Transactions end within the time that is called short, and nobody waits for something else in the middle of one. */
const held = monitor<number>({
  scope: "subject",
  kinds: [Ev.granted, Ev.ended, Ev.aborted, Ev.waitsHolding],
  initial: -1,
  step: (since, { kind, subject, time }, seen) => {
    if (kind === Ev.granted) return time;
    if (kind === Ev.waitsHolding) {
      seen.violate(subject, "waits for something else in the middle of a transaction");
      return since;
    }
    if (since >= 0 && time - since > optionsOf(seen)["hold-warn"])
      seen.violate(subject, "held its transaction for too long");
    return -1;
  },
});

interface Reading {
  /** Params that it had no room for, or of which it has not read all values. */
  readonly lost: readonly string[];
}

const without = (all: readonly string[], one: string): readonly string[] =>
  all.filter((other) => other !== one);

/** Whoever reads a param reads all of it, and tries again where the buffer was too small. */
const wholeReads = monitor<Reading>({
  scope: "subject",
  kinds: [Ev.read, Ev.truncated, CoreEvent.operationEnded],
  initial: { lost: [] },
  step: ({ lost }, { kind, subject, value, text }, seen) => {
    if (kind === Ev.truncated) return { lost: [...without(lost, text), text] };
    if (kind === Ev.read)
      return { lost: value > 0 ? [...without(lost, text), text] : without(lost, text) };
    if (lost.length > 0) seen.violate(subject, "did not read all values of a param");
    return { lost: [] };
  },
});

const example = (steps: string): Rule["breaks"] => ({
  by: "scenario",
  example: `context w { ${steps} }`,
});

// biome-ignore format: a table is read by rows and columns
/** What whoever uses the resource manager owes. */
export const RESMGR_RULES: readonly Rule[] = [
  { id: "SVR5-RM-01", text: "every access to a record is inside a transaction", source: "[seed]; CMB", breaks: example("read V of k1 into r"),
    monitor: forbidden([Ev.outside], ({ text }) => `${text} outside a transaction`) },
  { id: "SVR5-RM-02", text: "no transaction begins while the same context has another", source: "CMB", breaks: example("begin k1 to write; begin k2 to write"),
    monitor: forbidden([Ev.nested], ({ text }) => `began a transaction while it had one on ${text}`) },
  { id: "SVR5-RM-03", text: "every transaction is ended or aborted, once, with its own key, on every path", source: "CMA; [inference]", breaks: example("begin k1 to write"),
    monitor: forbidden([Ev.unended, Ev.mismatched], ({ kind, text }) => (kind === Ev.unended ? `left its transaction on ${text} open` : "ended a transaction that it had not begun")) },
  { id: "SVR5-RM-04", text: "transactions are short, and nothing else is waited for in them", source: "CMB", breaks: example("begin k1 to write; wait 30s; end k1"), monitor: held },
  { id: "SVR5-RM-05", text: "what writes is begun to write", source: "CMV, CMD", breaks: example("begin k1 to read; add V 1 to k1; end k1"), monitor: never(Ev.wroteInRead, "wrote in a transaction that only reads") },
  { id: "SVR5-RM-06", text: "a value is replaced by deleting and adding in one transaction", source: "CMV", breaks: example("begin k1 to write; read V of k1 into r; add V of r plus 1 to k1; end k1"),
    monitor: forbidden([Ev.appended, Ev.split], ({ kind, text }) => (kind === Ev.appended ? `added a value of ${text} where it meant to replace one` : `replaced ${text} in two transactions`)) },
  { id: "SVR5-RM-07", text: "values are read until there are no more, with room for them", source: "CMG", breaks: example("begin k1 to read; read V of k1 with 2 bytes into r; end k1"), monitor: wholeReads },
  { id: "SVR5-RM-08", text: "drivers do not write params that are read-only to them", source: "CMV, CMP", breaks: example("begin k1 to write; add MODNAME 1 to k1; end k1"),
    monitor: forbidden([Ev.readOnly], ({ text }) => `wrote ${text}`) },
  { id: "SVR5-RM-09", text: "the resource manager is not called from an interrupt", source: "CMB", breaks: { by: "scenario", example: "context w in interrupt { begin k1 to read; end k1 }" }, monitor: never(Ev.fromInterrupt, "called the resource manager from an interrupt") },
  { id: "SVR5-RM-10", text: "cm_newkey has begun a transaction: it is not begun again", source: "CMN", breaks: example("new key child under k1; begin child to write"), monitor: never(Ev.newAgain, "began the transaction of a new key again") },
];
