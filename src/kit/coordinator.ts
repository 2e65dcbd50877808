import { InvariantViolation } from "../base/invariant-violation.ts";
import type {
  ComponentClass,
  ComponentId,
  ComponentSpec,
  Effects,
  Message,
  Plain,
} from "../model/component.ts";
import { component } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { DEADLOCKED, START } from "../model/lifecycle.ts";
import type { OperationConfig, Phase, Reason } from "../model/phase.ts";
import { Answer, BRING_DOWN, REMARK, REPLY, SETTLED } from "../model/phase.ts";
import { withBit } from "./bits.ts";
import { hang, PAUSE, panic } from "./operation-end.ts";
import type { Draft, Failure, OperationState } from "./operation-state.ts";
import { draftOf, NOTES_MAX, PENDING_OPERATION, Step } from "./operation-state.ts";
import { afterRound, mayTryAgain, play } from "./playing.ts";
import { askFree, freeOthers } from "./precedence.ts";
import type { Asking } from "./rounds.ts";
import {
  armDeadline,
  askingOf,
  askNext,
  DEADLINE,
  isAwaited,
  participantAt,
  placesOverdue,
} from "./rounds.ts";

/**
 * Plays the phase table of one operation (model/phase.ts says what the rows mean).
 *
 * 1. A state stands at one step of one phase and waits for answers, for time, or for nothing.
 * 2. Each message moves a copy of it; then `play` goes on from step to step until something must be waited for.
 * 3. Who is asked next follows from the table and a position, so that the state stays small.
 */
const OPERATION_CLASS: ComponentClass<OperationState, OperationConfig> = {
  name: "operation",
  on: [
    [START, start],
    [REPLY, reply],
    [SETTLED, settled],
    [DEADLINE, deadline],
    [PAUSE, paused],
    [DEADLOCKED, deadlocked],
    [BRING_DOWN, bringDown],
    [REMARK, (s, { b }) => ({ ...s, remarks: s.remarks | b })],
  ],
  limits: [DEADLINE],
  counters: ["start", "end", "phaseTimes", "remarks"],
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

/** Tables that were checked: operations of the same machine share theirs. */
const CHECKED = new WeakSet<readonly Phase[]>();

function checkTable(phases: readonly Phase[]): void {
  if (CHECKED.has(phases)) return;
  const ids = phases.map(({ id }) => id);
  for (const [index, { id, skipTo, unwind }] of phases.entries()) {
    const isUnique = ids.indexOf(id) === index;
    const skipsOn = skipTo === undefined || ids.indexOf(skipTo) > index;
    const back = unwind === undefined ? -1 : ids.indexOf(unwind);
    const unwindsBack = unwind === undefined || (back >= 0 && back < index);
    if (!isUnique || !skipsOn || !unwindsBack) {
      throw new InvariantViolation(`phase ${id} does not fit into its table: ${ids.join(" ")}`);
    }
  }
  CHECKED.add(phases);
}

// ---- messages

function start(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.state !== "pending") return s;
  const d = draftOf(s);
  d.state = "running";
  d.start = fx.now;
  fx.emit(CoreEvent.operationStarted, fx.self, 0, c.title);
  play(d, fx, c);
  return d;
}

function reply(s: OperationState, m: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "answers") return s;
  const asking = askingOf(s, c);
  if (!isAwaited(s, m.a, asking)) return s;
  const d = draftOf(s);
  const { round } = d;
  const place = m.a - round.token;
  const { order } = asking.ask;
  round.owed--;
  if (order === "all") round.answered = withBit(round.answered, place);
  if (typeof order === "object") freeOthers(d, place, order);
  if (m.b === Answer.refused) {
    const refusal = { reason: reasonIn(m.data, asking.ask.error), outcome: "refused" } as const;
    refuse(d, asking, place, refusal, fx, c);
    return d;
  }
  if (m.b === Answer.done) round.done++;
  else round.skipped++;
  proceed(d, asking, fx, c);
  return d;
}

function settled(s: OperationState, m: Message, fx: Effects, c: OperationConfig): OperationState {
  const isOurs = s.state === "running" && s.direction === "forward" && m.a >= s.firstToken;
  if (!isOurs || c.phases[s.phase]?.passes === undefined) return s;
  const d = draftOf(s);
  d.unsettled--;
  if (d.step === Step.settle && d.unsettled === 0) {
    fx.stopTimer(PAUSE);
    d.waiting = "nothing";
    play(d, fx, c);
  }
  return d;
}

function deadline(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "answers") return s;
  const d = draftOf(s);
  const asking = askingOf(s, c);
  if (asking.ask.limit === undefined) {
    hang(d, asking, fx, c);
    return d;
  }
  const reason = { error: asking.ask.error ?? "", detail: "" };
  const owing = placesOverdue(d, asking, asking.ask.limit, fx);
  for (const place of owing) {
    if (d.state !== "running") break;
    d.round.owed--;
    if (typeof asking.ask.order === "object") freeOthers(d, place, asking.ask.order);
    refuse(d, asking, place, { reason, outcome: "failed" }, fx, c);
  }
  return d;
}

