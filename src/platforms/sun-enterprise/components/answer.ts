import type { ComponentId, Effects, Message } from "../../../model/component.ts";
import { Answer, REPLY } from "../../../model/phase.ts";
import type { ErrorName } from "../errors.ts";

/** Answers the ask that `message` is: it is done. */
export function done(effects: Effects, message: Message): void {
  effects.send(message.from, REPLY, message.a, Answer.done);
}

/** Answers: this does not concern me. */
export function skipped(effects: Effects, message: Message): void {
  effects.send(message.from, REPLY, message.a, Answer.skipped);
}

/** Answers: no, for this reason. */
export function refused(
  effects: Effects,
  message: Message,
  error: ErrorName,
  detail: string,
): void {
  effects.send(message.from, REPLY, message.a, Answer.refused, { error, detail });
}

/** Who asked and with which token, kept in a local state until the answer is known. */
export interface Asker {
  readonly id: ComponentId;
  readonly token: number;
}

export const asker = (message: Message): Asker => ({ id: message.from, token: message.a });

/** The late form of `done`. */
export function doneTo(effects: Effects, to: Asker): void {
  effects.send(to.id, REPLY, to.token, Answer.done);
}

/** The late form of `refused`. */
export function refusedTo(effects: Effects, to: Asker, error: ErrorName, detail: string): void {
  effects.send(to.id, REPLY, to.token, Answer.refused, { error, detail });
}
