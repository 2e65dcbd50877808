import type { Effects } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { OperationConfig, Phase } from "../model/phase.ts";
import { openRound } from "./opening.ts";
import { conclude, PAUSE } from "./operation-end.ts";
import type { Draft } from "./operation-state.ts";
import { Step } from "./operation-state.ts";
import { askingOf, undoItems } from "./rounds.ts";

/** Goes on from step to step until something must be waited for. */
export function play(d: Draft, fx: Effects, c: OperationConfig): void {
  while (d.state === "running" && d.waiting === "nothing") {
    if (d.direction === "forward") forwardTurn(d, fx, c);
    else undoTurn(d, fx, c);
  }
}

function forwardTurn(d: Draft, fx: Effects, c: OperationConfig): void {
  const phase = c.phases[d.phase];
  if (phase === undefined) nextFinal(d, fx, c);
  else if (d.step === Step.enter) enter(d, phase, fx, c);
  else if (d.step === Step.ask && phase.ask === undefined) d.step = Step.pause;
  else if (d.step === Step.ask || d.step === Step.verify) ask(d, fx, c);
  else if (d.step === Step.settle) settle(d, phase, fx);
  else if (d.step === Step.pause) wait(d, phase.wait ?? 0, Step.leave, fx);
  else leave(d);
}

function settle(d: Draft, phase: Phase, fx: Effects): void {
  const time = d.unsettled === 0 ? 0 : (phase.passes?.waits[d.pass] ?? 0);
  wait(d, time, Step.verify, fx);
}

function leave(d: Draft): void {
  d.phase++;
  d.step = Step.enter;
}

function enter(d: Draft, phase: Phase, fx: Effects, c: OperationConfig): void {
  fx.emit(CoreEvent.phase, fx.self, 0, phase.id);
  d.step = Step.ask;
  d.pass = 0;
  d.unsettled = 0;
  d.firstToken = d.round.token + d.round.places;
  d.phaseTimes = withPhaseTime(d, fx);
  d.entered = [...d.entered, d.phase];
  d.finals = [...d.finals, d.phase];
  if (phase.unwind === undefined) return;
  d.direction = "unwind";
  d.unwinding = d.phase;
  beginUndo(d, d.phase, fx, c);
}

function withPhaseTime({ phaseTimes, phase }: Draft, { now }: Effects): readonly number[] {
  const skipped = new Array<number>(Math.max(0, phase - phaseTimes.length)).fill(NEVER);
  return [...phaseTimes, ...skipped, now];
}

function ask(d: Draft, fx: Effects, c: OperationConfig): void {
  openRound(d, askingOf(d, c), fx, c);
  if (d.round.owed === 0) afterRound(d, fx, c);
}

function wait(d: Draft, time: number, then: number, fx: Effects): void {
  if (time === 0) {
    d.step = then;
    return;
  }
  fx.startTimer(PAUSE, time);
  d.waiting = "time";
}

/** The step after a round in which everybody has answered, or somebody's refusal ended the asking. */
export function afterRound(d: Draft, fx: Effects, c: OperationConfig): void {
  if (d.direction !== "forward") d.step++;
  else if (d.round.refusal !== null) afterRefusal(d, fx, c);
  else if (d.step === Step.verify) d.step = Step.pause;
  else afterAsk(d, c);
}

function afterAsk(d: Draft, c: OperationConfig): void {
  const phase = c.phases[d.phase];
  if (phase?.skipTo !== undefined && d.round.skipped === d.round.places && d.pass === 0) {
    d.phase = phaseIndex(phase.skipTo, c);
    d.step = Step.enter;
  } else if (phase?.passes === undefined) {
    d.step = Step.pause;
  } else {
    d.unsettled += d.round.done;
    d.step = Step.settle;
  }
}

function afterRefusal(d: Draft, fx: Effects, c: OperationConfig): void {
  if (mayTryAgain(d, c)) {
    d.pass++;
    d.step = Step.ask;
    return;
  }
  const { refusal, answered } = d.round;
  const isJoint = d.step === Step.ask && c.phases[d.phase]?.ask?.order !== "each" && d.pass === 0;
  d.failure = refusal !== null && isJoint ? { ...refusal, answered } : refusal;
  d.direction = "rollback";
  beginUndo(d, d.phase, fx, c);
}

/** Whether another pass follows, so that not having come to rest yet is no refusal. */
export function mayTryAgain(d: Draft, c: OperationConfig): boolean {
  const waits = c.phases[d.phase]?.passes?.waits.length ?? 0;
  return d.direction === "forward" && d.step === Step.verify && d.pass < waits - 1;
}

// ---- undoing

function undoTurn(d: Draft, fx: Effects, c: OperationConfig): void {
  const phase = c.phases[d.phase];
  const item = phase === undefined ? undefined : undoItems(d, phase)[d.step];
  if (item !== undefined && "wait" in item) wait(d, item.wait, d.step + 1, fx);
  else if (item !== undefined) ask(d, fx, c);
  else if (d.direction === "finally") nextFinal(d, fx, c);
  else undone(d, fx, c);
}

function beginUndo(d: Draft, phase: number, fx: Effects, c: OperationConfig): void {
  const row = c.phases[phase];
  d.phase = phase;
  d.step = 0;
  if (row === undefined || undoItems(d, row).length === 0) return;
  fx.emit(CoreEvent.phase, fx.self, d.direction === "finally" ? 2 : 1, row.id);
}

/** One phase has been undone: the one before it, or what comes after the undoing. */
function undone(d: Draft, fx: Effects, c: OperationConfig): void {
  d.entered = d.entered.slice(0, -1);
  const before = d.entered.at(-1);
  const isRollback = d.direction === "rollback";
  const target = isRollback ? 0 : phaseIndex(c.phases[d.unwinding]?.unwind ?? "", c);
  if (before !== undefined && before >= target) beginUndo(d, before, fx, c);
  else if (isRollback) nextFinal(d, fx, c);
  else goOn(d);
}

function goOn(d: Draft): void {
  d.direction = "forward";
  d.phase = d.unwinding;
  d.unwinding = -1;
  leave(d);
}

/** The last phase whose `finally` is still owed, or the end. */
function nextFinal(d: Draft, fx: Effects, c: OperationConfig): void {
  const last = d.finals.at(-1);
  if (last === undefined) {
    conclude(d, fx, c);
    return;
  }
  d.direction = "finally";
  d.finals = d.finals.slice(0, -1);
  beginUndo(d, last, fx, c);
}

function phaseIndex(id: string, c: OperationConfig): number {
  return c.phases.findIndex((phase) => phase.id === id);
}
