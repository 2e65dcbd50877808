import { InvariantViolation } from "../base/invariant-violation.ts";
import type { ComponentClass, ComponentSpec, Effects, Message, Plain } from "../model/component.ts";
import { component } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { DEADLOCKED, START } from "../model/lifecycle.ts";
import type { OperationConfig, Phase, Reason } from "../model/phase.ts";
import { Answer, REPLY, SETTLED } from "../model/phase.ts";
import { withBit } from "./bits.ts";
import { hang, PAUSE, panic } from "./operation-end.ts";
import type { Failure, OperationState } from "./operation-state.ts";
import { NOTES_MAX, PENDING_OPERATION, Step } from "./operation-state.ts";
import { afterRound, mayTryAgain, play } from "./playing.ts";
import type { Asking } from "./rounds.ts";
import {
  armDeadline,
  askingOf,
  askNext,
  DEADLINE,
  isAwaited,
  participantAt,
  placesOwing,
} from "./rounds.ts";

/**
 * Plays the phase table of one operation (model/phase.ts says what the rows mean).
 *
 * 1. A state stands at one step of one phase and waits for answers, for time, or for nothing.
 * 2. Each message moves it; then `play` goes on from step to step until something must be waited for.
 * 3. Who is asked next follows from the table and a position, so that the state stays small.
 */
export const OPERATION_CLASS: ComponentClass<OperationState, OperationConfig> = {
  name: "operation",
  on: [
    [START, start],
    [REPLY, reply],
    [SETTLED, settled],
    [DEADLINE, deadline],
    [PAUSE, paused],
    [DEADLOCKED, deadlocked],
  ],
  counters: ["start", "end"],
};

/**
 * One operation of a scenario, to be started by `START`. The table is checked here: a phase that skips or unwinds to
 * one that is not there, or lies on the wrong side of it, is a mistake of the platform and throws.
 */
export function operation(name: string, config: OperationConfig): ComponentSpec {
  checkTable(config.phases);
  const initial = PENDING_OPERATION;
  return component({ name, kind: "operation", class: OPERATION_CLASS, config, initial });
}

function checkTable(phases: readonly Phase[]): void {
  const ids = phases.map(({ id }) => id);
  for (const [index, { id, skipTo, unwind }] of phases.entries()) {
    const isUnique = ids.indexOf(id) === index;
    const skipsOn = skipTo === undefined || ids.indexOf(skipTo) > index;
    const unwindsBack = unwind === undefined || ids.slice(0, index).includes(unwind);
    if (!isUnique || !skipsOn || !unwindsBack) {
      throw new InvariantViolation(`phase ${id} does not fit into its table: ${ids.join(" ")}`);
    }
  }
}

// ---- messages

function start(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.state !== "pending") return s;
  fx.emit(CoreEvent.operationStarted, fx.self, 0, c.title);
  return play({ ...s, state: "running", start: fx.now }, fx, c);
}

function reply(s: OperationState, m: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "answers") return s;
  const asking = askingOf(s, c);
  if (!isAwaited(s, m.a, asking)) return s;
  const place = m.a - s.round.token;
  const heard = answeredBy(s, asking, place);
  if (m.b === Answer.refused) {
    const reason = reasonIn(m.data, asking.ask.error);
    return refused(heard, asking, place, { reason, outcome: "refused" }, fx, c);
  }
  const { done, skipped } = heard.round;
  const counted =
    m.b === Answer.done
      ? { ...heard.round, done: done + 1 }
      : { ...heard.round, skipped: skipped + 1 };
  return proceed({ ...heard, round: counted }, asking, fx, c);
}

function settled(s: OperationState, m: Message, fx: Effects, c: OperationConfig): OperationState {
  const isOurs = s.state === "running" && s.direction === "forward" && m.a >= s.firstToken;
  if (!isOurs || c.phases[s.phase]?.passes === undefined) return s;
  const next = { ...s, unsettled: s.unsettled - 1 };
  if (s.step !== Step.settle || next.unsettled !== 0) return next;
  fx.stopTimer(PAUSE);
  return play({ ...next, waiting: "nothing", step: Step.verify }, fx, c);
}

function deadline(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "answers") return s;
  const asking = askingOf(s, c);
  if (asking.ask.limit === undefined) return hang(s, asking, fx, c);
  const late = {
    reason: { error: asking.ask.error ?? "", detail: "" },
    outcome: "failed",
  } as const;
  const owing = asking.ask.order === "each" ? [s.round.cursor - 1] : placesOwing(s, asking);
  let next = s;
  for (const place of owing) {
    if (next.state !== "running") return next;
    const { round } = next;
    next = refused(
      { ...next, round: { ...round, owed: round.owed - 1 } },
      asking,
      place,
      late,
      fx,
      c,
    );
  }
  return next;
}

