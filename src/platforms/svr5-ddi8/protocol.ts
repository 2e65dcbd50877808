import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

// biome-ignore format: a table is read by rows and columns
/** Messages between the components of this platform. Asks carry a = token, b = parameter (model/phase.ts). */
export const Msg = {
  step:  messageKind("svr5-step"),    // program → resource manager; b = which step of all programs
  reply: messageKind("svr5-reply"),   // resource manager → itself: data = whom to answer, when a cost has been paid
  noted: messageKind("svr5-noted"),   // resource manager → reading: a = index of the result, b = the value, data = how many there are
} as const satisfies Record<string, MessageKind>;

// biome-ignore format: a table is read by rows and columns
/** What becomes visible. The subject is the program that did it; value is the record's number, except where it says otherwise. */
export const Ev = {
  begin:        eventKind("transaction-asked"),     // text: read, write, new
  granted:      eventKind("transaction-begun"),     // text: likewise
  ended:        eventKind("transaction-ended"),     // text: likewise
  aborted:      eventKind("transaction-aborted"),
  nested:       eventKind("transaction-nested"),    // text: of which record it holds one already
  newAgain:     eventKind("new-key-begun-again"),
  mismatched:   eventKind("transaction-mismatched"),
  unended:      eventKind("transaction-left-open"),
  outside:      eventKind("access-outside"),        // text: what it did
  wroteInRead:  eventKind("write-in-read"),
  readOnly:     eventKind("read-only-param"),       // text: the param
  appended:     eventKind("value-appended"),        // to a param that it has read in this transaction and not deleted; text: the param
  split:        eventKind("value-split"),           // a param that another transaction had emptied gets its value back; text: the param
  read:         eventKind("value-read"),            // value: values after this one that it has not seen; text: the record and the param
  truncated:    eventKind("value-truncated"),       // text: likewise
  fromInterrupt: eventKind("called-from-interrupt"),
  waitsHolding: eventKind("waits-holding"),
  deadlock:     eventKind("deadlock"),              // text: which kind, and who holds what since when
} as const satisfies Record<string, EventKind>;
