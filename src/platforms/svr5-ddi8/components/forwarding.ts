import { EXPIRED } from "../../../kit/patience.ts";
import type { ComponentId, Effects, Message, Plain } from "../../../model/component.ts";
import { REQUEST, REQUEST_DONE } from "../../../model/lifecycle.ts";

// Somebody passes requests on to an instance. Whose they are travels with them, so that nothing need be remembered.

/** The requests of several workloads, each with a number of its own. */
export interface Forwarder {
  readonly workloads: readonly ComponentId[];
}

interface Origin {
  readonly workload: ComponentId;
  readonly request: number;
  readonly issued: Plain;
}

/** The number by which an instance knows a workload's request. */
export const numberOf = (
  workload: ComponentId,
  request: number,
  { workloads }: Forwarder,
): number => request * workloads.length + workloads.indexOf(workload);

/** Passes a `REQUEST` on. */
export function forward(m: Message, to: ComponentId, fx: Effects, config: Forwarder): void {
  const origin: Origin = { workload: m.from, request: m.a, issued: m.data };
  fx.send(to, REQUEST, numberOf(m.from, m.a, config), m.b, origin as unknown as Plain);
}

/** Passes the answer back. */
export function answerBack(m: Message, fx: Effects): void {
  const { workload, request, issued } = m.data as unknown as Origin;
  fx.send(workload, REQUEST_DONE, request, m.b, issued);
}

/** Passes on that a workload has lost its patience. */
export const expireOn = (m: Message, to: ComponentId, fx: Effects, config: Forwarder): void =>
  fx.send(to, EXPIRED, numberOf(m.from, m.a, config), m.b);