function paused(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "time") return s;
  const isForward = s.direction === "forward";
  const step = isForward && s.step === Step.pause ? Step.leave : s.step + 1;
  return play({ ...s, waiting: "nothing", step }, fx, c);
}

function deadlocked(
  s: OperationState,
  _: Message,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  return s.state === "running" ? hang(s, askingOf(s, c), fx, c) : s;
}

// ---- answers

type Refusal = Pick<Failure, "reason" | "outcome">;

function answeredBy(s: OperationState, asking: Asking, place: number): OperationState {
  const { round } = s;
  const answered = asking.ask.order === "all" ? withBit(round.answered, place) : round.answered;
  return { ...s, round: { ...round, answered, owed: round.owed - 1 } };
}

/** After an answer: the next ask, more waiting, or the next step. */
function proceed(
  s: OperationState,
  asking: Asking,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  if (asking.ask.order === "each") {
    const next = askNext(s, asking, fx, c);
    return next.round.owed > 0 ? next : closeRound(next, fx, c);
  }
  if (s.round.owed === 0) return closeRound(s, fx, c);
  if (asking.ask.limit === undefined) armDeadline(asking, fx, c);
  return s;
}

function closeRound(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  fx.stopTimer(DEADLINE);
  return play(afterRound({ ...s, waiting: "nothing" }, fx, c), fx, c);
}

function refused(
  s: OperationState,
  asking: Asking,
  place: number,
  refusal: Refusal,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  const who = participantAt(asking, place);
  if (mayTryAgain(s, c)) return rejected(s, asking, place, refusal, fx, c);
  const { error, detail } = refusal.reason;
  fx.emit(CoreEvent.refused, who, 0, detail === "" ? error : `${error}: ${detail}`);
  switch (asking.ask.onRefusal) {
    case "panic":
      return panic(s, who, refusal.reason, fx, c);
    case "note":
      return proceed(noted(s, who, refusal.reason), asking, fx, c);
    case "ignore":
      return proceed(s, asking, fx, c);
    case "abort":
      return s.direction === "forward"
        ? rejected(s, asking, place, refusal, fx, c)
        : proceed(failedUndoing(s, who, refusal.reason, c), asking, fx, c);
  }
}

/** A refusal that ends the step, at once or when the others have answered too. */
function rejected(
  s: OperationState,
  asking: Asking,
  place: number,
  refusal: Refusal,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  const who = participantAt(asking, place);
  if (s.round.refusal !== null) {
    return proceed(mayTryAgain(s, c) ? s : noted(s, who, refusal.reason), asking, fx, c);
  }
  const failure = failureOf(s, asking, place, refusal, c);
  const next = { ...s, round: { ...s.round, refusal: failure } };
  return asking.ask.order === "each" ? closeRound(next, fx, c) : proceed(next, asking, fx, c);
}

/** Who is undone follows from where and in which manner the refusal came. */
function failureOf(
  s: OperationState,
  asking: Asking,
  place: number,
  refusal: Refusal,
  c: OperationConfig,
): Failure {
  const asked = c.phases[s.phase]?.ask?.who.length ?? 0;
  const isOfAsk = s.step === Step.ask;
  const isFirstWalk = isOfAsk && asking.ask.order === "each" && s.pass === 0;
  return {
    ...refusal,
    phase: s.phase,
    who: participantAt(asking, place),
    index: isOfAsk ? place : -1,
    reach: isFirstWalk ? place : asked,
    answered: null,
  };
}

function failedUndoing(
  s: OperationState,
  who: number,
  reason: Reason,
  c: OperationConfig,
): OperationState {
  if (s.failure !== null) return noted(s, who, reason);
  const reach = c.phases[s.phase]?.ask?.who.length ?? 0;
  const failure: Failure = {
    outcome: "failed",
    phase: s.phase,
    who,
    reason,
    index: -1,
    reach,
    answered: null,
  };
  return { ...s, failure, direction: s.direction === "unwind" ? "rollback" : s.direction };
}

function noted(s: OperationState, who: number, { error, detail }: Reason): OperationState {
  return s.notes.length < NOTES_MAX ? { ...s, notes: [...s.notes, { error, detail, who }] } : s;
}

function reasonIn(data: Plain, usual: string | undefined): Reason {
  const fallback = usual ?? "";
  if (data === null || typeof data !== "object" || !("error" in data)) {
    return { error: fallback, detail: "" };
  }
  const { error, detail } = data as { readonly [key: string]: Plain };
  return {
    error: typeof error === "string" && error !== "" ? error : fallback,
    detail: typeof detail === "string" ? detail : "",
  };
}
