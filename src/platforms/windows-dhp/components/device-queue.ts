import { numberIn, textOr } from "../../../kit/args.ts";
import { DISPATCHED } from "../../../kit/patience.ts";
import { recallAll } from "../../../kit/station.ts";
import type { ComponentId, Effects, Message } from "../../../model/component.ts";
import { REQUEST_DONE, RequestEnd } from "../../../model/lifecycle.ts";
import { Ev, Harm, Msg } from "../protocol.ts";
import type { DeviceConfig, DeviceState, Flight, On } from "./device-state.ts";
import { does, feel, isDown, saying, withFlights } from "./device-state.ts";

// The power-managed queue of a device: what is given to the hardware, what waits, and what becomes of both when
// the device goes down. Requests that wait lie in the mailbox, which holds nothing else; those that were taken back from the
// hardware lie before them.

type Step = (state: DeviceState, fx: Effects, config: DeviceConfig) => DeviceState;

/** A request has come, from a workload or out of the mailbox. */
export const onRequest: On = (state, m, fx, config) => {
  if (state.collecting > 0) return collect(state, m, fx, config);
  if (isOut(state)) return turnDown(state, m, fx, config);
  if (isDown(state)) return whileDown(state, m, fx, config);
  const isStopped = state.pnp === "stopped" || state.pnp === "stop-pending";
  if (isStopped && does("drops-stopped", state, config)) {
    fx.emit(Ev.stopDropped, fx.self, m.a);
    harm(fx, config);
    return feel("drops-stopped", state, fx, config);
  }
  if (state.held || isBusy(state, config)) return wait(state, m, fx, config);
  return begin(state, flightOf(m, fx), fx, config);
};

const isOut = ({ pnp }: DeviceState): boolean =>
  pnp === "lost" || pnp === "removed" || pnp === "absent";

function isBusy(state: DeviceState, config: DeviceConfig): boolean {
  const serves = saying("serves", state, config);
  return state.flights.length >= (serves === undefined ? 1 : numberIn(serves, "width"));
}

const flightOf = ({ a, b, from, data }: Message, { now }: Effects): Flight => ({
  request: a,
  workload: from,
  takes: b,
  issued: data as number,
  since: now,
  round: 0,
});

/** A request comes while the device is in D3, or on its way there or back. */
const whileDown: On = (state, m, fx, config) => {
  if (does("fails-held", state, config)) {
    fx.emit(Ev.heldFailed, fx.self, m.a);
    return turnDown(feel("fails-held", state, fx, config), m, fx, config);
  }
  if (does("drops-held", state, config)) {
    fx.emit(Ev.heldDropped, fx.self, m.a);
    harm(fx, config);
    return feel("drops-held", state, fx, config);
  }
  if (does("dispatches-held", state, config) && !isBusy(state, config)) {
    return begin(feel("dispatches-held", state, fx, config), flightOf(m, fx), fx, config);
  }
  return wait(state, m, fx, config);
};

const turnDown: On = (state, m, fx, config) => {
  answer(m.from, m.a, RequestEnd.failed, m.data as number, fx);
  harm(fx, config);
  return state;
};

const harm = (fx: Effects, { kernel }: DeviceConfig): void =>
  fx.send(kernel, Msg.harmed, 0, Harm.io);

function answer(
  workload: ComponentId,
  request: number,
  end: number,
  issued: number,
  fx: Effects,
): void {
  fx.send(workload, REQUEST_DONE, request, end, issued);
}

/** A bounded queue that is full turns requests away. */
const wait: On = (state, m, fx, config) => {
  const bound = saying("queue-holds", state, config);
  const waiting = fx.deferred() + state.requeued.length;
  if (bound === undefined || waiting < numberIn(bound, "limit")) {
    fx.defer();
    return state;
  }
  fx.emit(Ev.overflow, fx.self, m.a);
  const next = feel("queue-holds", state, fx, config);
  const policy = textOr(bound, "policy", "fails");
  if (policy === "blocks") fx.defer();
  else if (policy === "fails") return turnDown(next, m, fx, config);
  else harm(fx, config);
  return next;
};

/** Gives a request to the hardware. */
function begin(state: DeviceState, flight: Flight, fx: Effects, config: DeviceConfig): DeviceState {
  const { request, workload, takes, round } = flight;
  if (isDown(state) || state.system === "queried") fx.emit(Ev.dispatched, fx.self, request);
  if (config.dispatchTimed.includes(workload)) fx.send(workload, DISPATCHED, request);
  if (!state.deaf) {
    if (state.repeats) fx.sendAfter(takes, fx.self, Msg.served, request, workload, REPEATED);
    const time = state.repeats ? 2 * takes : takes;
    fx.sendAfter(time, fx.self, Msg.served, request, workload, round);
  }
  if (state.repeats) fx.emit(Ev.twice, fx.self, request);
  const { issued } = flight;
  const begun: Flight = { request, workload, takes, issued, since: fx.now, round };
  return withFlights(state, state.flights.length === 0 ? [begun] : [...state.flights, begun]);
}

