import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

// biome-ignore format: a table is read by rows and columns
/** Messages between the components of this platform. Asks carry a = token, b = parameter (model/phase.ts). */
export const Msg = {
  // ---- asks of the operation
  announce:  messageKind("toy-announce"),   // machine: nobody else may quiesce it
  dismiss:   messageKind("toy-dismiss"),    // machine: it is over
  suspend:   messageKind("toy-suspend"),    // device
  resume:    messageKind("toy-resume"),     // device
  fallQuiet: messageKind("toy-fall-quiet"), // machine: every device is suspended
  wakeUp:    messageKind("toy-wake-up"),    // machine: devices are about to resume
  // ---- between processes and devices
  open:      messageKind("toy-open"),
  close:     messageKind("toy-close"),
  kill:      messageKind("toy-kill"),       // timeline → process
  // ---- to oneself
  openDue:   messageKind("toy-open-due"),   // process: a = which of its devices
  closeDue:  messageKind("toy-close-due"),  // process: likewise
  suspended: messageKind("toy-suspended"),  // device: the time that suspending takes is over
  resumed:   messageKind("toy-resumed"),    // device: the time that resuming takes is over
} as const satisfies Record<string, MessageKind>;

// biome-ignore format: a table is read by rows and columns
/** What becomes visible of it. The subject is the device or the machine. */
export const Ev = {
  suspend:   eventKind("toy-suspend"),      // it is suspended
  resume:    eventKind("toy-resume"),       // it runs again
  transfer:  eventKind("toy-transfer"),     // it completed a request; value: its number
  dropped:   eventKind("toy-dropped"),      // a request reached it and is gone; value: its number
  quiet:     eventKind("toy-quiet"),        // the machine is quiet
  awake:     eventKind("toy-awake"),        // the machine is no longer quiet
} as const satisfies Record<string, EventKind>;
