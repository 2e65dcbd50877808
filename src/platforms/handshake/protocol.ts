import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";

// biome-ignore format: a table is read by rows and columns
/** Messages between the coordinator and the devices. */
export const Msg = {
  // ---- requests of the coordinator
  query:    messageKind("handshake-query"),    // may you be suspended?
  set:      messageKind("handshake-set"),      // fall quiet
  resume:   messageKind("handshake-resume"),   // the hardware is replaced
  cancel:   messageKind("handshake-cancel"),   // somebody said no
  // ---- answers
  reply:    messageKind("handshake-reply"),    // a = Reply
  // ---- to oneself
  next:     messageKind("handshake-next"),     // coordinator: the next step of its own
  issue:    messageKind("handshake-issue"),    // device: its users issue a request
  complete: messageKind("handshake-complete"), // device: a request is done
  drained:  messageKind("handshake-drained"),  // device: it notices that nothing is under way
} as const satisfies Record<string, MessageKind>;

/** What a reply says. */
export const Reply = { agreed: 0, no: 1, drained: 2, done: 3 } as const;

// biome-ignore format: a table is read by rows and columns
/** What becomes visible. */
export const Ev = {
  transfer:   eventKind("handshake-transfer"),    // device: a request is done; value: 1 if it was quiet
  lost:       eventKind("handshake-lost"),        // device: requests under way and held are not those that were issued
  quiet:      eventKind("handshake-quiet"),       // device: it fell quiet
  replaced:   eventKind("handshake-replaced"),    // coordinator: the hardware is replaced
  resumed:    eventKind("handshake-resumed"),     // coordinator: everything runs again
  rolledBack: eventKind("handshake-rolled-back"), // coordinator: somebody said no, everything runs as before
} as const satisfies Record<string, EventKind>;
