import { InvariantViolation } from "../base/invariant-violation.ts";
import { PENDING_MAX } from "../base/limits.ts";
import type {
  ComponentId,
  ComponentSpec,
  Effects,
  Message,
  Plain,
  Ticks,
} from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { EventKind, MessageKind } from "../model/kinds.ts";
import { messageName } from "../model/kinds.ts";
import type { Delivery } from "../model/platform.ts";
import type { AgendaState } from "./agenda.ts";
import { Agenda, EMPTY, MESSAGE_ORDER, STATEMENT_ORDER, TIMER_ORDER } from "./agenda.ts";
import type { AnnouncerState, Standing } from "./announcer.ts";
import { Announcer } from "./announcer.ts";
import type { CellState } from "./cell.ts";
import { Cell } from "./cell.ts";
import type { Dispatch } from "./dispatch.ts";
import { dispatchOf, NO_HANDLERS } from "./dispatch.ts";
import type { Pending, PendingPool } from "./pending.ts";
import { NO_TIMER } from "./pending.ts";
import type { Stream } from "./random.ts";
import { streamBase, streamOf } from "./random.ts";

/** Why `run` came back. */
export const Pause = {
  /** Nothing is pending. */
  idle: 0,
  /** The next message comes after the limit. */
  later: 1,
  /** As many messages were handled as allowed. */
  steps: 2,
  /** A timeline statement has come up: `kernel.statement`. */
  statement: 3,
  /** The last message touched a watched component, was heard by someone who asks for attention, or ended the world. */
  attention: 4,
} as const;
export type Pause = (typeof Pause)[keyof typeof Pause];

/** What brings a world to life. */
export interface Genesis {
  readonly components: readonly ComponentSpec[];
  readonly seed: number;
  /** File and name of the scenario. */
  readonly identity: string;
  /** Keep every trace event. */
  readonly recording: boolean;
  /** As `World.budgets`. */
  readonly budgets?: readonly number[];
  /** Who listens to the trace from the beginning. */
  readonly standing?: Standing;
  /** Makes the dispatch tables; a test may wrap the handlers. Default: as the classes say. */
  readonly dispatch?: (of: ComponentSpec["class"]) => Dispatch;
}

/** The random stream that decides about budgets; components draw for lower purposes. */
const SPENDING = 63;

/** The receiver of a message that is a timeline statement. */
const STATEMENT = -1;

/** Components and the messages between them, one handled after the other. Keeps its storage from run to run. */
export class Kernel implements Effects {
  /** What is kept of each component; there may be more of them than components. */
  readonly cells: Cell[] = [];
  readonly announcer: Announcer;
  /** Watched components whose state has changed, since somebody last emptied this; may repeat. */
  readonly touched: ComponentId[] = [];
  /** Set to make `run` come back after the present message. */
  attention = false;
  /** Messages handled. */
  steps = 0;
  /** A handler has ended the world. */
  halted = false;
  /** Which bound was hit, in words; empty while none was. */
  exhausted = "";
  /** Decides about budgets, instead of the random stream. Set by explorers, for as long as they want. */
  decide: (() => boolean) | null = null;
  /** The statement that `Pause.statement` is about. */
  statement = 0;
  /** Whose handler is running. */
  self: ComponentId = NOBODY;

  readonly #agenda = new Agenda();
  readonly #pool: PendingPool = this.#agenda.pool;
  readonly #clock: Float64Array = this.#pool.clock;
  #components: readonly ComponentSpec[] = [];
  /** Whose handler is running, or ran last. */
  #cell = new Cell(NOBODY);
  #streamBase = 0;
  #budgets: number[] = [];
  #sequence = 0;
  #cause = -1;
  /** The message being handled, unless its receiver has put it off. */
  #current: Pending | null = null;

