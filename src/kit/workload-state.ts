import type { ComponentId, Ticks } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import type { Intervals } from "./intervals.ts";
import { NO_NUMBERS } from "./intervals.ts";
import type { Delay, Patience, Waiting } from "./patience.ts";
import { ON_TIME } from "./patience.ts";

/** When requests come. */
export type Arrival =
  /** The k-th at k periods. */
  | { readonly kind: "every"; readonly period: Ticks }
  /** The k-th at k / rate seconds, rounded to the tick: no error adds up. */
  | { readonly kind: "rate"; readonly perSecond: number }
  /** At random, independently of each other. */
  | { readonly kind: "poisson"; readonly mean: Ticks }
  /** As soon as the number under way allows. */
  | { readonly kind: "closed" };

/** What one workload does, once and for all. Times are ticks. */
export interface WorkloadConfig {
  readonly device: ComponentId;
  readonly arrival: Arrival;
  /** How long one request takes the device, or the mean of it. */
  readonly takes: Ticks;
  readonly exponential: boolean;
  /** A request that was not answered for so long is given up; `NEVER`: none is. */
  readonly timeOut: Ticks;
  /** Absent: a request's time begins with its issue, once, and no clock ever stands still. */
  readonly patience?: Patience;
  readonly from: Ticks;
  /** No request is issued at this time or later; `NEVER`: no such time. */
  readonly until: Ticks;
  /** Requests in all; 0: no such bound. */
  readonly count: number;
  /** Requests under way at a time; 0: no such bound. */
  readonly outstanding: number;
}

/** What has become of the requests. Steers nothing. */
export interface Ledger {
  readonly completed: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly lost: number;
  /** Answers to a request that had been answered already. */
  readonly duplicated: number;
  /** Answers to a request that had been given up. */
  readonly late: number;
  /** Times that began anew. */
  readonly retried: number;
  /** Of completed requests, from issue to answer. */
  readonly latencySum: Ticks;
  readonly latencyMin: Ticks;
  readonly latencyMax: Ticks;
  /** When the last request completed, and the longest time between two completions. */
  readonly lastCompleted: Ticks;
  readonly gapMax: Ticks;
}

/** Local state of one workload. Requests are numbered from 1 in the order of issue. */
export interface WorkloadState {
  /** `STOP` has come. */
  readonly stopped: boolean;
  /** Requests whose time has come. */
  readonly due: number;
  /** Requests issued: the number of the last one. */
  readonly issued: number;
  readonly outstanding: Intervals;
  /** When each outstanding request was issued, in their order; kept only where it cannot be worked out and is needed. */
  readonly issueTimes: readonly Ticks[];
  /** The request whose time-out is being waited for; 0: none. */
  readonly watched: number;
  /** Given up, but an answer may still come. */
  readonly expired: Intervals;
  /** Requests whose time is running; only with a `patience`. */
  readonly patient: Waiting;
  readonly arrivalClock: Delay;
  readonly timerClock: Delay;
  readonly ledger: Ledger;
}

/** A workload before anything has happened. */
export const FRESH_WORKLOAD: WorkloadState = {
  stopped: false,
  due: 0,
  issued: 0,
  outstanding: NO_NUMBERS,
  issueTimes: [],
  watched: 0,
  expired: NO_NUMBERS,
  patient: [],
  arrivalClock: ON_TIME,
  timerClock: ON_TIME,
  ledger: {
    completed: 0,
    failed: 0,
    timedOut: 0,
    lost: 0,
    duplicated: 0,
    late: 0,
    retried: 0,
    latencySum: 0,
    latencyMin: NEVER,
    latencyMax: NEVER,
    lastCompleted: NEVER,
    gapMax: NEVER,
  },
};

type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** A private copy of a state, to be changed while one message is handled and then given back. */
export type WorkloadDraft = Changing<WorkloadState>;

/** Written out field by field: copying so is several times faster. */
export function workloadDraft(s: WorkloadState): WorkloadDraft {
  return {
    stopped: s.stopped,
    due: s.due,
    issued: s.issued,
    outstanding: s.outstanding,
    issueTimes: s.issueTimes,
    watched: s.watched,
    expired: s.expired,
    patient: s.patient,
    arrivalClock: s.arrivalClock,
    timerClock: s.timerClock,
    ledger: s.ledger,
  };
}

/** A copy of the ledger, to be changed. */
export function ledgerDraft(l: Ledger): Changing<Ledger> {
  return {
    completed: l.completed,
    failed: l.failed,
    timedOut: l.timedOut,
    lost: l.lost,
    duplicated: l.duplicated,
    late: l.late,
    retried: l.retried,
    latencySum: l.latencySum,
    latencyMin: l.latencyMin,
    latencyMax: l.latencyMax,
    lastCompleted: l.lastCompleted,
    gapMax: l.gapMax,
  };
}
