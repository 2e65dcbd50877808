import type { Effects, Handler, Ticks } from "../model/component.ts";
import { NEVER } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";
import type { Fact } from "../model/vocabulary.ts";

/**
 * What somebody does otherwise than usual. A behaviour is a fact of the platform's behaviour forms, the same in a
 * driver's block, in a `fault` declaration and in a `fault` of the timeline.
 *
 * 1. `Behaviours` is configuration: what the driver always does, and every fault that will ever come.
 * 2. `Overlay` is state: which of those faults are in force now. They come and go by messages.
 * 3. A handler asks `behaviour` for what holds now; a newer fault hides an older one and the driver's own.
 * 4. When it has acted on it, it says so with `felt`, which wears faults out that strike only so often.
 */
export interface Behaviours {
  /** The driver's own, by form, in written order. */
  readonly own: Readonly<Record<string, readonly Fact[]>>;
  readonly faults: readonly Fault[];
}

/** A behaviour for a time. */
export interface Fault {
  readonly behaviour: Fact;
  /** When a declared fault comes into force. One of the timeline comes with its statement. */
  readonly from: Ticks;
  /** When its time is over; `NEVER`: it stays. */
  readonly until: Ticks;
  /** How often it strikes; 0: as often as may be. */
  readonly times: number;
}

/** The faults in force, oldest first. `left` as `Fault.times`. */
export type Overlay = readonly { readonly fault: number; readonly left: number }[];

export const NO_FAULTS: Overlay = [];

/** A declared fault, at time zero. a = index into `Behaviours.faults`. */
export const FAULT_DECLARED: MessageKind = messageKind("fault-declared");
/** A fault comes into force. a = its index. */
export const FAULT_ON: MessageKind = messageKind("fault-on");
/** Its time is over. a = its index. */
const FAULT_OFF: MessageKind = messageKind("fault-off");

/** The behaviour of this form that holds now: its arguments and its block. Nothing: what is usual. */
export function behaviour(all: Behaviours, overlay: Overlay, form: string): Fact | undefined {
  const inForce = faultInForce(all, overlay, form);
  return inForce < 0 ? all.own[form]?.at(-1) : factOf(all, overlay, inForce);
}

/** Every behaviour of this form that holds now, newest fault first, then the driver's own as written. */
export function behavioursOf(all: Behaviours, overlay: Overlay, form: string): readonly Fact[] {
  const own = all.own[form] ?? [];
  if (overlay.length === 0) return own;
  const faults = overlay
    .map(({ fault }) => all.faults[fault]?.behaviour)
    .filter((fact) => fact !== undefined && fact.form === form);
  return [...(faults.reverse() as readonly Fact[]), ...own];
}

/** Whether a behaviour of this form holds now. */
export function behaves(all: Behaviours, overlay: Overlay, form: string): boolean {
  return all.own[form] !== undefined || faultInForce(all, overlay, form) >= 0;
}

/** The behaviour of this form has shown: a fault in force is noted in the trace and strikes once less. */
export function felt(all: Behaviours, overlay: Overlay, form: string, fx: Effects): Overlay {
  const index = faultInForce(all, overlay, form);
  const entry = index < 0 ? undefined : overlay[index];
  if (entry === undefined) return overlay;
  fx.emit(CoreEvent.faultFelt, fx.self, entry.fault, form);
  if (entry.left === 0) return overlay;
  if (entry.left > 1) return overlay.with(index, { fault: entry.fault, left: entry.left - 1 });
  return withdrawn(all, overlay, entry.fault, fx);
}

function faultInForce(all: Behaviours, overlay: Overlay, form: string): number {
  for (let index = overlay.length - 1; index >= 0; index--) {
    if (factOf(all, overlay, index)?.form === form) return index;
  }
  return -1;
}

function factOf(all: Behaviours, overlay: Overlay, index: number): Fact | undefined {
  return all.faults[overlay[index]?.fault ?? NEVER]?.behaviour;
}

function withdrawn(all: Behaviours, overlay: Overlay, fault: number, fx: Effects): Overlay {
  if (!overlay.some((entry) => entry.fault === fault)) return overlay;
  fx.emit(CoreEvent.faultEnded, fx.self, fault, all.faults[fault]?.behaviour.form ?? "");
  return overlay.filter((entry) => entry.fault !== fault);
}

interface Faulty {
  readonly faults: Overlay;
}

interface Behaving {
  readonly behaviours: Behaviours;
}

type On<State, Config> = readonly (readonly [MessageKind, Handler<State, Config>])[];

/** The handlers of a component class whose components can be faulty: spread them into its `on`. */
export function faultHandlers<State extends Faulty, Config extends Behaving>(): On<State, Config> {
  return FAULT_HANDLERS as unknown as On<State, Config>;
}

const declared: Handler<Faulty, Behaving> = (state, m, fx, { behaviours }) => {
  const from = behaviours.faults[m.a]?.from ?? 0;
  if (from <= fx.now) return comeIntoForce(state, m.a, fx, behaviours);
  fx.sendAfter(from - fx.now, fx.self, FAULT_ON, m.a);
  return state;
};

function comeIntoForce(state: Faulty, index: number, fx: Effects, all: Behaviours): Faulty {
  const fault = all.faults[index];
  if (fault === undefined || (fault.until !== NEVER && fault.until <= fx.now)) return state;
  if (fault.until !== NEVER) fx.sendAfter(fault.until - fx.now, fx.self, FAULT_OFF, index);
  fx.emit(CoreEvent.fault, fx.self, index, fault.behaviour.form);
  return { ...state, faults: [...state.faults, { fault: index, left: fault.times }] };
}

const FAULT_HANDLERS: On<Faulty, Behaving> = [
  [FAULT_DECLARED, declared],
  [FAULT_ON, (state, m, fx, { behaviours }) => comeIntoForce(state, m.a, fx, behaviours)],
  [
    FAULT_OFF,
    (state, m, fx, { behaviours }) => {
      const faults = withdrawn(behaviours, state.faults, m.a, fx);
      return faults === state.faults ? state : { ...state, faults };
    },
  ],
];
