import type { MessageKind } from "./kinds.ts";
import { messageKind } from "./kinds.ts";

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

/**
 * engine → every operation that has not ended, once nothing is pending any more: nobody can answer, so an
 * operation that is waiting has hung and says so at once. One that was never started ignores it.
 */
export const DEADLOCKED: MessageKind = messageKind("deadlocked");

/**
 * engine → every workload that is not drained, once it has been sent `STOP` and nothing is pending any more:
 * nobody can answer, so what is still outstanding counts as lost and the workload reads `drained` at once.
 */
export const ABANDON: MessageKind = messageKind("abandon");

/** workload → device: a = request number, b = service time in ticks, data = time of issue. */
export const REQUEST: MessageKind = messageKind("request");

/** device → workload: a = request number, b = `RequestEnd`, data = time of issue. `lost`: nobody else will answer it. */
export const REQUEST_DONE: MessageKind = messageKind("request-done");
export const RequestEnd = { completed: 0, failed: 1, lost: 2 } as const;