const NO_FLIGHTS: readonly Flight[] = [];

/** In the place of how often a request was stopped: it is answered, and carried out once more. */
const REPEATED = -1;

/** The hardware has done with a request; nothing when that was stopped in the meantime. */
export const takeServed = (
  state: DeviceState,
  m: Message,
  fx: Effects,
  config: DeviceConfig,
): DeviceState | undefined => {
  const flight = state.flights.find(
    ({ request, workload, round }) =>
      request === m.a && workload === m.b && (round === m.data || m.data === REPEATED),
  );
  if (flight === undefined) return undefined;
  const end = state.contextLost ? RequestEnd.failed : RequestEnd.completed;
  if (state.contextLost) harm(fx, config);
  answer(flight.workload, flight.request, end, flight.issued, fx);
  if (m.data === REPEATED) return state;
  const isOnly = state.flights.length === 1;
  return withFlights(state, isOnly ? NO_FLIGHTS : state.flights.filter((one) => one !== flight));
};

/** After the end of a request: the next one, if the queue is not held. */
export const goOn: Step = (state, fx, config) => {
  if (state.held && !(isDown(state) && does("dispatches-held", state, config))) return state;
  return refill(state, fx, config);
};

/** Begins what was taken back, then recalls from the mailbox, until the hardware is busy. */
const refill: Step = (state, fx, config) => {
  let next = state;
  while (next.requeued.length > 0 && !isBusy(next, config)) {
    const [first, ...requeued] = next.requeued;
    if (first !== undefined) next = begin({ ...next, requeued }, first, fx, config);
  }
  const serves = saying("serves", next, config);
  const width = serves === undefined ? 1 : numberIn(serves, "width");
  for (let free = Math.min(width - next.flights.length, fx.deferred()); free > 0; free--)
    fx.recall();
  return next;
};

/** From now on nothing is given to the hardware. */
export const hold: Step = (state, fx) => {
  if (state.held) return state;
  fx.emit(Ev.held);
  return { ...state, held: true };
};

/** The queue goes on, with what was held first. */
export const release: Step = (state, fx, config) => {
  if (!state.held) return state;
  const waiting = fx.deferred() + state.requeued.length;
  const args = saying("resumes", state, config);
  const manner = waiting === 0 || args === undefined ? "" : textOr(args, "manner", "");
  if (waiting > 0 && does("queues-above", state, config)) {
    fx.emit(Ev.stuckAbove, fx.self, waiting);
    return feel("queues-above", state, fx, config);
  }
  const felt = manner === "" ? state : feel("resumes", state, fx, config);
  if (manner === "nothing") {
    fx.emit(Ev.notRestarted, fx.self, waiting);
    return felt;
  }
  fx.emit(Ev.released);
  const open = { ...felt, held: false, repeats: manner === "twice" };
  return manner === "last-first" ? reverse(open, fx, config) : refill(open, fx, config);
};

/** Every request that waits is taken out of the mailbox and put before the others. */
const reverse: Step = (state, fx, config) => {
  const waiting = fx.deferred();
  if (waiting + state.requeued.length > 1) fx.emit(Ev.reordered);
  if (waiting === 0) return refill(state, fx, config);
  recallAll(fx);
  return { ...state, collecting: waiting };
};

const collect: On = (state, m, fx, config) => {
  const requeued = [flightOf(m, fx), ...state.requeued];
  const collecting = state.collecting - 1;
  const next = { ...state, requeued, collecting };
  return collecting === 0 ? refill(next, fx, config) : next;
};

/** Takes every request back from the hardware; a suspended one goes on later where it was. */
export function takeBack(state: DeviceState, fx: Effects, isSuspended: boolean): DeviceState {
  const back = state.flights.map((flight): Flight => {
    fx.emit(Ev.requeued, fx.self, flight.request);
    const left = isSuspended ? flight.takes - (fx.now - flight.since) : flight.takes;
    return { ...flight, takes: Math.max(0, left), round: flight.round + 1 };
  });
  return { ...state, flights: [], requeued: [...back, ...state.requeued] };
}

/** Nobody will ever serve what it has: all of it fails. */
export const failAll: Step = (state, fx, config) => {
  const all = [...state.flights, ...state.requeued];
  for (const { workload, request, issued } of all)
    answer(workload, request, RequestEnd.failed, issued, fx);
  if (all.length > 0) harm(fx, config);
  recallAll(fx);
  return { ...state, flights: [], requeued: [] };
};

/** What is in flight when the hardware goes away under it fails. */
export const failFlights: Step = (state, fx, config) => {
  for (const { workload, request, issued } of state.flights)
    answer(workload, request, RequestEnd.failed, issued, fx);
  if (state.flights.length > 0) harm(fx, config);
  return { ...state, flights: [] };
};