  constructor() {
    this.announcer = new Announcer(this.#clock);
  }

  get now(): Ticks {
    return this.#clock[0] as number;
  }

  /** Begins a new run, forgetting everything of the last. */
  reset(genesis: Genesis): void {
    const { components } = genesis;
    const make = genesis.dispatch ?? dispatchOf;
    // The last run may have had more components.
    const left = this.cells.slice(components.length, this.#components.length);
    for (const cell of left) cell.reset(null, null, NO_HANDLERS);
    for (const [id, spec] of components.entries()) {
      this.#cellAt(id).reset(spec.initial, spec.config, make(spec.class));
    }
    this.#components = components;
    this.#budgets = [...(genesis.budgets ?? [])];
    this.#agenda.reset();
    this.#streamBase = streamBase(genesis.seed, genesis.identity);
    this.announcer.reset(genesis.recording, genesis.standing);
    this.touched.length = 0;
    this.attention = false;
    this.steps = 0;
    this.halted = false;
    this.exhausted = "";
    this.decide = null;
    this.self = NOBODY;
    this.#sequence = 0;
    this.#cause = -1;
    this.#current = null;
  }

  /** From now on a change of this component's state is noted in `touched` and asks for attention. */
  watch(id: ComponentId): void {
    this.#cellAt(id).isWatched = true;
  }

  /** Handles messages until something stands in the way, none later than `limit` (finite). */
  run(limit: Ticks, steps: number): Pause {
    const agenda = this.#agenda;
    if (this.#pool.used > PENDING_MAX) {
      this.exhausted = `more than ${PENDING_MAX} messages are pending at once`;
      return Pause.attention;
    }
    for (let left = steps; left > 0; left -= 1) {
      const pending = agenda.pop(limit);
      if (pending.index < 0) return pending === EMPTY ? Pause.idle : Pause.later;
      if (this.#isStatement(pending)) return Pause.statement;
      this.#deliver(pending);
      if (this.attention) return Pause.attention;
    }
    return Pause.steps;
  }

  /** Puts a timeline statement on the agenda. Those of one instant come in the order of their ranks. */
  schedule(statement: number, time: Ticks, rank: number): void {
    const pending = this.#pool.take();
    pending.to = STATEMENT;
    pending.kind = statement as MessageKind;
    pending.time = time;
    pending.order = STATEMENT_ORDER + rank;
    this.#agenda.push(pending);
  }

  /** Handles messages from outside at this instant, at once, each caused by the trace event `cause`. */
  perform(deliveries: readonly Delivery[], cause: number): void {
    for (const { to, kind, a, b, data } of deliveries) {
      this.self = NOBODY;
      this.#cause = cause;
      this.#deliver(this.#write(to, kind, a ?? 0, b ?? 0, data ?? null));
      if (this.halted) return;
    }
  }

  /** Sends a message from outside at this instant, behind what is pending at it. */
  post(to: ComponentId, kind: MessageKind): void {
    this.self = NOBODY;
    this.#cause = -1;
    this.send(to, kind);
  }

  /** Appends an event that no handler wrote. Gives its `seq`. */
  announce(
    kind: EventKind,
    subject: ComponentId,
    value: number,
    text: string,
    cause: number,
  ): number {
    const { announcer } = this;
    announcer.emit(kind, subject, NOBODY, value, text, cause);
    return announcer.count - 1;
  }

  /** As `announce`, but part of what is happening: what the running handler sends later is caused by it. */
  interject(kind: EventKind, subject: ComponentId, text: string, cause: number): void {
    this.announcer.emit(kind, subject, this.self, 0, text, cause);
    this.#cause = this.announcer.count - 1;
  }

  /** Moves the clock to a later time at which nothing happens. */
  passTo(time: Ticks): void {
    this.#clock[0] = time;
  }

  /** Time of what comes next, infinite when there is nothing. */
  nextTime(): Ticks {
    return this.#agenda.nextTime();
  }

  // What handlers may do.

  send(to: ComponentId, kind: MessageKind, a = 0, b = 0, data: Plain = null): void {
    this.#agenda.append(this.#write(to, kind, a, b, data));
  }

  sendAfter(
    delay: Ticks,
    to: ComponentId,
    kind: MessageKind,
    a = 0,
    b = 0,
    data: Plain = null,
  ): void {
    this.#put(this.#write(to, kind, a, b, data), delay, MESSAGE_ORDER);
  }

  startTimer(kind: MessageKind, delay: Ticks, a = 0, b = 0, data: Plain = null): void {
    const { timers } = this.#cell;
    const timer = this.#timer(kind);
    const running = timers[timer] as Pending | null;
    if (running !== null) this.#agenda.cancel(running);
    const pending = this.#write(this.self, kind, a, b, data);
    pending.timer = timer;
    timers[timer] = pending;
    this.#put(pending, delay, TIMER_ORDER);
  }

  stopTimer(kind: MessageKind): void {
    const { timers } = this.#cell;
    const timer = this.#timer(kind);
    const running = timers[timer] as Pending | null;
    if (running === null) return;
    timers[timer] = null;
    this.#agenda.cancel(running);
  }

  defer(): void {
    const cell = this.#cell;
    const pending = this.#current;
    const name = (): string => this.#nameOf(cell.id);
    if (pending === null) throw new InvariantViolation(`${name()} put a message off twice`);
    this.#current = null;
    const max = cell.dispatch.mailboxMax;
    if (cell.defer(pending) > max) {
      this.exhausted = `the mailbox of ${name()} holds more than ${max} messages`;
      this.attention = true;
    }
  }

  recall(): void {
    const pending = this.#cell.recall();
    if (pending === null) return;
    pending.cause = this.#cause;
    this.#agenda.recall(pending);
  }

  discard(): number {
    const cell = this.#cell;
    const count = cell.deferred;
    for (let pending = cell.recall(); pending !== null; pending = cell.recall()) {
      this.#pool.give(pending);
    }
    return count;
  }

  deferred(): number {
    return this.#cell.deferred;
  }

  emit(kind: EventKind, subject: ComponentId = this.self, value = 0, text = ""): void {
    const { announcer } = this;
    const cause = this.#cause;
    this.#cause = announcer.count;
    announcer.emit(kind, subject, this.self, value, text, cause);
  }

  random(purpose: number): number {
    const stream = this.#cell.streams[purpose] ?? this.#newStream(purpose);
    return stream.next();
  }

  spend(budget: number): boolean {
    const left = this.#budgets[budget] ?? 0;
    if (left === 0) return false;
    const isSpent = this.decide === null ? this.random(SPENDING) % 2 === 1 : this.decide();
    if (!isSpent) return false;
    this.#budgets[budget] = left - 1;
    return true;
  }

  halt(): void {
    this.halted = true;
    this.attention = true;
  }

  // For explorers.

  /** What could be handled next: everything pending at the time of the next message, in its written order. */
  enabled(): readonly Enabled[] {
    const { recalls } = this.#agenda;
    return this.#agenda.instant().map((pending, at) => {
      const { to, from, kind, timer } = pending;
      if (to === STATEMENT) return { pending, class: "statement", to: NOBODY, from: NOBODY, kind };
      if (at < recalls) return { pending, class: "recalled", to, from, kind };
      if (timer === NO_TIMER) return { pending, class: "message", to, from, kind };
      const isLimit = this.cells[to]?.dispatch.limits.has(kind) === true;
      return { pending, class: isLimit ? "limit" : "timer", to, from, kind };
    });
  }

  /** Everything that is pending, whenever it is due. Read it before anything else happens. */
  outlook(): readonly Readonly<Pending>[] {
    return this.#agenda.all();
  }

  /** What is left of each budget. */
  get budgetsLeft(): readonly number[] {
    return this.#budgets;
  }

  /** Handles one of `enabled()` out of its order. */
  take({ pending }: Enabled): Pause {
    this.#agenda.takeOut(pending);
    if (this.#isStatement(pending)) return Pause.statement;
    this.#deliver(pending);
    return this.attention ? Pause.attention : Pause.steps;
  }

  save(): KernelState {
    return {
      cells: this.cells.slice(0, this.#components.length).map((cell) => cell.save()),
      agenda: this.#agenda.save(),
      announcer: this.announcer.save(),
      steps: this.steps,
      sequence: this.#sequence,
      budgets: [...this.#budgets],
      halted: this.halted,
      exhausted: this.exhausted,
    };
  }

  /** Goes back to an earlier point of this run. */
  restore(state: KernelState): void {
    for (const [id, saved] of state.cells.entries()) this.#cellAt(id).restore(saved);
    this.#agenda.restore(state.agenda);
    this.announcer.restore(state.announcer);
    this.steps = state.steps;
    this.#sequence = state.sequence;
    this.#budgets = [...state.budgets];
    this.halted = state.halted;
    this.exhausted = state.exhausted;
    this.touched.length = 0;
    this.attention = false;
    this.#current = null;
  }

  #deliver(message: Pending): void {
    const { to, kind, timer } = message;
    const cell = this.cells[to];
    const handler = cell?.handlers[kind];
    if (cell === undefined || handler === undefined) throw this.#unhandled(to, message);
    const { accepts } = cell.dispatch;
    this.self = to;
    this.#cell = cell;
    this.#cause = message.cause;
    this.#current = message;
    if (timer !== NO_TIMER) {
      cell.timers[timer] = null;
      message.timer = NO_TIMER;
    } else if (accepts !== null && !accepts(cell.state, kind)) {
      this.defer();
      return;
    }
    this.#agenda.beginRecalls();
    this.steps += 1;
    const before = cell.state;
    const after = handler(before, message, this, cell.config);
    if (this.#current !== null) this.#pool.give(message);
    if (after === before) return;
    cell.state = after;
    if (accepts !== null) for (let left = cell.deferred; left > 0; left -= 1) this.recall();
    if (cell.isWatched) {
      this.touched.push(to);
      this.attention = true;
    }
  }

  #isStatement(pending: Pending): boolean {
    if (pending.to !== STATEMENT) return false;
    this.statement = pending.kind;
    this.#pool.give(pending);
    return true;
  }

  #write(to: ComponentId, kind: MessageKind, a: number, b: number, data: Plain): Pending {
    const pending = this.#pool.take();
    pending.to = to;
    pending.kind = kind;
    pending.from = this.self;
    pending.cause = this.#cause;
    pending.timer = NO_TIMER;
    pending.a = a;
    pending.b = b;
    if (data !== null) pending.data = data;
    return pending;
  }

  /** Puts a message on the agenda after a delay, in its class. */
  #put(pending: Pending, delay: Ticks, order: number): void {
    const now = this.#clock[0] as number;
    let time = now + delay;
    if (!(delay >= 0 && time <= Number.MAX_SAFE_INTEGER && Math.floor(delay) === delay)) {
      time = this.#endOfTime(delay);
    }
    if (time === now && order === MESSAGE_ORDER) {
      this.#agenda.append(pending);
      return;
    }
    pending.time = time;
    pending.order = order + this.#sequence++;
    this.#agenda.push(pending);
  }

  /** A delay that is too long never ends; any other strange one is a fault of the handler. */
  #endOfTime(delay: Ticks): Ticks {
    if (delay > Number.MAX_SAFE_INTEGER - this.now) return Number.MAX_SAFE_INTEGER;
    throw new InvariantViolation(`${this.#nameOf(this.self)} asks for a delay of ${delay} ticks`);
  }