function paused(s: OperationState, _: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.waiting !== "time") return s;
  const d = draftOf(s);
  d.waiting = "nothing";
  d.step++;
  play(d, fx, c);
  return d;
}

function deadlocked(
  s: OperationState,
  _: Message,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  if (s.state !== "running") return s;
  const d = draftOf(s);
  hang(d, askingOf(s, c), fx, c);
  return d;
}

function bringDown(s: OperationState, m: Message, fx: Effects, c: OperationConfig): OperationState {
  if (s.state !== "running") return s;
  const d = draftOf(s);
  panic(d, m.b, reasonIn(m.data), fx, c);
  return d;
}

// ---- answers

type Refusal = Pick<Failure, "reason" | "outcome">;

/** After an answer: the next ask, more waiting, or the next step. */
function proceed(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const { order } = asking.ask;
  if (order === "each") askNext(d, asking, fx, c);
  else if (typeof order === "object") askFree(d, asking, order, fx, c);
  else if (d.round.owed > 0 && asking.ask.limit === undefined) armDeadline(asking, fx, c);
  if (d.round.owed === 0) closeRound(d, fx, c);
}

function closeRound(d: Draft, fx: Effects, c: OperationConfig): void {
  fx.stopTimer(DEADLINE);
  d.waiting = "nothing";
  afterRound(d, fx, c);
  play(d, fx, c);
}

function refuse(
  d: Draft,
  asking: Asking,
  place: number,
  refusal: Refusal,
  fx: Effects,
  c: OperationConfig,
): void {
  if (mayTryAgain(d, c)) {
    endForward(d, asking, place, refusal, fx, c);
    return;
  }
  const who = participantAt(asking, place);
  const { error, detail } = refusal.reason;
  fx.emit(CoreEvent.refused, who, 0, detail === "" ? error : `${error}: ${detail}`);
  const onRefusal =
    (refusal.outcome === "failed" ? asking.ask.onLimit : undefined) ?? asking.ask.onRefusal;
  if (onRefusal === "panic") panic(d, who, refusal.reason, fx, c);
  else if (onRefusal === "abort" && d.direction === "forward") {
    endForward(d, asking, place, refusal, fx, c);
  } else {
    if (onRefusal === "abort") failUndoing(d, who, refusal.reason, c);
    if (onRefusal === "note") note(d, who, refusal.reason);
    proceed(d, asking, fx, c);
  }
}

/** A refusal that ends the step, at once or when the others have answered too. */
function endForward(
  d: Draft,
  asking: Asking,
  place: number,
  refusal: Refusal,
  fx: Effects,
  c: OperationConfig,
): void {
  if (d.round.refusal === null) d.round.refusal = failureOf(d, asking, place, refusal, c);
  else if (!mayTryAgain(d, c)) note(d, participantAt(asking, place), refusal.reason);
  if (asking.ask.order === "each") closeRound(d, fx, c);
  else proceed(d, asking, fx, c);
}

/** Who is undone follows from where and in which manner the refusal came. */
function failureOf(
  d: Draft,
  asking: Asking,
  place: number,
  refusal: Refusal,
  c: OperationConfig,
): Failure {
  const isOfAsk = d.step === Step.ask;
  const isFirstWalk = isOfAsk && asking.ask.order === "each" && d.pass === 0;
  return {
    outcome: refusal.outcome,
    reason: refusal.reason,
    phase: d.phase,
    who: participantAt(asking, place),
    index: isOfAsk ? place : -1,
    reach: isFirstWalk ? place : askedBy(d.phase, c),
    answered: null,
  };
}

/** There is no way back from a way back: the operation fails, and what is left is undone. */
function failUndoing(d: Draft, who: ComponentId, reason: Reason, c: OperationConfig): void {
  if (d.failure !== null) {
    note(d, who, reason);
    return;
  }
  const { phase } = d;
  const reach = askedBy(phase, c);
  d.failure = { outcome: "failed", phase, who, reason, index: -1, reach, answered: null };
  if (d.direction === "unwind") d.direction = "rollback";
}

function askedBy(phase: number, c: OperationConfig): number {
  return c.phases[phase]?.ask?.who.length ?? 0;
}

function note(d: Draft, who: ComponentId, { error, detail }: Reason): void {
  if (d.notes.length < NOTES_MAX) d.notes = [...d.notes, { error, detail, who }];
}

function reasonIn(data: Plain, usual = ""): Reason {
  if (data === null || typeof data !== "object" || !("error" in data)) {
    return { error: usual, detail: "" };
  }
  const { error, detail } = data as { readonly [key: string]: Plain };
  return {
    error: typeof error === "string" && error !== "" ? error : usual,
    detail: typeof detail === "string" ? detail : "",
  };
}
