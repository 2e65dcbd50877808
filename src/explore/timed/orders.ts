import type { Enabled } from "../../engine/kernel.ts";
import type { Session, Snapshot } from "../../engine/session.ts";
import { conclude } from "../../engine/verdict/conclude.ts";
import { endedOf } from "../../engine/verdict/operations.ts";
import type { Ticks } from "../../model/component.ts";
import type { MessageKind } from "../../model/kinds.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import { FingerprintSet } from "../fingerprint-set.ts";
import { StateKeys } from "./state-key.ts";

/** Something that happens at an instant, by what can be told of it beforehand. */
export type Happening = Pick<Enabled, "class" | "to" | "from"> & {
  /** Of a statement, its index in the timeline. */
  readonly kind: MessageKind;
};

/** A place at which a path leaves the way that a run would take. */
export interface Turn {
  readonly time: Ticks;
  readonly step: number;
  readonly chosen: Happening;
  /** What would have come first otherwise, in that order. */
  readonly overtaken: readonly Happening[];
  /** What was decided about budgets in this step. */
  readonly spent: readonly boolean[];
}

/** What came of exploring every order of one answer to all questions. */
export interface Orders {
  /** Runs to their end, and points at which there was a choice. */
  readonly paths: number;
  readonly forks: number;
  /** Messages handled, over all paths. */
  readonly steps: number;
  /** Two explorations with the same number went the same ways and came to the same. */
  readonly signature: number;
  /** Of the way that a run takes: what happened, and when. */
  readonly log: Log;
  /** The first path that fails, and what it comes to. */
  readonly failed?: { readonly turns: readonly Turn[]; readonly result: RunResult };
  /** What a run comes to; nothing when it goes round for ever in one instant. */
  readonly plain?: RunResult;
  /** Spans of `sometimes` that held on some path. */
  readonly held: ReadonlySet<Failure["span"]>;
  /** What tested nothing on any path. */
  readonly vacuous: RunResult["vacuous"];
  /** A bound of single runs that some path hit, in words. */
  readonly limit?: string;
}

/** Labels of the steps of one path, and their times. */
export interface Log {
  readonly labels: readonly number[];
  readonly times: readonly Ticks[];
}

interface Branch {
  readonly index: number;
  readonly spent: readonly boolean[];
}

interface Fork {
  readonly snapshot: Snapshot;
  readonly enabled: readonly Happening[];
  readonly time: Ticks;
  readonly step: number;
  /** What is still to be tried, the next one last, and what is being tried. */
  readonly open: Branch[];
  current: Branch;
}

const PLAIN: Branch = { index: 0, spent: [] };

const ENDLESS = "it goes round for ever at one moment";

/** Steps of the first path that are kept. */
const LOG_MAX = 20_000;