  #timer(kind: MessageKind): number {
    const timer = this.#cell.dispatch.timers[kind] ?? NO_TIMER;
    if (timer >= 0) return timer;
    const name = this.#nameOf(this.self);
    throw new InvariantViolation(
      `${name} has a timer ${messageName(kind)} that it does not handle`,
    );
  }

  #newStream(purpose: number): Stream {
    const { id, streams } = this.#cell;
    const stream = streamOf(this.#streamBase, this.#components[id] as ComponentSpec, purpose);
    while (streams.length <= purpose) streams.push(null);
    streams[purpose] = stream;
    return stream;
  }

  #cellAt(id: ComponentId): Cell {
    const known = this.cells[id];
    if (known !== undefined) return known;
    const made = new Cell(id);
    this.cells.push(made);
    return made;
  }

  #unhandled(to: ComponentId, message: Message): InvariantViolation {
    const what = messageName(message.kind);
    const by = message.from === NOBODY ? "the scenario" : this.#nameOf(message.from);
    return new InvariantViolation(
      `${what} from ${by} reached ${this.#nameOf(to)}, which does not handle it`,
    );
  }

  #nameOf(id: ComponentId): string {
    const spec = this.#components[id];
    if (spec === undefined) return `component ${id}, which does not exist`;
    return `${spec.kind} ${spec.name} (${spec.class.name})`;
  }
}

/** One pending message of the next instant. */
export interface Enabled {
  readonly pending: Pending;
  readonly class: "recalled" | "statement" | "message" | "timer" | "limit";
  readonly to: ComponentId;
  readonly from: ComponentId;
  /** For a statement, its index in the timeline. */
  readonly kind: MessageKind;
}

/** A copy of everything that steers the rest of a run. */
export interface KernelState {
  readonly cells: readonly CellState[];
  readonly agenda: AgendaState;
  readonly announcer: AnnouncerState;
  readonly steps: number;
  readonly sequence: number;
  readonly budgets: readonly number[];
  readonly halted: boolean;
  readonly exhausted: string;
}
