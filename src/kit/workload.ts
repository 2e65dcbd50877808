import type { ComponentClass, ComponentSpec, Effects, Message, Ticks } from "../model/component.ts";
import { component, NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import { messageKind } from "../model/kinds.ts";
import { ABANDON, REQUEST, REQUEST_DONE, RequestEnd, START, STOP } from "../model/lifecycle.ts";
import { arrivalTime, serviceTime, timeUntil } from "./arrivals.ts";
import {
  hasNumber,
  NO_NUMBERS,
  numbersOf,
  rankOf,
  sizeOf,
  withNumber,
  withoutNumber,
} from "./intervals.ts";
import type { Delay } from "./patience.ts";
import {
  Clock,
  DISPATCHED,
  EXPIRED,
  FREEZE,
  IO_RETRIED,
  isStill,
  isWatched,
  set,
  shown,
  stilled,
  THAW,
  watching,
  watchNext,
  withoutWatched,
} from "./patience.ts";
import type { WorkloadConfig, WorkloadDraft, WorkloadState } from "./workload-state.ts";
import { FRESH_WORKLOAD, ledgerDraft, workloadDraft } from "./workload-state.ts";

const ARRIVAL = messageKind("request-due");
const TIME_OUT = messageKind("request-time-out");

/**
 * Issues requests to a device and keeps the books.
 *
 * 1. `START` brings the first arrival; each arrival brings the next.
 * 2. A request whose time has come is issued, unless as many are under way as may be; then when one ends.
 * 3. Each ends exactly once: completed, failed, timed out (its time-out came first) or lost (`ABANDON`: nobody can
 *    answer any more). Answers beyond that are counted apart, as late or duplicated.
 * 4. One timer serves all time-outs: requests are given up in the order in which they were issued.
 */
const WORKLOAD_CLASS: ComponentClass<WorkloadState, WorkloadConfig> = {
  name: "workload",
  on: [
    [START, start],
    [ARRIVAL, arrive],
    [REQUEST_DONE, answered],
    [TIME_OUT, timeOut],
    [STOP, stop],
    [ABANDON, abandon],
    [DISPATCHED, dispatched],
    [FREEZE, freeze],
    [THAW, thaw],
  ],
  limits: [TIME_OUT],
  counters: ["ledger"],
};

/** A workload of a scenario, to be started by `START` at time zero. */
export function workload(name: string, config: WorkloadConfig): ComponentSpec {
  const initial = FRESH_WORKLOAD;
  return component({ name, kind: "workload", class: WORKLOAD_CLASS, config, initial });
}

/** Whether it will issue nothing more and everything it issued has ended. */
export function isDrained(state: WorkloadState): boolean {
  return state.stopped && state.outstanding.length === 0;
}

// ---- issuing

function start(s: WorkloadState, _: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  if (c.arrival.kind === "closed") expectArrival(0, Math.max(0, c.from - fx.now), fx, c);
  else expectNext(0, s.arrivalClock, fx, c);
  return s;
}

/** Of the arrivals that have a time. A clock that stands still brings none. */
function expectNext(last: number, clock: Delay, fx: Effects, c: WorkloadConfig): void {
  if (isStill(clock)) return;
  expectArrival(last + 1, Math.max(0, timeUntil(last + 1, fx, c, clock.lost)), fx, c);
}

/** A timer, so that arrivals come after all else that happens at their instant, and can be called off. */
function expectArrival(k: number, delay: Ticks, fx: Effects, c: WorkloadConfig): void {
  if (c.count > 0 && k > c.count) return;
  if (!isTooLate(fx.now + delay, c)) fx.startTimer(ARRIVAL, delay, k);
}

/** a: the arrival's number; 0 lets a closed workload begin. */
function arrive(s: WorkloadState, m: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  const d = workloadDraft(s);
  d.due = m.a > 0 ? m.a : c.count > 0 ? c.count : Number.MAX_SAFE_INTEGER;
  issue(d, fx, c);
  if (m.a > 0) expectNext(m.a, d.arrivalClock, fx, c);
  return d;
}

function isTooLate(now: Ticks, { until }: WorkloadConfig): boolean {
  return until !== NEVER && now >= until;
}

/** Issues what is due, as far as the bound on requests under way allows. */
function issue(d: WorkloadDraft, fx: Effects, c: WorkloadConfig): void {
  if (d.stopped || d.issued >= d.due || isTooLate(fx.now, c) || isStill(d.arrivalClock)) return;
  const free = c.outstanding === 0 ? d.due - d.issued : c.outstanding - sizeOf(d.outstanding);
  const last = d.issued + Math.min(free, d.due - d.issued);
  while (d.issued < last) issueOne(d, fx, c);
}

function issueOne(d: WorkloadDraft, fx: Effects, c: WorkloadConfig): void {
  d.issued++;
  const request = d.issued;
  fx.emit(CoreEvent.ioIssued, fx.self, request);
  fx.send(c.device, REQUEST, request, serviceTime(fx, c), fx.now);
  d.outstanding = withNumber(d.outstanding, request);
  if (c.timeOut === NEVER) return;
  if (c.patience !== undefined) {
    if (c.patience.basis === "arrival") beginTime(d, request, c.patience.retries, fx, c);
    return;
  }
  if (keepsTimes(c)) d.issueTimes = [...d.issueTimes, fx.now];
  if (d.watched !== 0) return;
  d.watched = request;
  fx.startTimer(TIME_OUT, c.timeOut);
}

/** Whether the time of issue does not follow from the request's number. */
function keepsTimes({ arrival, outstanding }: WorkloadConfig): boolean {
  return outstanding > 0 || arrival.kind === "poisson" || arrival.kind === "closed";
}

// ---- endings

function answered(s: WorkloadState, m: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  const d = workloadDraft(s);
  const ledger = ledgerDraft(s.ledger);
  d.ledger = ledger;
  if (!hasNumber(s.outstanding, m.a)) {
    if (hasNumber(s.expired, m.a)) {
      d.expired = withoutNumber(s.expired, m.a);
      ledger.late++;
    } else {
      fx.emit(CoreEvent.ioDuplicated, fx.self, m.a);
      ledger.duplicated++;
    }
    return d;
  }
  remove(d, m.a, fx, c);
  if (m.b === RequestEnd.completed) {
    fx.emit(CoreEvent.ioCompleted, fx.self, m.a);
    complete(ledger, fx.now - (m.data as number), fx.now);
  } else if (m.b === RequestEnd.lost) {
    fx.emit(CoreEvent.ioLost, fx.self, m.a);
    ledger.lost++;
  } else {
    fx.emit(CoreEvent.ioFailed, fx.self, m.a);
    ledger.failed++;
  }
  issue(d, fx, c);
  return d;
}

function complete(ledger: ReturnType<typeof ledgerDraft>, latency: Ticks, now: Ticks): void {
  const gap = ledger.lastCompleted === NEVER ? NEVER : now - ledger.lastCompleted;
  ledger.completed++;
  ledger.latencySum += latency;
  ledger.latencyMax = Math.max(ledger.latencyMax, latency);
  ledger.latencyMin = ledger.latencyMin === NEVER ? latency : Math.min(ledger.latencyMin, latency);
  ledger.gapMax = Math.max(ledger.gapMax, gap);
  ledger.lastCompleted = now;
}

function remove(d: WorkloadDraft, request: number, fx: Effects, c: WorkloadConfig): void {
  if (d.issueTimes.length > 0)
    d.issueTimes = d.issueTimes.toSpliced(rankOf(d.outstanding, request), 1);
  d.outstanding = withoutNumber(d.outstanding, request);
  if (c.patience !== undefined) {
    d.patient = withoutWatched(d.patient, request);
    watchNext(TIME_OUT, d.patient, d.timerClock, fx);
    return;
  }
  if (d.outstanding.length === 0 && d.watched !== 0 && willBeIdle(d, c)) {
    fx.stopTimer(TIME_OUT);
    d.watched = 0;
  }
}

/** Otherwise a timer that has become idle is left to run: the next request will use it. */
function willBeIdle(d: WorkloadDraft, { count }: WorkloadConfig): boolean {
  return d.stopped || (count > 0 && d.issued === count);
}

/** The watched request's time is over; so may be that of others, and the next one is watched. */
function timeOut(s: WorkloadState, _: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  const d = workloadDraft(s);
  const ledger = ledgerDraft(s.ledger);
  d.ledger = ledger;
  if (c.patience !== undefined) {
    losePatience(d, ledger, fx, c);
    issue(d, fx, c);
    return d;
  }
  d.watched = 0;
  for (const request of numbersOf(s.outstanding)) {
    const left = issueTime(d, request, c) + c.timeOut - fx.now;
    if (left > 0) {
      d.watched = request;
      fx.startTimer(TIME_OUT, left);
      break;
    }
    remove(d, request, fx, c);
    giveUp(d, ledger, request, fx);
  }
  issue(d, fx, c);
  return d;
}

function giveUp(
  d: WorkloadDraft,
  ledger: ReturnType<typeof ledgerDraft>,
  request: number,
  fx: Effects,
): void {
  fx.emit(CoreEvent.ioTimedOut, fx.self, request);
  d.expired = withNumber(d.expired, request);
  ledger.timedOut++;
}

/** The oldest outstanding request's time of issue. */
function issueTime(d: WorkloadDraft, oldest: number, c: WorkloadConfig): Ticks {
  return keepsTimes(c) ? (d.issueTimes[0] ?? NEVER) : arrivalTime(oldest, c);
}

function stop(s: WorkloadState, _: Message, fx: Effects): WorkloadState {
  if (s.stopped) return s;
  fx.stopTimer(ARRIVAL);
  if (s.watched === 0 || s.outstanding.length > 0) return { ...s, stopped: true };
  fx.stopTimer(TIME_OUT);
  return { ...s, stopped: true, watched: 0 };
}

function abandon(s: WorkloadState, _: Message, fx: Effects): WorkloadState {
  if (s.outstanding.length === 0) return s;
  const ledger = ledgerDraft(s.ledger);
  for (const request of numbersOf(s.outstanding)) {
    fx.emit(CoreEvent.ioLost, fx.self, request);
    ledger.lost++;
  }
  if (s.patient.length > 0) fx.stopTimer(TIME_OUT);
  return { ...s, outstanding: NO_NUMBERS, issueTimes: [], patient: [], ledger };
}

// ---- time-outs by a clock of their own

function beginTime(
  d: WorkloadDraft,
  request: number,
  left: number,
  fx: Effects,
  { timeOut }: WorkloadConfig,
): void {
  const due = shown(d.timerClock, fx.now) + timeOut;
  d.patient = watching(d.patient, { request, due, left });
  watchNext(TIME_OUT, d.patient, d.timerClock, fx);
}

/** A request's time begins with its first dispatch; that it was stopped and is dispatched again changes nothing. */
function dispatched(s: WorkloadState, m: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  const { patience } = c;
  const isTimed = patience?.basis === "dispatch" && c.timeOut !== NEVER;
  if (!isTimed || !hasNumber(s.outstanding, m.a)) return s;
  if (isWatched(s.patient, m.a)) return s;
  const d = workloadDraft(s);
  beginTime(d, m.a, patience.retries, fx, c);
  return d;
}

/** Every request whose time is over is retried, or given up; its device hears of it. */
function losePatience(
  d: WorkloadDraft,
  ledger: ReturnType<typeof ledgerDraft>,
  fx: Effects,
  c: WorkloadConfig,
): void {
  const now = shown(d.timerClock, fx.now);
  for (let next = d.patient[0]?.[0]; next !== undefined; next = d.patient[0]?.[0]) {
    const { request, due, left } = next;
    if (due > now) break;
    fx.send(c.device, EXPIRED, request, left);
    if (left > 0) {
      fx.emit(IO_RETRIED, fx.self, request);
      ledger.retried++;
      d.patient = withoutWatched(d.patient, request);
      beginTime(d, request, left - 1, fx, c);
    } else {
      remove(d, request, fx, c);
      giveUp(d, ledger, request, fx);
    }
  }
  watchNext(TIME_OUT, d.patient, d.timerClock, fx);
}

function freeze(s: WorkloadState, m: Message, fx: Effects): WorkloadState {
  const d = workloadDraft(s);
  if ((m.b & Clock.arrivals) !== 0) {
    d.arrivalClock = stilled(d.arrivalClock, fx.now);
    fx.stopTimer(ARRIVAL);
  }
  if ((m.b & Clock.timers) !== 0) {
    d.timerClock = stilled(d.timerClock, fx.now);
    fx.stopTimer(TIME_OUT);
  }
  return d;
}

function thaw(s: WorkloadState, m: Message, fx: Effects, c: WorkloadConfig): WorkloadState {
  const d = workloadDraft(s);
  if ((m.b & Clock.timers) !== 0) {
    d.timerClock = set(d.timerClock, fx.now);
    watchNext(TIME_OUT, d.patient, d.timerClock, fx);
  }
  if ((m.b & Clock.arrivals) === 0 || !isStill(d.arrivalClock)) return d;
  d.arrivalClock = set(d.arrivalClock, fx.now);
  if (d.stopped) return d;
  if (c.arrival.kind !== "closed") expectNext(d.due, d.arrivalClock, fx, c);
  else if (d.due === 0) expectArrival(0, Math.max(0, c.from - fx.now), fx, c);
  else issue(d, fx, c);
  return d;
}
