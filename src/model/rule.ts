import type { ComponentId, Ticks } from "./component.ts";
import type { TraceEvent } from "./event.ts";
import type { EventKind } from "./kinds.ts";

/**
 * A small automaton over the trace that sees one rule or invariant being broken.
 * Its state is plain data and part of the explored state. Pure.
 */
export interface Monitor<M> {
  /** One automaton per subject of these events, or one for the whole run. */
  readonly scope: "subject" | "run";
  readonly kinds: readonly EventKind[];
  readonly initial: M;
  /** The engine reuses `event` and `seen`: read them during the call, never keep them. */
  readonly step: (state: M, event: TraceEvent, seen: Seen) => M;
  /** Called once at the end for each automaton that saw anything; `ended` tells how. */
  readonly finish?: (state: M, seen: Seen, ended: Ended) => void;
}

/** How a monitor reports and what it may look up. */
export interface Seen {
  readonly now: Ticks;
  /** The automaton's own subject (`NOBODY` in run scope). */
  readonly subject: ComponentId;
  /** The static configuration of a component, as its platform built it. */
  config(id: ComponentId): unknown;
  violate(who: ComponentId, what: string): void;
}

export interface Ended {
  readonly panicked: boolean;
  readonly hung: boolean;
  /** A declared fault or non-conforming behaviour exists in the scenario. */
  readonly faulted: boolean;
}

/** A numbered rule: what a driver or the platform owes. */
export interface Rule {
  /** `SUN-SS-02`. */
  readonly id: string;
  readonly text: string;
  /** Citation, `[seed]` or the document. */
  readonly source: string;
  /** How the language breaks it, as one would write it; or that only a mutated engine can. */
  readonly breaks:
    | { readonly by: "scenario"; readonly example: string }
    | { readonly by: "engine" };
  readonly monitor: Monitor<never>;
}

/** What the protocol guarantees in every run, save where a declared fault was meant to break it. */
export interface Invariant {
  /** `SUN-INV-2`. */
  readonly id: string;
  readonly text: string;
  readonly source: string;
  /** In words, when it does not apply. */
  readonly exceptions: string;
  readonly monitor: Monitor<never>;
}

/** Forgets the monitor's private state type, once. */
export function monitor<M>(m: Monitor<M>): Monitor<never> {
  return m as unknown as Monitor<never>;
}
