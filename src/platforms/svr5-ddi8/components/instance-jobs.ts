import { Clock, FREEZE, THAW } from "../../../kit/patience.ts";
import type { Effects } from "../../../model/component.ts";
import { REQUEST_DONE, RequestEnd } from "../../../model/lifecycle.ts";
import { Ev, Msg } from "../protocol.ts";
import { entered, touch } from "./instance-access.ts";
import type { Code, Draft, InstanceConfig, InstanceState, On } from "./instance-state.ts";
import { saying } from "./instance-state.ts";
import type { Job } from "./job-queue.ts";
import { append, takeFirst, without } from "./job-queue.ts";

// What a driver does with requests: storage holds them while it is suspended, the network drops them. [CFGS; MDS]

/** A request from a workload, a target or a chain. */
export const onRequest: On = (state, m, fx, config) => {
  const d: Draft = { ...state, serial: state.serial + 1 };
  const { from, a: request, b: takes, data: issued } = m;
  take({ serial: d.serial, from, request, takes, issued }, d, fx, config);
  return d;
};

function take(job: Job, d: Draft, fx: Effects, config: InstanceConfig): void {
  if (config.kind === "mdi") {
    if (carries(d)) submit(job, d, fx, config);
    else drop(job, d, fx);
    return;
  }
  const isThere = d.state === "active" || d.state === "suspended";
  const code = isThere && d.held ? undefined : hopeless(d, isThere);
  if (code === "lost") lose(job, fx);
  else if (code !== undefined) endJob(job, code, d, fx);
  else if (!d.held && d.flights.length < widthOf(d, config)) submit(job, d, fx, config);
  else d.queue = append(d.queue, job);
}

/** How a job ends at once for which nothing can be done. One for an instance that is enabled and not ready is lost. */
function hopeless(d: Draft, isThere: boolean): Code | "lost" | undefined {
  if (!isThere) return d.enabled ? "lost" : "SDI_NOSELE";
  if (d.dead) return "SDI_NOSELE";
  return d.idata !== "set" || d.broken ? "SDI_HAERR" : undefined;
}

/** Whether frames get through. */
export const carries = (s: InstanceState): boolean =>
  s.state === "active" &&
  !(s.dropping || s.stackStopped || s.dead || s.linkLost || s.broken) &&
  s.idata === "set";

function widthOf(d: Draft, config: InstanceConfig): number {
  if (config.kind === "mdi") return Number.MAX_SAFE_INTEGER;
  const width = saying("serves", d, config)?.["width"];
  return typeof width === "number" ? width : 1;
}

function submit(job: Job, d: Draft, fx: Effects, config: InstanceConfig): void {
  d.flights = [...d.flights, job];
  fx.emit(Ev.started, fx.self, job.serial);
  const { group } = config;
  fx.send(d.used, Msg.job, job.serial, job.takes, d.used === d.fn ? group : { group });
}

/** Gives the hardware what waits, as much as it takes; all of it ends when the hardware is dead. */
export function goOn(d: Draft, fx: Effects, config: InstanceConfig): void {
  while (!d.held && (d.dead || d.flights.length < widthOf(d, config))) {
    const first = takeFirst(d.queue);
    if (first === undefined) return;
    d.queue = first.rest;
    take(first.job, d, fx, config);
  }
}

/** The job is over, with this completion code. */
export function endJob(job: Job, code: Code, d: Draft, fx: Effects): void {
  d.codes = { ...d.codes, [code]: d.codes[code] + 1 };
  const end = code === "SDI_ASW" ? RequestEnd.completed : RequestEnd.failed;
  if (code !== "SDI_ASW") fx.emit(Ev.jobEnded, fx.self, job.serial, code);
  fx.send(job.from, REQUEST_DONE, job.request, end, job.issued);
}

function drop(job: Job, d: Draft, fx: Effects): void {
  d.lost++;
  fx.emit(Ev.dropped, fx.self, job.serial);
  lose(job, fx);
}

