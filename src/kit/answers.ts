import type { ComponentId, Effects, Message } from "../model/component.ts";
import { Answer, REPLY } from "../model/phase.ts";

/** Answers the ask that `message` is: it is done. */
export function done(message: Message, fx: Effects): void {
  fx.send(message.from, REPLY, message.a, Answer.done);
}

/** Answers: this does not concern me. */
export function skipped(message: Message, fx: Effects): void {
  fx.send(message.from, REPLY, message.a, Answer.skipped);
}

/** Answers: no. `error` is a row of the platform's error table, `detail` what the operator is told. */
export function refused(message: Message, fx: Effects, error: string, detail: string): void {
  fx.send(message.from, REPLY, message.a, Answer.refused, { error, detail });
}

/** Who asked and with which token: kept in a local state by somebody who cannot answer at once. */
export interface Asker {
  readonly id: ComponentId;
  readonly token: number;
}

/** Remembers whom to answer. */
export function askerOf(message: Message): Asker {
  return { id: message.from, token: message.a };
}

/** The late form of `done`. */
export function doneTo(asker: Asker, fx: Effects): void {
  fx.send(asker.id, REPLY, asker.token, Answer.done);
}

/** The late form of `skipped`. */
export function skippedTo(asker: Asker, fx: Effects): void {
  fx.send(asker.id, REPLY, asker.token, Answer.skipped);
}

/** The late form of `refused`. */
export function refusedTo(asker: Asker, fx: Effects, error: string, detail: string): void {
  fx.send(asker.id, REPLY, asker.token, Answer.refused, { error, detail });
}
