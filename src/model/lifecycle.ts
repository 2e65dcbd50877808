import { messageKind } from "./kinds.ts";
import type { MessageKind } from "./kinds.ts";

/**
 * Messages between the engine and the parts that live in every world (kit/).
 *
 * The engine ends a scenario when every timeline statement has been delivered, every component of kind
 * `operation` reads `ended == true`, and, after it has sent `STOP` to every component of kind `workload`
 * at that instant, every workload reads `drained == true`. These two fields are therefore owed by the kinds
 * `operation` and `workload` on every platform (kit/ provides both).
 */
export const START: MessageKind = messageKind("start");
export const STOP: MessageKind = messageKind("stop-issuing");

/** workload → device: a = request number, b = service time in ticks, data = time of issue. */
export const REQUEST: MessageKind = messageKind("request");

/** device → workload: a = request number, b = `RequestEnd`, data = time of issue. */
export const REQUEST_DONE: MessageKind = messageKind("request-done");
export const RequestEnd = { completed: 0, failed: 1 } as const;
