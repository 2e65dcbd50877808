import type { ComponentId, ComponentSpec } from "../../model/component.ts";
import { NOBODY } from "../../model/component.ts";
import type { EventKind } from "../../model/kinds.ts";
import type { Monitor } from "../../model/rule.ts";
import { Interner } from "../interner.ts";
import { grown, LANE_SEEDS, laneOf } from "../lanes.ts";
import type { Emission } from "./rehearsal.ts";

/** A rule or invariant that was seen broken. */
export interface Violation {
  readonly rule: string;
  readonly who: ComponentId;
  readonly what: string;
}

/** What comes of some events: the state of the rules after them, or a violation. */
export type Watched = { readonly next: number } | { readonly violation: Violation };

interface Rule {
  readonly id: string;
  readonly monitor: Monitor<unknown>;
}

/** What the automata of all rules remember: rule, subject and state of each that has heard anything. */
export type Memory = readonly (readonly [rule: number, subject: ComponentId, state: unknown])[];

/** The rules of a platform as one automaton; each state of all of them has a number. */
export class Watchers {
  low: Int32Array = new Int32Array(16);
  high: Int32Array = new Int32Array(16);
  /** Kinds of event that any rule listens to. */
  readonly heard: ReadonlySet<EventKind>;
  readonly #rules: readonly Rule[];
  readonly #components: readonly ComponentSpec[];
  readonly #memories: Interner<Memory> = new Interner<Memory>();
  readonly #known = new Map<readonly Emission[], Map<number, Watched>>();

  constructor(
    rules: readonly { readonly id: string; readonly monitor: Monitor<never> }[],
    components: readonly ComponentSpec[],
  ) {
    this.#rules = rules as unknown as readonly Rule[];
    this.heard = new Set(this.#rules.flatMap(({ monitor }) => monitor.kinds));
    this.#components = components;
  }

  /** The rules that hear an event, and about whom. */
  hearersOf({ kind, subject }: Emission): readonly { rule: number; subject: ComponentId }[] {
    return this.#rules.flatMap(({ monitor }, rule) =>
      monitor.kinds.includes(kind)
        ? [{ rule, subject: monitor.scope === "subject" ? subject : NOBODY }]
        : [],
    );
  }

  /** Rules that any of these events brings into another state than the first: all others judge each event by itself. */
  remembering(emissions: readonly Emission[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const emission of emissions) {
      for (const { rule } of this.hearersOf(emission)) {
        if (found.has(rule)) continue;
        const heard = this.#hearOne(rule, emission, []);
        if (!("violation" in heard) && heard.memory.length > 0) found.add(rule);
      }
    }
    return found;
  }

  /** The number of the state before anything was heard. */
  begin(): number {
    return this.idOf([]);
  }

  /** What comes of these events; the same array must always hold the same events. */
  after(id: number, emissions: readonly Emission[]): Watched {
    const ofThese = this.#known.get(emissions) ?? new Map<number, Watched>();
    this.#known.set(emissions, ofThese);
    const known = ofThese.get(id);
    if (known !== undefined) return known;
    const watched = this.#hear(this.#memories.value(id), emissions);
    ofThese.set(id, watched);
    return watched;
  }

  #hear(before: Memory, emissions: readonly Emission[]): Watched {
    let memory = before;
    for (const emission of emissions) {
      for (const rule of this.#rules.keys()) {
        const heard = this.#hearOne(rule, emission, memory);
        if ("violation" in heard) return heard;
        memory = heard.memory;
      }
    }
    return { next: this.idOf([...memory].sort(([a, b], [c, d]) => a - c || b - d)) };
  }

  #hearOne(
    rule: number,
    emission: Emission,
    memory: Memory,
  ): { readonly memory: Memory } | { readonly violation: Violation } {
    const { id, monitor } = this.#rules[rule] as Rule;
    if (!monitor.kinds.includes(emission.kind)) return { memory };
    const violations: Violation[] = [];
    const subject = monitor.scope === "subject" ? emission.subject : NOBODY;
    const seen = {
      now: 0,
      subject,
      config: (who: ComponentId) => this.#components[who]?.config,
      violate: (who: ComponentId, what: string) => violations.push({ rule: id, who, what }),
    };
    const isThis = (entry: Memory[number]): boolean => entry[0] === rule && entry[1] === subject;
    const state = memory.find(isThis)?.[2] ?? monitor.initial;
    const event = { ...emission, seq: 0, time: 0, source: emission.subject, cause: -1 };
    const next = monitor.step(state, event, seen);
    const [violation] = violations;
    if (violation !== undefined) return { violation };
    const others = memory.filter((entry) => !isThis(entry));
    return { memory: next === monitor.initial ? others : [...others, [rule, subject, next]] };
  }

  /** What the rules remember in one of their states. */
  memory(id: number): Memory {
    return this.#memories.value(id);
  }

  /** The number of the state in which they remember this. */
  idOf(memory: Memory): number {
    const id = this.#memories.id(memory);
    this.low = grown(this.low, id + 1);
    this.high = grown(this.high, id + 1);
    const text = `rules ${this.#memories.texts[id]}`;
    this.low[id] = laneOf(text, LANE_SEEDS[0]);
    this.high[id] = laneOf(text, LANE_SEEDS[1]);
    return id;
  }
}
