import type { ComponentId, Ticks } from "../../model/component.ts";
import type { TraceEvent } from "../../model/event.ts";
import type { EventKind } from "../../model/kinds.ts";

/** How often and when an event has occurred, of one subject or of any. */
export interface Occurrences {
  readonly kind: EventKind;
  /** Absent: of any. */
  readonly subject: ComponentId | undefined;
  count: number;
  /** NaN while there was none, as are `last` and `firstSeq`. */
  first: Ticks;
  last: Ticks;
  firstSeq: number;
  /** The moment of the book when it occurred last. */
  stamp: number;
}

/** What expectations need to know about the trace, and nothing else of it. */
export class EventBook {
  /** Counts the steps of the run: what occurred in the present one *happens now*. */
  moment = 0;
  /** Made when an event is first asked for. */
  #byKind: Map<EventKind, Occurrences[]> | undefined;

  /** The entry of an event; from the first time it is asked for, it is kept. */
  entry(kind: EventKind, subject: ComponentId | undefined): Occurrences {
    this.#byKind ??= new Map();
    const entries = this.#byKind.get(kind) ?? [];
    const known = entries.find((entry) => entry.subject === subject);
    if (known !== undefined) return known;
    const made: Occurrences = {
      kind,
      subject,
      count: 0,
      first: Number.NaN,
      last: Number.NaN,
      firstSeq: Number.NaN,
      stamp: -1,
    };
    entries.push(made);
    this.#byKind.set(kind, entries);
    return made;
  }

  /** Enters an event. */
  note(event: TraceEvent): void {
    const entries = this.#byKind?.get(event.kind);
    if (entries === undefined) return;
    for (const entry of entries) {
      if (entry.subject !== undefined && entry.subject !== event.subject) continue;
      if (entry.count === 0) {
        entry.first = event.time;
        entry.firstSeq = event.seq;
      }
      entry.count += 1;
      entry.last = event.time;
      entry.stamp = this.moment;
    }
  }

  isNow(entry: Occurrences): boolean {
    return entry.stamp === this.moment;
  }

  save(): BookState {
    const entries = [...(this.#byKind?.values() ?? [])].flat();
    return { moment: this.moment, entries: entries.map((entry) => ({ ...entry })) };
  }

  restore(state: BookState): void {
    this.moment = state.moment;
    for (const saved of state.entries) Object.assign(this.entry(saved.kind, saved.subject), saved);
  }
}

/** A copy of every entry. */
export interface BookState {
  readonly moment: number;
  readonly entries: readonly Readonly<Occurrences>[];
}
