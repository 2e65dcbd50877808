import { InvariantViolation } from "../base/invariant-violation.ts";
import type { ComponentId } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { TraceEvent } from "../model/event.ts";
import type { EventKind } from "../model/kinds.ts";
import { eventKind, eventKindCount, eventName } from "../model/kinds.ts";
import { hashText, TraceHash } from "./trace-hash.ts";

/** Whoever wants to be told of events of some kinds. Valid during the call: the event is reused. */
export interface Listener {
  readonly kinds: readonly EventKind[];
  hear(event: TraceEvent): void;
}

/** Listeners by event kind, in the order in which they hear. */
export type Standing = readonly (readonly Listener[] | undefined)[];

/** The table of some listeners by kind. */
export function standing(listeners: readonly Listener[]): Standing {
  const table: (Listener[] | undefined)[] = new Array(eventKindCount()).fill(undefined);
  for (const listener of listeners) {
    for (const kind of listener.kinds) {
      const others = table[kind];
      if (others === undefined) table[kind] = [listener];
      else others.push(listener);
    }
  }
  return table;
}

/** What is kept of one kind of event. */
interface Channel {
  /** Hash of its name. */
  readonly word: number;
  listeners: readonly Listener[];
}

const NOBODY_LISTENS: readonly Listener[] = [];

/** A listener may emit from within `hear`, but not for ever. */
const DEPTH_MAX = 8;

/** The trace: its hash always, its listeners by kind, and the events themselves when asked for. */
export class Announcer {
  /** Events so far: the `seq` of the next one. */
  count = 0;
  /** Every event, in order; null when nobody wants to keep them. */
  recorded: TraceEvent[] | null = null;
  readonly #clock: Float64Array;
  readonly #hash = new TraceHash();
  readonly #channels: Channel[] = [];
  readonly #reused: LiveEvent[] = [];
  #depth = 0;

  /** `clock` holds the present time. */
  constructor(clock: Float64Array) {
    this.#clock = clock;
  }

  /** Begins a new trace, with the listeners that every run of this platform has. */
  reset(recording: boolean, standing: Standing = []): void {
    this.count = 0;
    this.recorded = recording ? [] : null;
    this.#hash.reset();
    while (this.#channels.length < eventKindCount()) this.#open();
    for (const [kind, channel] of this.#channels.entries()) {
      channel.listeners = standing[kind] ?? NOBODY_LISTENS;
    }
    this.#depth = 0;
  }

  /** Lets one more listen during this run. It hears an event before those that came earlier. */
  listen(listener: Listener): void {
    for (const kind of listener.kinds) {
      const channel = this.#channels[kind] ?? this.#open();
      channel.listeners = [listener, ...channel.listeners];
    }
  }

  /** Appends an event to the trace. */
  emit(
    kind: EventKind,
    subject: ComponentId,
    source: ComponentId,
    value: number,
    text: string,
    cause: number,
  ): void {
    const seq = this.count++;
    const channel = this.#channels[kind] ?? this.#open();
    this.#hash.add(this.#clock, channel.word, subject, value, text);
    const { listeners } = channel;
    if (listeners.length === 0 && this.recorded === null) return;
    this.#tell(listeners, seq, kind, subject, source, value, text, cause);
  }

  #tell(
    listeners: readonly Listener[],
    seq: number,
    kind: EventKind,
    subject: ComponentId,
    source: ComponentId,
    value: number,
    text: string,
    cause: number,
  ): void {
    const event = this.#live();
    event.seq = seq;
    event.time = this.#clock[0] as number;
    event.kind = kind;
    event.subject = subject;
    event.source = source;
    event.value = value;
    event.text = text;
    event.cause = cause;
    if (this.recorded !== null) this.recorded.push({ ...event });
    this.#depth += 1;
    // A counted loop: this is done for every event that anybody hears.
    const count = listeners.length;
    for (let index = 0; index < count; index += 1) listeners[index]?.hear(event);
    this.#depth -= 1;
  }

  /** 16 hexadecimal digits over the trace so far. */
  digits(): string {
    return this.#hash.digits();
  }

  save(): AnnouncerState {
    return { count: this.count, hash: this.#hash.save() };
  }

  /** Goes back to an earlier point of this run. */
  restore(state: AnnouncerState): void {
    this.count = state.count;
    this.#hash.restore(state.hash);
    if (this.recorded !== null) this.recorded.length = state.count;
  }

  /** Makes the channel of the next kind; kinds may become known while a run is going on. */
  #open(): Channel {
    const kind = this.#channels.length as EventKind;
    const channel = { word: hashText(eventName(kind)), listeners: NOBODY_LISTENS };
    this.#channels.push(channel);
    return kind + 1 < eventKindCount() ? this.#open() : channel;
  }

  #live(): LiveEvent {
    const known = this.#reused[this.#depth];
    if (known !== undefined) return known;
    if (this.#depth > DEPTH_MAX) throw new InvariantViolation("listeners answer each other");
    const made = new LiveEvent();
    this.#reused.push(made);
    return made;
  }
}

class LiveEvent implements TraceEvent {
  seq = 0;
  time = 0.5;
  kind: EventKind = eventKind("statement");
  subject: ComponentId = NOBODY;
  source: ComponentId = NOBODY;
  value = 0.5;
  text = "";
  cause = -1;
}

/** Where a trace stands. */
export interface AnnouncerState {
  readonly count: number;
  readonly hash: readonly [number, number];
}
