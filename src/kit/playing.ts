import type { Effects } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { OperationConfig } from "../model/phase.ts";
import { conclude, PAUSE } from "./operation-end.ts";
import type { OperationState } from "./operation-state.ts";
import { Step } from "./operation-state.ts";
import { askingOf, openRound, undoItems } from "./rounds.ts";

/** Goes on from step to step until something must be waited for. */
export function play(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  let next = s;
  while (next.state === "running" && next.waiting === "nothing") next = turn(next, fx, c);
  return next;
}

function turn(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  if (s.direction !== "forward") return undoTurn(s, fx, c);
  const phase = c.phases[s.phase];
  if (phase === undefined) return nextFinal(s, fx, c);
  switch (s.step) {
    case Step.enter:
      return enter(s, fx, c);
    case Step.ask:
      return phase.ask === undefined ? { ...s, step: Step.pause } : ask(s, fx, c);
    case Step.settle:
      return s.unsettled === 0
        ? { ...s, step: Step.verify }
        : wait(s, phase.passes?.waits[s.pass] ?? 0, Step.verify, fx);
    case Step.verify:
      return ask(s, fx, c);
    case Step.pause:
      return wait(s, phase.wait ?? 0, Step.leave, fx);
    default:
      return { ...s, phase: s.phase + 1, step: Step.enter };
  }
}

function enter(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  const phase = c.phases[s.phase];
  fx.emit(CoreEvent.phase, fx.self, 0, phase?.id ?? "");
  const entered: OperationState = {
    ...s,
    step: Step.ask,
    pass: 0,
    unsettled: 0,
    firstToken: s.round.token + s.round.places,
    entered: [...s.entered, s.phase],
    finals: [...s.finals, s.phase],
  };
  if (phase?.unwind === undefined) return entered;
  return beginUndo({ ...entered, direction: "unwind", unwinding: s.phase }, s.phase, fx, c);
}

function ask(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  const opened = openRound(s, askingOf(s, c), fx, c);
  return opened.round.owed > 0 ? opened : afterRound(opened, fx, c);
}

function wait(s: OperationState, time: number, then: number, fx: Effects): OperationState {
  if (time === 0) return { ...s, step: then };
  fx.startTimer(PAUSE, time);
  return { ...s, waiting: "time" };
}

/** The step after a round in which everybody has answered, or somebody's refusal ended the asking. */
export function afterRound(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  if (s.direction !== "forward") return { ...s, step: s.step + 1 };
  const phase = c.phases[s.phase];
  const { refusal, answered, skipped, places, done } = s.round;
  if (refusal !== null) {
    if (mayTryAgain(s, c)) return { ...s, step: Step.ask, pass: s.pass + 1 };
    const isTogether = s.step === Step.ask && phase?.ask?.order === "all" && s.pass === 0;
    const failure = isTogether ? { ...refusal, answered } : refusal;
    return beginUndo({ ...s, failure, direction: "rollback" }, s.phase, fx, c);
  }
  if (s.step === Step.verify) return { ...s, step: Step.pause };
  if (phase?.skipTo !== undefined && skipped === places && s.pass === 0) {
    return { ...s, phase: phaseIndex(phase.skipTo, c), step: Step.enter };
  }
  if (phase?.passes === undefined) return { ...s, step: Step.pause };
  return { ...s, step: Step.settle, unsettled: s.unsettled + done };
}

/** Whether another pass follows, so that not having come to rest yet is no refusal. */
export function mayTryAgain(s: OperationState, c: OperationConfig): boolean {
  const waits = c.phases[s.phase]?.passes?.waits.length ?? 0;
  return s.direction === "forward" && s.step === Step.verify && s.pass < waits - 1;
}

// ---- undoing

function undoTurn(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  const phase = c.phases[s.phase];
  const item = phase === undefined ? undefined : undoItems(s, phase)[s.step];
  if (item === undefined) return s.direction === "finally" ? nextFinal(s, fx, c) : undone(s, fx, c);
  return "wait" in item ? wait(s, item.wait, s.step + 1, fx) : ask(s, fx, c);
}

function beginUndo(
  s: OperationState,
  phase: number,
  fx: Effects,
  c: OperationConfig,
): OperationState {
  const row = c.phases[phase];
  const next = { ...s, phase, step: 0 };
  if (row !== undefined && undoItems(next, row).length > 0) {
    fx.emit(CoreEvent.phase, fx.self, s.direction === "finally" ? 2 : 1, row.id);
  }
  return next;
}

/** One phase has been undone: the one before it, or what comes after the undoing. */
function undone(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  const next = { ...s, entered: s.entered.slice(0, -1) };
  const before = next.entered.at(-1);
  if (s.direction === "rollback") {
    return before === undefined ? nextFinal(next, fx, c) : beginUndo(next, before, fx, c);
  }
  const target = phaseIndex(c.phases[s.unwinding]?.unwind ?? "", c);
  if (before !== undefined && before >= target) return beginUndo(next, before, fx, c);
  return { ...next, direction: "forward", phase: s.unwinding + 1, step: Step.enter, unwinding: -1 };
}

/** The last phase whose `finally` is still owed, or the end. */
function nextFinal(s: OperationState, fx: Effects, c: OperationConfig): OperationState {
  const last = s.finals.at(-1);
  if (last === undefined) return conclude(s, fx, c);
  const next: OperationState = { ...s, direction: "finally", finals: s.finals.slice(0, -1) };
  return beginUndo(next, last, fx, c);
}

function phaseIndex(id: string, c: OperationConfig): number {
  return c.phases.findIndex((phase) => phase.id === id);
}
