import type {
  ComponentId,
  ComponentSpec,
  Effects,
  Message,
  Plain,
  Ticks,
} from "../../model/component.ts";
import type { EventKind, MessageKind } from "../../model/kinds.ts";
import { eventName, messageName } from "../../model/kinds.ts";

interface Pending extends Message {
  readonly to: ComponentId;
  readonly time: Ticks;
  /** 1 messages, 2 timers. */
  readonly order: number;
}

/** A trace event as tests want to see it. */
export interface Emitted {
  readonly time: Ticks;
  readonly kind: string;
  readonly subject: string;
  readonly value: number;
  readonly text: string;
}

/**
 * The smallest world in which components can be tried out: messages in order of time, then class, then
 * sending. It checks and limits nothing; what really runs scenarios is src/engine.
 */
export class FakeWorld implements Effects {
  now: Ticks = 0;
  self: ComponentId = -1;
  halted = false;
  readonly events: Emitted[] = [];
  readonly states: unknown[];
  /** What `random` gives, in turn; then zeros. */
  readonly randoms: number[] = [];
  readonly #components: readonly ComponentSpec[];
  readonly #mailboxes: Pending[][];
  #instant: Pending[] = [];
  #next = 0;
  #later: Pending[] = [];
  #current: Pending | undefined;
  readonly #recalled: Pending[] = [];

  constructor(components: readonly ComponentSpec[]) {
    this.#components = components;
    this.states = components.map(({ initial }) => initial);
    this.#mailboxes = components.map(() => []);
  }

  /** The component's state, as the type that the test knows it to have. */
  state<State>(name: string): State {
    return this.states[this.id(name)] as State;
  }

  id(name: string): ComponentId {
    return this.#components.findIndex((spec) => spec.name === name);
  }

  /** Texts of the events of these kinds, `subject text`, in order. */
  seen(...kinds: readonly EventKind[]): readonly string[] {
    const names = kinds.map(eventName);
    return this.events
      .filter(({ kind }) => names.includes(kind))
      .map(({ subject, text }) => (text === "" ? subject : `${subject} ${text}`));
  }

  /** Handles whatever is pending no later than `until`; `idle` tells whether nothing is left at all. */
  run(until: Ticks = Number.POSITIVE_INFINITY): { readonly idle: boolean } {
    while (!this.halted) {
      const message = this.#take(until);
      if (message === undefined) break;
      this.#handle(message);
    }
    const idle = this.#later.length === 0 && this.#next === this.#instant.length;
    if (!idle && until !== Number.POSITIVE_INFINITY) this.now = until;
    return { idle };
  }

  send(to: ComponentId, kind: MessageKind, a = 0, b = 0, data: Plain = null): void {
    this.#instant.push(this.#pending(this.now, 1, to, kind, a, b, data));
  }

  sendAfter(
    delay: Ticks,
    to: ComponentId,
    kind: MessageKind,
    a = 0,
    b = 0,
    data: Plain = null,
  ): void {
    if (delay === 0) this.send(to, kind, a, b, data);
    else this.#schedule(this.#pending(this.now + delay, 1, to, kind, a, b, data));
  }

  startTimer(kind: MessageKind, delay: Ticks, a = 0, b = 0, data: Plain = null): void {
    this.stopTimer(kind);
    this.#schedule(this.#pending(this.now + delay, 2, this.self, kind, a, b, data));
  }

  stopTimer(kind: MessageKind): void {
    const { self } = this;
    this.#later = this.#later.filter((m) => m.order !== 2 || m.to !== self || m.kind !== kind);
  }

  defer(): void {
    if (this.#current !== undefined) this.#mailboxes[this.self]?.push(this.#current);
  }

  recall(): void {
    const message = this.#mailboxes[this.self]?.shift();
    if (message !== undefined) this.#recalled.push(message);
  }

  discard(): number {
    return this.#mailboxes[this.self]?.splice(0).length ?? 0;
  }

  deferred(): number {
    return this.#mailboxes[this.self]?.length ?? 0;
  }

  emit(kind: EventKind, subject: ComponentId = this.self, value = 0, text = ""): void {
    const name = this.#components[subject]?.name ?? "-";
    this.events.push({ time: this.now, kind: eventName(kind), subject: name, value, text });
  }

  random(): number {
    return this.randoms.shift() ?? 0;
  }

  spend(): boolean {
    return false;
  }

  halt(): void {
    this.halted = true;
  }

  #pending(
    time: Ticks,
    order: number,
    to: ComponentId,
    kind: MessageKind,
    a: number,
    b: number,
    data: Plain,
  ): Pending {
    return { time, order, to, kind, from: this.self, a, b, data };
  }

  #schedule(message: Pending): void {
    const { time, order } = message;
    const after = this.#later.findIndex(
      (m) => m.time > time || (m.time === time && m.order > order),
    );
    this.#later.splice(after < 0 ? this.#later.length : after, 0, message);
  }

  /** What comes next: messages already due, then what was just sent, then timers of this instant. */
  #take(until: Ticks): Pending | undefined {
    const recalled = this.#recalled.shift();
    if (recalled !== undefined) return recalled;
    const [first] = this.#later;
    const isDue = first !== undefined && first.time === this.now && first.order === 1;
    if (isDue) return this.#later.shift();
    if (this.#next < this.#instant.length) return this.#instant[this.#next++];
    this.#instant = [];
    this.#next = 0;
    if (first === undefined || first.time > until) return undefined;
    this.now = first.time;
    return this.#later.shift();
  }

  #handle(message: Pending): void {
    const spec = this.#components[message.to];
    const handler = spec?.class.on.find(([kind]) => kind === message.kind)?.[1];
    if (spec === undefined || handler === undefined) {
      throw new Error(`${spec?.name} does not handle ${messageName(message.kind)}`);
    }
    this.self = message.to;
    this.#current = message;
    const before = this.states[message.to];
    this.states[message.to] = handler(before, message, this, spec.config);
  }
}