/** Plays every order of a session that stands at its beginning. */
export class OrderSearch {
  forks = 0;
  paths = 0;
  steps = 0;
  /** Nothing is left to be tried, or a path failed. */
  isOver = false;
  readonly #session: Session;
  readonly #keys: StateKeys;
  readonly #seen = new FingerprintSet();
  readonly #stack: Fork[] = [];
  readonly #log: { labels: number[]; times: Ticks[] } = { labels: [], times: [] };
  readonly #sometimes: ReadonlySet<Failure["span"]>;
  readonly #held = new Set<Failure["span"]>();
  #signature = 1;
  #asked = 0;
  #spent: readonly boolean[] = [];
  #plain: RunResult | undefined;
  #vacuous: RunResult["vacuous"] = [];
  #failed: Orders["failed"];
  #limit: string | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#keys = new StateKeys(session);
    const plans = session.plan.expectations.filter(({ mode }) => mode === "sometimes");
    this.#sometimes = new Set(plans.map(({ span }) => span));
    session.kernel.decide = () => {
      this.#asked += 1;
      return this.#spent[this.#asked - 1] ?? false;
    };
  }

  /** Plays on for about so many steps. */
  advance(steps: number): void {
    for (let left = steps; left > 0 && !this.isOver; left -= 1) {
      const enabled = this.#session.enabled();
      if (this.#session.end !== null) this.#finishPath();
      else if (enabled.length > 1 || this.#mayBeSpent()) this.#fork(enabled);
      else this.#play(enabled[0], PLAIN);
    }
  }

  get orders(): Orders {
    const endless = this.#plain === undefined ? { limit: ENDLESS } : { plain: this.#plain };
    return {
      paths: this.paths,
      forks: this.forks,
      steps: this.steps,
      signature: this.#signature,
      log: this.#log,
      ...endless,
      held: this.#held,
      vacuous: this.#vacuous,
      ...(this.#failed === undefined ? {} : { failed: this.#failed }),
      ...(this.#limit === undefined ? {} : { limit: this.#limit }),
    };
  }

  #mayBeSpent(): boolean {
    return this.#session.kernel.budgetsLeft.some((left) => left > 0);
  }

  /** Several things may happen: tries the first, and notes the others. Not when all this was tried before. */
  #fork(enabled: readonly Enabled[]): void {
    const snapshot = this.#session.snapshot();
    if (!this.#seen.add(...this.#keys.of(snapshot))) {
      this.#mark(2);
      this.#goBack();
      return;
    }
    this.forks += 1;
    const others = enabled.map((_, index) => ({ index, spent: [] }));
    this.#stack.push({
      snapshot,
      enabled: enabled.map(happeningOf),
      time: this.#session.kernel.nextTime(),
      step: this.#session.kernel.steps,
      open: others.slice(1).reverse(),
      current: PLAIN,
    });
    this.#play(enabled[0], PLAIN);
  }

  #play(choice: Enabled | undefined, branch: Branch): void {
    const { kernel } = this.#session;
    const before = kernel.announcer.count;
    this.#asked = 0;
    this.#spent = branch.spent;
    if (choice !== undefined) this.#note(choice);
    this.#session.take(choice);
    this.steps += 1;
    this.#mark(kernel.announcer.count - before);
    for (let asked = branch.spent.length; asked < this.#asked; asked += 1) {
      const unspent = new Array<boolean>(asked - branch.spent.length).fill(false);
      this.#stack.at(-1)?.open.push({ ...branch, spent: [...branch.spent, ...unspent, true] });
    }
  }

  #note(choice: Enabled): void {
    const label = labelOf(choice);
    this.#mark(label);
    const { labels, times } = this.#log;
    if (this.paths > 0 || labels.length >= LOG_MAX) return;
    labels.push(label);
    times.push(this.#session.kernel.nextTime());
  }

  #finishPath(): void {
    const session = this.#session;
    this.paths += 1;
    session.close(endedOf(session));
    const result = conclude(session);
    for (const { state, plan } of session.judge.watches) {
      if (state.hasHeld && this.#sometimes.has(plan.span)) this.#held.add(plan.span);
    }
    this.#vacuous =
      this.#plain === undefined ? result.vacuous : common(this.#vacuous, result.vacuous);
    this.#plain ??= result;
    const failures = result.failures.filter(({ span }) => !this.#sometimes.has(span));
    for (const { kind, span } of failures) this.#mark(kind.length * 1021 + span.start);
    const limit = failures.find(({ kind }) => kind === "limit" || kind === "wall-timeout");
    if (limit !== undefined) this.#limit ??= limit.message;
    else if (failures.length > 0) {
      this.#failed = { turns: this.#turns(), result: { ...result, failures } };
      this.isOver = true;
      return;
    }
    this.#mark(3);
    this.#goBack();
  }

  /** Tries what is left to be tried at the last fork. */
  #goBack(): void {
    for (;;) {
      const fork = this.#stack.at(-1);
      const branch = fork?.open.pop();
      if (fork === undefined) break;
      if (branch === undefined) {
        this.#stack.pop();
        continue;
      }
      this.#session.restore(fork.snapshot);
      fork.current = branch;
      this.#play(this.#session.enabled()[branch.index], branch);
      return;
    }
    this.isOver = true;
  }

  #turns(): readonly Turn[] {
    return this.#stack.flatMap(({ enabled, time, step, current: { index, spent } }) => {
      const chosen = enabled[index];
      const isPlain = index === 0 && !spent.includes(true);
      if (isPlain || chosen === undefined) return [];
      return [{ time, step, chosen, overtaken: enabled.slice(0, index), spent }];
    });
  }

  #mark(word: number): void {
    const mixed = Math.imul(this.#signature ^ word, 0x9e3779b1);
    this.#signature = (mixed ^ (mixed >>> 15)) | 0;
  }
}

function happeningOf({ class: kind, to, from, kind: message }: Enabled): Happening {
  return { class: kind, to, from, kind: message };
}

/** What an order is told apart by: who gets what from whom. */
export function labelOf({ class: kind, to, from, kind: message }: Happening): number {
  return ((to + 2) * 4099 + (from + 2)) * 4096 + message * 2 + (kind === "timer" ? 1 : 0);
}

function common(one: RunResult["vacuous"], other: RunResult["vacuous"]): RunResult["vacuous"] {
  return one.filter(({ message }) => other.some((found) => found.message === message));
}

/** Whether two components and messages are the same. */
export function isSame(one: Happening, other: Happening): boolean {
  return (
    one.class === other.class &&
    one.to === other.to &&
    one.from === other.from &&
    one.kind === other.kind
  );
}

