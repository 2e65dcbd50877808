import type { Enabled } from "../../engine/kernel.ts";
import type { Session, Snapshot } from "../../engine/session.ts";
import { conclude } from "../../engine/verdict/conclude.ts";
import { endedOf } from "../../engine/verdict/operations.ts";
import type { Ticks } from "../../model/component.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import { FingerprintSet } from "../fingerprint-set.ts";
import type { Independence } from "./independence.ts";
import type { Happening, Turn } from "./path.ts";
import { happeningOf, isSame, labelOf } from "./path.ts";
import { replay } from "./replay.ts";
import { StateKeys } from "./state-key.ts";
import { Traces } from "./traces.ts";

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
  /** How its operations ended: `succeeded`, or `refused, succeeded`. */
  readonly outcome: string;
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

interface LastStep {
  readonly action: Enabled;
  readonly traces: readonly number[];
  readonly time: Ticks;
  /** What else was pending at its instant. */
  readonly left: readonly Enabled[];
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
  /** Orders were left out. */
  isReduced = false;
  readonly #session: Session;
  readonly #independence: Independence | undefined;
  readonly #traces: Traces | undefined;
  readonly #onEnd: ((result: RunResult) => void) | undefined;
  readonly #keys: StateKeys;
  readonly #seen = new FingerprintSet();
  readonly #stack: Fork[] = [];
  readonly #log: { labels: number[]; times: Ticks[] } = { labels: [], times: [] };
  readonly #sometimes: ReadonlySet<Failure["span"]>;
  readonly #held = new Set<Failure["span"]>();
  /** The last step, before it is known what it has led to. */
  #last: LastStep | undefined;
  /** Steps of the present path. */
  #taken = 0;
  /** The instant that is being played, and how many there were since the last fork. */
  #time: Ticks = -1;
  #instants = 0;
  #signature = 1;
  #asked = 0;
  #spent: readonly boolean[] = [];
  #plain: RunResult | undefined;
  #outcome = "";
  #vacuous: RunResult["vacuous"] = [];
  #failed: Orders["failed"];
  #limit: string | undefined;

  /**
   * `independence`: leaves out orders that make no difference; without it every order is played. `onEnd` is told of each path
   * that has come to its end.
   */
  constructor(session: Session, independence?: Independence, onEnd?: (result: RunResult) => void) {
    this.#session = session;
    this.#onEnd = onEnd;
    this.#independence = independence;
    this.#traces = independence === undefined ? undefined : new Traces(session);
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
      const enabled = this.#enabled();
      if (this.#session.end !== null) this.#finishPath();
      else if (this.#hasMet()) this.#turnBack();
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
      outcome: this.#outcome,
      held: this.#held,
      vacuous: this.#vacuous,
      ...(this.#failed === undefined ? {} : { failed: this.#failed }),
      ...(this.#limit === undefined ? {} : { limit: this.#limit }),
    };
  }

  /** What is to be tried at this point. */
  #enabled(): readonly Enabled[] {
    const { kernel, pins, end } = this.#session;
    if (end !== null) return [];
    const pending = kernel.enabled();
    this.#learn(pending);
    const open = pins.open(pending, kernel.nextTime());
    if (this.#independence === undefined || !pins.areNone) return open;
    const enough = this.#independence.enough(open, pending);
    if (enough.length < open.length) this.isReduced = true;
    return enough;
  }

  /** Learns from the last step, now that it is known what it has led to. */
  #learn(pending: readonly Enabled[]): void {
    const last = this.#last;
    this.#last = undefined;
    if (last === undefined) return;
    const isSameInstant = this.#session.kernel.nextTime() === last.time;
    const since = isSameInstant ? without(pending, last.left) : [];
    this.#independence?.learn(last.action, last.traces, since);
  }

  #mayBeSpent(): boolean {
    return this.#session.kernel.budgetsLeft.some((left) => left > 0);
  }

  /** Several things may happen: tries the first, and notes the others. Not when all this was tried before. */
  #fork(enabled: readonly Enabled[]): void {
    const snapshot = this.#session.snapshot();
    if (!this.#seen.add(...this.#keys.of(snapshot))) {
      this.#turnBack();
      return;
    }
    this.forks += 1;
    this.#instants = 0;
    const others = enabled.map((_, index) => ({ index, spent: [] }));
    this.#stack.push({
      snapshot,
      enabled: enabled.map(happeningOf),
      time: this.#session.kernel.nextTime(),
      step: this.#taken,
      open: others.slice(1).reverse(),
      current: PLAIN,
    });
    this.#play(enabled[0], PLAIN);
  }

  /**
   * Whether another path has led here before. Ways that part at a fork mostly come together soon: looked for when time goes on,
   * often in the beginning and ever more rarely.
   */
  #hasMet(): boolean {
    const time = this.#session.kernel.nextTime();
    if (time === this.#time) return false;
    this.#time = time;
    this.#instants += 1;
    const { length } = this.#stack;
    if (length === 0 || (this.#instants & (this.#instants - 1)) !== 0) return false;
    const [low, high] = this.#keys.of(this.#session.snapshot());
    // Apart from the forks, one of which may stand just here.
    return !this.#seen.add(low, ~high);
  }

  #turnBack(): void {
    this.#mark(2);
    this.#goBack();
  }

  #play(choice: Enabled | undefined, branch: Branch): void {
    const { kernel } = this.#session;
    const count = kernel.announcer.count;
    this.#asked = 0;
    this.#spent = branch.spent;
    if (choice !== undefined) this.#note(choice);
    const before = this.#traces === undefined ? [] : kernel.enabled();
    const time = kernel.nextTime();
    this.#session.take(choice);
    this.#taken += 1;
    this.steps += 1;
    if (choice !== undefined && this.#traces !== undefined) {
      const traces = this.#traces.ofStep(choice, this.#asked > 0);
      this.#last = { action: choice, traces, time, left: without(before, [choice]) };
    }
    this.#mark(kernel.announcer.count - count);
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
    const result = this.#told(conclude(session));
    this.#onEnd?.(result);
    for (const { state, plan } of session.judge.watches) {
      if (state.hasHeld && this.#sometimes.has(plan.span)) this.#held.add(plan.span);
    }
    this.#vacuous =
      this.#plain === undefined ? result.vacuous : common(this.#vacuous, result.vacuous);
    if (this.#plain === undefined) this.#outcome = outcomeOf(session);
    this.#plain ??= result;
    const failures = this.#failuresIn(result);
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

  /** What a path comes to when its story is known: what follows from something expected is no failure then. */
  #told(result: RunResult): RunResult {
    if (this.#failuresIn(result).length === 0) return result;
    const { plan, world, options } = this.#session;
    return replay({ plan, world, platform: options.platform }, this.#turns(), options);
  }

  /** That `sometimes` is not so on one path is no failure. */
  #failuresIn({ failures }: RunResult): RunResult["failures"] {
    return failures.filter(({ span }) => !this.#sometimes.has(span));
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
      this.#last = undefined;
      this.#instants = 0;
      this.#time = fork.time;
      this.#taken = fork.step;
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

function outcomeOf({ lifecycle, scope }: Session): string {
  return lifecycle.operations.map((id) => String(scope.valueOf(id, "outcome"))).join(", ");
}

function common(one: RunResult["vacuous"], other: RunResult["vacuous"]): RunResult["vacuous"] {
  return one.filter(({ message }) => other.some((found) => found.message === message));
}

/** What is in one list beyond those of the other, however often. */
function without(all: readonly Enabled[], others: readonly Enabled[]): readonly Enabled[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.findIndex((other) => isSame(one, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
