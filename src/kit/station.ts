import type { ComponentId, Effects, Message, Plain } from "../model/component.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";
import { REQUEST_DONE, RequestEnd } from "../model/lifecycle.ts";

/** To oneself: a service is over. a = request number, b = the workload, data = time of issue, in a list when it is only the first of two. */
export const SERVED: MessageKind = messageKind("served");

/**
 * The part of a device that serves requests: `width` at a time, first come first served. Requests that must wait lie
 * in the device's mailbox, which therefore holds nothing else. The device keeps a `Station` in its local state, hands
 * `REQUEST` to `accept` and `SERVED` to `served`, and looks at `busy` to know when it has drained.
 */
export interface Station {
  /** Requests in service. */
  readonly busy: number;
  /** No new service begins. */
  readonly held: boolean;
  /** So many of the next requests will be carried out twice. */
  readonly repeats: number;
}

export const IDLE_STATION: Station = { busy: 0, held: false, repeats: 0 };

/** How a station treats its requests. */
export interface Service {
  /** How many it serves at a time. */
  readonly width: number;
  /** What becomes of a request that arrives while it is held. `wait` is what a driver owes. */
  readonly whileHeld: "wait" | "drop" | "fail" | "serve";
}

/** One at a time, and nothing lost: what a device does when nothing else is said. */
export const USUAL_SERVICE: Service = { width: 1, whileHeld: "wait" };

/** A `REQUEST` has come, from a workload or out of the mailbox. */
export function accept(station: Station, m: Message, fx: Effects, service: Service): Station {
  if (station.held && service.whileHeld !== "serve") return turnAway(station, m, fx, service);
  if (station.busy >= service.width) {
    fx.defer();
    return station;
  }
  const { repeats } = station;
  if (repeats > 0) fx.sendAfter(m.b, fx.self, SERVED, m.a, m.from, [m.data]);
  fx.sendAfter(repeats > 0 ? 2 * m.b : m.b, fx.self, SERVED, m.a, m.from, m.data);
  return { busy: station.busy + 1, held: station.held, repeats: repeats > 0 ? repeats - 1 : 0 };
}

function turnAway(station: Station, m: Message, fx: Effects, service: Service): Station {
  if (service.whileHeld === "wait") fx.defer();
  if (service.whileHeld === "fail") reject(m, fx);
  return station;
}

/** A `SERVED` has come: the request is answered and the next one begins. */
export function served(station: Station, m: Message, fx: Effects, service: Service): Station {
  if (Array.isArray(m.data)) {
    answer(m.b, m.a, RequestEnd.completed, m.data[0] ?? null, fx);
    return station;
  }
  answer(m.b, m.a, RequestEnd.completed, m.data, fx);
  const busy = station.busy - 1;
  const mayBegin = !station.held || service.whileHeld === "serve";
  if (mayBegin && busy < service.width) fx.recall();
  return { busy, held: station.held, repeats: station.repeats };
}

/** From now on no service begins; those under way end in their time. */
export function hold(station: Station): Station {
  return station.held ? station : { ...station, held: true };
}

/** Goes on, with the requests that waited first; the first `repeats` of them are carried out twice. */
export function release(station: Station, fx: Effects, service: Service, repeats = 0): Station {
  if (!station.held) return station;
  const waiting = fx.deferred();
  const free = Math.max(0, service.width - station.busy);
  for (let begun = Math.min(free, waiting); begun > 0; begun--) fx.recall();
  return { busy: station.busy, held: false, repeats: Math.min(repeats, waiting) };
}

/** Brings every request that waits before the device again, so that it can fail or drop them. */
export function recallAll(fx: Effects): void {
  for (let waiting = fx.deferred(); waiting > 0; waiting--) fx.recall();
}

/** Answers a request at once: failed. */
export function reject(m: Message, fx: Effects): void {
  answer(m.from, m.a, RequestEnd.failed, m.data, fx);
}

function answer(
  workload: ComponentId,
  request: number,
  end: number,
  issued: Plain,
  fx: Effects,
): void {
  fx.send(workload, REQUEST_DONE, request, end, issued);
}
