import type { ComponentId, Ticks } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { TraceEvent } from "../model/event.ts";
import { CoreEvent } from "../model/event.ts";
import type { EventKind } from "../model/kinds.ts";
import type { Platform } from "../model/platform.ts";
import type { Ended, Monitor, Seen } from "../model/rule.ts";
import type { Listener } from "./announcer.ts";
import type { Kernel } from "./kernel.ts";

/** A rule or invariant that was seen broken. */
export interface Breach {
  readonly rule: string;
  readonly isInvariant: boolean;
  readonly who: ComponentId;
  readonly what: string;
  readonly time: Ticks;
  /** `seq` of the trace event that says so. */
  readonly seq: number;
}

/** The rules and invariants of one platform, watching the runs of one kernel. */
export class Monitors {
  /** What was broken in this run, in order. */
  readonly breaches: Breach[] = [];
  readonly #all: readonly Automata[];

  constructor(kernel: Kernel, platform: Pick<Platform, "rules" | "invariants">) {
    const note = (breach: Breach): void => {
      this.breaches.push(breach);
    };
    this.#all = [
      ...platform.rules.map((rule) => new Automata(kernel, rule, false, note)),
      ...platform.invariants.map((invariant) => new Automata(kernel, invariant, true, note)),
    ];
  }

  get listeners(): readonly Listener[] {
    return this.#all;
  }

  /** Begins a new run. */
  reset(): void {
    this.breaches.length = 0;
    for (const automata of this.#all) automata.reset();
  }

  /** Tells every automaton that saw something how the run ended. */
  finish(ended: Ended): void {
    for (const automata of this.#all) automata.finish(ended);
  }

  save(): MonitorsState {
    return {
      breaches: [...this.breaches],
      automata: this.#all.map((automata) => automata.save()),
    };
  }

  /** Goes back to an earlier point of this run. */
  restore(state: MonitorsState): void {
    this.breaches.length = 0;
    this.breaches.push(...state.breaches);
    for (const [index, automata] of this.#all.entries()) {
      automata.restore(state.automata[index] ?? []);
    }
  }
}

/** One automaton: what it remembers, and the last event that it was told. */
interface Automaton {
  readonly subject: ComponentId;
  state: unknown;
  last: number;
}

type AnyMonitor = Monitor<unknown>;

/** The automata of one rule: one for the run, or one for each subject. */
class Automata implements Listener {
  readonly kinds: readonly EventKind[];
  readonly #monitor: AnyMonitor;
  readonly #isPerSubject: boolean;
  readonly #seen: LiveSeen;
  readonly #live: Automaton[] = [];
  /** By subject, shifted by one because of `NOBODY`. */
  readonly #bySubject: (Automaton | undefined)[] = [];

  constructor(
    kernel: Kernel,
    rule: { readonly id: string; readonly monitor: Monitor<never> },
    isInvariant: boolean,
    note: (breach: Breach) => void,
  ) {
    this.#monitor = rule.monitor as unknown as AnyMonitor;
    this.#isPerSubject = this.#monitor.scope === "subject";
    this.kinds = this.#monitor.kinds;
    this.#seen = new LiveSeen(kernel, rule.id, isInvariant, note);
  }

  hear(event: TraceEvent): void {
    const seen = this.#seen;
    const automaton = this.#automatonOf(this.#isPerSubject ? event.subject : NOBODY);
    seen.now = event.time;
    seen.subject = automaton.subject;
    seen.cause = event.seq;
    automaton.last = event.seq;
    automaton.state = this.#monitor.step(automaton.state, event, seen);
  }

  reset(): void {
    for (const { subject } of this.#live) this.#bySubject[subject + 1] = undefined;
    this.#live.length = 0;
  }

  finish(ended: Ended): void {
    const { finish } = this.#monitor;
    if (finish === undefined) return;
    for (const { state, subject, last } of this.#live) {
      this.#seen.subject = subject;
      this.#seen.cause = last;
      this.#seen.now = this.#seen.kernel.now;
      finish(state, this.#seen, ended);
    }
  }

  save(): readonly Automaton[] {
    return this.#live.map((automaton) => ({ ...automaton }));
  }

  restore(saved: readonly Automaton[]): void {
    this.reset();
    for (const automaton of saved) {
      const copy = { ...automaton };
      this.#live.push(copy);
      this.#bySubject[copy.subject + 1] = copy;
    }
  }

  #automatonOf(subject: ComponentId): Automaton {
    const known = this.#bySubject[subject + 1];
    if (known !== undefined) return known;
    const made = { subject, state: this.#monitor.initial, last: -1 };
    while (this.#bySubject.length <= subject) this.#bySubject.push(undefined);
    this.#bySubject[subject + 1] = made;
    this.#live.push(made);
    return made;
  }
}

/** What one rule's automata may look up and how they report. Reused for every call. */
class LiveSeen implements Seen {
  now: Ticks = 0.5;
  subject: ComponentId = NOBODY;
  /** The event that a report is about. */
  cause = -1;
  readonly kernel: Kernel;
  readonly #rule: string;
  readonly #isInvariant: boolean;
  readonly #note: (breach: Breach) => void;

  constructor(kernel: Kernel, rule: string, isInvariant: boolean, note: (breach: Breach) => void) {
    this.kernel = kernel;
    this.#rule = rule;
    this.#isInvariant = isInvariant;
    this.#note = note;
  }

  config(id: ComponentId): unknown {
    return this.kernel.cells[id]?.config;
  }

  violate(who: ComponentId, what: string): void {
    const seq = this.kernel.announcer.count;
    // Noted first: whoever hears of the violation may look it up.
    const { now } = this;
    this.#note({ rule: this.#rule, isInvariant: this.#isInvariant, who, what, time: now, seq });
    this.kernel.interject(CoreEvent.violation, who, `${this.#rule} ${what}`, this.cause);
  }
}

export type MonitorsState = {
  readonly breaches: readonly Breach[];
  readonly automata: readonly (readonly Automaton[])[];
};
