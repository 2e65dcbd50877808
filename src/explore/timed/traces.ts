import type { Enabled } from "../../engine/kernel.ts";
import type { Session } from "../../engine/session.ts";
import type { TraceEvent } from "../../model/event.ts";
import type { EventKind } from "../../model/kinds.ts";
import { eventKindCount } from "../../model/kinds.ts";
import { EVERYTHING } from "./independence.ts";

/** Somebody who hears events, as a trace: one for all subjects, or the first of one for each. */
interface Hearer {
  readonly trace: number;
  readonly isPerSubject: boolean;
}

/** Notes which traces the steps of a session leave: the components that they change, and whoever looks at what they say. */
export class Traces {
  readonly #session: Session;
  readonly #hearers: readonly (readonly Hearer[])[];
  /** By component: who looks when it changes. */
  readonly #lookers: ReadonlyMap<number, readonly number[]>;
  readonly #left = new Set<number>();

  constructor(session: Session) {
    this.#session = session;
    const { options, judge, timeline, world, kernel } = session;
    const inTheEnd = judge.watches.filter(({ plan }) => plan.mode !== "end");
    const watchers = [...inTheEnd.map(({ sources }) => sources), ...timeline.sources];
    // Room for each hearer's subjects, and for nobody.
    const room = world.components.length + 2;
    const traceOf = (hearer: number): number => room * (hearer + 1);
    const monitors = [...options.platform.rules, ...options.platform.invariants].map(
      ({ monitor }) => monitor,
    );
    this.#hearers = Array.from({ length: eventKindCount() }, (_, kind) => [
      ...monitors.flatMap(({ kinds, scope }, at) =>
        kinds.includes(kind as EventKind)
          ? [{ trace: traceOf(at), isPerSubject: scope === "subject" }]
          : [],
      ),
      ...watchers.flatMap(({ kinds }, at) =>
        kinds.includes(kind as EventKind)
          ? [{ trace: traceOf(monitors.length + at), isPerSubject: false }]
          : [],
      ),
    ]);
    const lookers = new Map<number, readonly number[]>();
    for (const [at, { components }] of watchers.entries()) {
      const trace = traceOf(monitors.length + at);
      for (const id of components) lookers.set(id, [...(lookers.get(id) ?? []), trace]);
    }
    this.#lookers = lookers;
    const heard = this.#hearers.flatMap((hearers, kind) =>
      hearers.length > 0 ? [kind as EventKind] : [],
    );
    kernel.announcer.listen({ kinds: heard, hear: (event) => this.#hear(event) });
  }

  /** What the step that is just over has left, given what it was. `isOpen`: something else was decided in it. */
  ofStep(action: Enabled, isOpen: boolean): readonly number[] {
    const { kernel, world } = this.#session;
    const { deliveries } = world;
    const isStatement = action.class === "statement";
    const touched = isStatement ? (deliveries[action.kind] ?? []).map(({ to }) => to) : [action.to];
    for (const id of touched) {
      this.#left.add(id);
      for (const looker of this.#lookers.get(id) ?? []) this.#left.add(looker);
    }
    if (isOpen || kernel.halted) this.#left.add(EVERYTHING);
    const traces = [...this.#left];
    this.#left.clear();
    return traces;
  }

  #hear({ kind, subject }: TraceEvent): void {
    for (const { trace, isPerSubject } of this.#hearers[kind] ?? []) {
      this.#left.add(isPerSubject ? trace + subject + 1 : trace);
    }
  }
}
