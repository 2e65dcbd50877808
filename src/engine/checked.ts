import { InvariantViolation } from "../base/invariant-violation.ts";
import type {
  ComponentClass,
  ComponentId,
  ComponentSpec,
  Effects,
  Handler,
  Plain,
  Ticks,
} from "../model/component.ts";
import type { EventKind, MessageKind } from "../model/kinds.ts";
import { messageName } from "../model/kinds.ts";
import type { Dispatch } from "./dispatch.ts";
import { dispatchOf } from "./dispatch.ts";

// A handler must be a pure function of its state, its message and its configuration. Here each is played twice for
// every message, on frozen states: first with effects that are only written down, then in earnest. Both times it must
// ask for the same effects and give the same state. Tests run whole scenarios so.

type AnyHandler = Handler<unknown, unknown>;

const tables = new WeakMap<ComponentClass<unknown, unknown>, Dispatch>();

/** Dispatch tables whose handlers are checked at every message. */
export function checkedDispatch(of: ComponentSpec["class"]): Dispatch {
  return dispatchOf(of, tables, (handler) => checked(handler, of.name));
}

function checked(handler: AnyHandler, name: string): AnyHandler {
  return (state, message, effects, config) => {
    freeze(state);
    freeze(config);
    freeze(message.data);
    const rehearsal = new Rehearsal(effects);
    const first = handler(state, message, rehearsal, config);
    const earnest = new Earnest(effects, rehearsal.draws, rehearsal.spent);
    const second = handler(state, message, earnest, config);
    const what = `${name} at ${messageName(message.kind)}`;
    if (write(rehearsal.log) !== write(earnest.log)) {
      throw new InvariantViolation(`${what} asks for other effects when it is played again`);
    }
    if (write(first) !== write(second)) {
      throw new InvariantViolation(`${what} gives another state when it is played again`);
    }
    freeze(second);
    return second;
  };
}

type Entry = readonly (Plain | undefined)[];

/** Writes down what is asked for, and does nothing but draw random numbers. */
class Rehearsal implements Effects {
  readonly log: Entry[] = [];
  readonly draws: number[] = [];
  readonly spent: boolean[] = [];
  readonly #effects: Effects;
  #deferred: number;

  constructor(effects: Effects) {
    this.#effects = effects;
    this.#deferred = effects.deferred();
  }

  get now(): Ticks {
    return this.#effects.now;
  }
  get self(): ComponentId {
    return this.#effects.self;
  }
  send(...args: Parameters<Effects["send"]>): void {
    this.log.push(["send", ...args]);
  }
  sendAfter(...args: Parameters<Effects["sendAfter"]>): void {
    this.log.push(["sendAfter", ...args]);
  }
  startTimer(...args: Parameters<Effects["startTimer"]>): void {
    this.log.push(["startTimer", ...args]);
  }
  stopTimer(kind: MessageKind): void {
    this.log.push(["stopTimer", kind]);
  }
  defer(): void {
    this.log.push(["defer"]);
    this.#deferred += 1;
  }
  recall(): void {
    this.log.push(["recall"]);
    this.#deferred = Math.max(0, this.#deferred - 1);
  }
  discard(): number {
    this.log.push(["discard"]);
    const dropped = this.#deferred;
    this.#deferred = 0;
    return dropped;
  }
  deferred(): number {
    return this.#deferred;
  }
  emit(...args: Parameters<Effects["emit"]>): void {
    this.log.push(["emit", ...args]);
  }
  spend(budget: number): boolean {
    const isSpent = this.#effects.spend(budget);
    this.spent.push(isSpent);
    this.log.push(["spend", budget]);
    return isSpent;
  }
  random(purpose: number): number {
    const drawn = this.#effects.random(purpose);
    this.draws.push(drawn);
    this.log.push(["random", purpose]);
    return drawn;
  }
  halt(): void {
    this.log.push(["halt"]);
  }
}

/** Writes down what is asked for and does it; random numbers are those of the rehearsal. */
class Earnest implements Effects {
  readonly log: Entry[] = [];
  readonly #effects: Effects;
  readonly #draws: number[];
  readonly #spent: boolean[];

  constructor(effects: Effects, draws: readonly number[], spent: readonly boolean[]) {
    this.#effects = effects;
    this.#draws = [...draws];
    this.#spent = [...spent];
  }

  get now(): Ticks {
    return this.#effects.now;
  }
  get self(): ComponentId {
    return this.#effects.self;
  }
  send(...args: Parameters<Effects["send"]>): void {
    this.log.push(["send", ...args]);
    this.#effects.send(...args);
  }
  sendAfter(...args: Parameters<Effects["sendAfter"]>): void {
    this.log.push(["sendAfter", ...args]);
    this.#effects.sendAfter(...args);
  }
  startTimer(...args: Parameters<Effects["startTimer"]>): void {
    this.log.push(["startTimer", ...args]);
    this.#effects.startTimer(...args);
  }
  stopTimer(kind: MessageKind): void {
    this.log.push(["stopTimer", kind]);
    this.#effects.stopTimer(kind);
  }
  defer(): void {
    this.log.push(["defer"]);
    this.#effects.defer();
  }
  recall(): void {
    this.log.push(["recall"]);
    this.#effects.recall();
  }
  discard(): number {
    this.log.push(["discard"]);
    return this.#effects.discard();
  }
  deferred(): number {
    return this.#effects.deferred();
  }
  emit(kind: EventKind, ...rest: [subject?: ComponentId, value?: number, text?: string]): void {
    this.log.push(["emit", kind, ...rest]);
    this.#effects.emit(kind, ...rest);
  }
  spend(budget: number): boolean {
    this.log.push(["spend", budget]);
    return this.#spent.shift() ?? this.#effects.spend(budget);
  }
  random(purpose: number): number {
    this.log.push(["random", purpose]);
    return this.#draws.shift() ?? this.#effects.random(purpose);
  }
  halt(): void {
    this.log.push(["halt"]);
    this.#effects.halt();
  }
}

/** Freezes plain data all the way down; what is frozen already is not looked into again. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** Plain data as text that tells −0, NaN and undefined apart from what they are not. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "number" && (Number.isNaN(part) || Object.is(part, -0))) {
      return `number ${Object.is(part, -0) ? "-0" : "NaN"}`;
    }
    return part === undefined ? "undefined" : part;
  });
}