function lose(job: Job, fx: Effects): void {
  fx.send(job.from, REQUEST_DONE, job.request, RequestEnd.lost, job.issued);
}

/** All that is pending ends so; frames vanish. */
export function endAll(
  jobs: readonly Job[],
  code: Code,
  d: Draft,
  fx: Effects,
  { kind }: InstanceConfig,
): void {
  for (const job of jobs) {
    if (kind === "mdi") drop(job, d, fx);
    else endJob(job, code, d, fx);
  }
}

/** The hardware has done a job, or interrupts for no reason (−1). */
export const onInterrupt: On = (state, m, fx, config) => {
  if (state.ownLock) {
    fx.emit(
      Ev.deadlock,
      fx.self,
      fx.self,
      "DL9: its interrupt handler waits for the lock that it holds while it waits for the resource manager",
    );
    fx.defer();
    return state;
  }
  if (!state.attached) return state;
  const d: Draft = { ...state };
  entered("interrupt", d, fx, config);
  touch("interrupt", d, fx, config);
  if (d.idata === "none") {
    fx.emit(Ev.notReady);
    d.broken = true;
    return d;
  }
  const job = d.flights.find(({ serial }) => serial === m.a);
  if (job === undefined) return d;
  d.flights = d.flights.filter((one) => one !== job);
  if (config.kind !== "mdi" || carries(d)) endJob(job, "SDI_ASW", d, fx);
  else drop(job, d, fx);
  goOn(d, fx, config);
  drained(d, fx);
  return d;
};

/** CFG_SUSPEND may wait for the hardware to have no more jobs. */
function drained(d: Draft, fx: Effects): void {
  if (d.flights.length === 0 && d.call?.waits === "jobs") fx.send(fx.self, Msg.drained);
}

/** Nobody answers at the address of the hardware. */
export const onNoAnswer: On = (state, m, fx, config) => {
  const job = state.flights.find(({ serial }) => serial === m.a);
  if (job === undefined) return state;
  const d: Draft = { ...state, flights: state.flights.filter((one) => one !== job) };
  endAll([job], "SDI_HAERR", d, fx, config);
  goOn(d, fx, config);
  drained(d, fx);
  return d;
};

/** The card is dead: what was in it ends with an error, what comes finds nobody. [SDC; inference] */
export const onGone: On = (state, _, fx, config) => {
  const d: Draft = { ...state, flights: [], dead: true };
  endAll(state.flights, "SDI_HAERR", d, fx, config);
  goOn(d, fx, config);
  drained(d, fx);
  return d;
};

/** A workload has lost its patience. a = the request, b = how often it may still be tried. */
export const onExpired: On = (state, m, fx, config) => {
  if (m.b > 0) return state;
  const isIt = ({ from, request }: Job): boolean => from === m.from && request === m.a;
  const flights = state.flights.filter((job) => !isIt(job));
  const isInHardware = flights.length < state.flights.length;
  const queue = isInHardware ? state.queue : without(state.queue, isIt);
  if (!isInHardware && queue === state.queue) return state;
  const codes = { ...state.codes, SDI_TIME: state.codes.SDI_TIME + 1 };
  const d: Draft = { ...state, flights, queue, codes };
  fx.emit(Ev.jobEnded, fx.self, m.a, "SDI_TIME");
  goOn(d, fx, config);
  drained(d, fx);
  return d;
};

/** Time-outs stand still while the instance is suspended, where they do. */
export function setTimers(isStill: boolean, fx: Effects, config: InstanceConfig): void {
  if (config.options["job-timer-in-suspend"] !== "freeze") return;
  for (const id of config.workloads) fx.send(id, isStill ? FREEZE : THAW, 0, Clock.timers);
}

/** What suspending does to the jobs in the hardware. */
export const takesBack = (d: Draft, config: InstanceConfig): boolean =>
  saying("quiets-by", d, config)?.["manner"] === "requeuing";

/** Whether the jobs that another instance has are a reason for it to refuse. */
export const isServing = (s: InstanceState): boolean => s.flights.length > 0;
