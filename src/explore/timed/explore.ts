import { Arena, Session } from "../../engine/session.ts";
import type { ChoicePoint } from "../../model/choice.ts";
import type { Ticks } from "../../model/component.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { Failure, RunResult, Sweep, SweepPart, Verdict } from "../../model/verdict.ts";
import type { Bounds } from "../bounds.ts";
import { boundHit } from "../bounds.ts";
import type { Point } from "./cover.ts";
import { cover } from "./cover.ts";
import { crossing } from "./crossing.ts";
import { Independence } from "./independence.ts";
import type { Log } from "./orders.ts";
import { OrderSearch } from "./orders.ts";
import type { Turn } from "./path.ts";
import type { Answered, RunSettings } from "./replay.ts";

/** What there is to be explored. */
export interface OpenWorld {
  readonly choices: readonly ChoicePoint[];
  /** For one answer per choice; a result of its own when its platform has something against it. */
  answered(answers: readonly number[]): Answered | RunResult;
}

/** A path that fails: the answers, where it leaves what a run would do, and what it comes to. */
export interface Failing {
  readonly answers: readonly number[];
  readonly turns: readonly Turn[];
  readonly result: RunResult;
}

/** What is known after an exploration. */
export interface TimedExplored {
  /** `complete`: everything was tried. `bound`: a bound was hit; see `reason`. */
  readonly end: "complete" | "bound";
  readonly reason?: string;
  /** Answers that were tried, runs that were played to their end, points with a choice, messages handled. */
  readonly answers: number;
  readonly paths: number;
  readonly forks: number;
  readonly steps: number;
  /** How many of the answers fail, and the failing path that is nearest to a plain run. */
  readonly failures: number;
  readonly failing?: Failing;
  /** Answers with which no path fails, if there are any. */
  readonly passing?: readonly number[];
  /** `sometimes` that held on no path. */
  readonly unseen: readonly Failure["span"][];
  /** What tested nothing on any path. */
  readonly vacuous: RunResult["vacuous"];
  /** Expectations judged on every path. */
  readonly assertions: number;
  /** With a single question about a time or quantity: what each stretch of values led to. */
  readonly sweep?: Sweep;
}

/** Steps played between two looks at the bounds. */
const SLICE = 2048;

/** What one set of answers, or of beginnings of answers, led to. */
interface Outcome {
  readonly signature: number;
  readonly log: Log;
  readonly verdict: Verdict;
  readonly outcome: string;
  /** How long a run takes. */
  readonly lasts: Ticks;
}

/**
 * Plays a scenario in every way that matters: every answer to its questions, and every order of what falls on one instant.
 * Every time that it states is honoured, so that each path is a possible run. `isFull`: also orders that make no difference
 * are played. Comes back now and then.
 */
export function* exploreTimed(
  open: OpenWorld,
  settings: RunSettings,
  bounds: Bounds,
  isFull = false,
): Generator<undefined, TimedExplored> {
  return yield* new TimedSearch(open, settings, bounds, isFull).explore();
}

class TimedSearch {
  readonly #arena = new Arena();
  readonly #open: OpenWorld;
  readonly #settings: RunSettings;
  readonly #bounds: Bounds;
  /** Questions in the order in which they are answered: those with few answers first. */
  readonly #order: readonly number[];
  readonly #isReducing: boolean;
  readonly #independence = new Independence();
  #answers = 0;
  #paths = 0;
  #forks = 0;
  #steps = 0;
  #failures = 0;
  #reason: string | undefined;
  #failing: Failing | undefined;
  #passing: readonly number[] | undefined;
  #vacuous: RunResult["vacuous"] | undefined;
  #assertions = 0;
  #sometimes: readonly Failure["span"][] = [];
  readonly #held = new Set<string>();
  #sweep: readonly Point<Outcome>[] | undefined;

  constructor(open: OpenWorld, settings: RunSettings, bounds: Bounds, isFull: boolean) {
    this.#open = open;
    this.#settings = settings;
    this.#bounds = bounds;
    this.#isReducing = !isFull;
    const places = open.choices.map((_, place) => place);
    const isWide = (place: number): boolean => WIDE.has(open.choices[place]?.kind ?? "");
    this.#order = [...places.filter((at) => !isWide(at)), ...places.filter(isWide)];
  }

  *explore(): Generator<undefined, TimedExplored> {
    const { choices } = this.#open;
    const whole = yield* this.#answer(0, new Array<number>(choices.length).fill(0));
    const [only] = choices;
    const points = this.#sweep;
    const isSwept = choices.length === 1 && only !== undefined && points !== undefined;
    return {
      end: whole === undefined || this.#reason !== undefined ? "bound" : "complete",
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      answers: this.#answers,
      paths: this.#paths,
      forks: this.#forks,
      steps: this.#steps,
      failures: this.#failures,
      ...(this.#failing === undefined ? {} : { failing: this.#failing }),
      ...(this.#passing === undefined ? {} : { passing: this.#passing }),
      unseen: this.#sometimes.filter(({ start }) => !this.#held.has(String(start))),
      vacuous: this.#vacuous ?? [],
      assertions: this.#assertions,
      ...(isSwept ? { sweep: { text: only.text, parts: partsOf(points) } } : {}),
    };
  }

  /** Answers the questions from one on in every way, those before it being answered. Nothing when a bound was hit. */
  *#answer(at: number, answers: readonly number[]): Generator<undefined, Outcome | undefined> {
    const place = this.#order[at];
    const choice = place === undefined ? undefined : this.#open.choices[place];
    if (place === undefined || choice === undefined) return yield* this.#playAll(answers);
    const search = this;
    const attempt = function* (value: number): Generator<undefined, Outcome | undefined> {
      return yield* search.#answer(at + 1, answers.with(place, value));
    };
    const points = yield* tryAll(choice, attempt);
    if (points === undefined) return undefined;
    if (WIDE.has(choice.kind)) this.#sweep = points;
    return together(points);
  }

  /** Every order for one answer to each question. */
  *#playAll(answers: readonly number[]): Generator<undefined, Outcome | undefined> {
    this.#answers += 1;
    const answered = this.#open.answered(answers);
    if ("verdict" in answered) return this.#refused(answers, answered);
    for (;;) {
      const before = this.#independence.lessons;
      const search = yield* this.#search(answered);
      if (search === undefined) return undefined;
      const isOutdated = search.isReduced && this.#independence.lessons > before;
      if (!isOutdated || search.orders.failed !== undefined)
        return this.#conclude(answers, answered.plan, search);
    }
  }

  /** Every order of one world; nothing when a bound was hit. */
  *#search({ plan, world, platform }: Answered): Generator<undefined, OrderSearch | undefined> {
    const options = { ...this.#settings, platform, recording: false };
    const session = new Session(this.#arena, plan, world, options);
    const search = new OrderSearch(session, this.#isReducing ? this.#independence : undefined);
    while (!search.isOver) {
      const reason = boundHit(this.#answers + this.#forks + search.forks, this.#bounds);
      if (reason !== undefined) {
        this.#reason = reason;
        this.#count(search);
        return undefined;
      }
      search.advance(SLICE);
      yield;
    }
    return search;
  }

  #conclude(answers: readonly number[], plan: ScenarioPlan, search: OrderSearch): Outcome {
    const { failed, plain, outcome, signature, log, held, vacuous, limit } = search.orders;
    this.#count(search);
    this.#reason ??= limit;
    const spans = plan.expectations.filter(({ mode }) => mode === "sometimes");
    this.#sometimes = spans.map(({ span }) => span);
    for (const { start } of held) this.#held.add(String(start));
    if (failed !== undefined) this.#fails({ answers, ...failed });
    else {
      this.#passing ??= answers;
      this.#vacuous = inBoth(this.#vacuous, vacuous);
    }
    this.#assertions = Math.max(this.#assertions, plain?.assertions ?? 0);
    const verdict = failed === undefined ? "passed" : "failed";
    return { signature, log, verdict, outcome, lasts: plain?.virtualTime ?? 0 };
  }

  #count({ paths, forks, steps }: OrderSearch): void {
    this.#paths += paths;
    this.#forks += forks;
    this.#steps += steps;
  }

  #fails(failing: Failing): void {
    this.#failures += 1;
    const isNearer =
      failing.turns.length < (this.#failing?.turns.length ?? Number.POSITIVE_INFINITY);
    if (isNearer) this.#failing = failing;
  }

  /** A platform may have something against some of the answers. */
  #refused(answers: readonly number[], result: RunResult): Outcome {
    this.#fails({ answers, turns: [], result });
    return { signature: 0, log: NO_LOG, verdict: result.verdict, outcome: "", lasts: 0 };
  }
}

const NO_LOG: Log = { labels: [], times: [] };

/** Questions whose answers are too many to be tried one by one. */
const WIDE: ReadonlySet<string> = new Set(["range", "any"] satisfies ChoicePoint["kind"][]);

type Attempt = (value: number) => Generator<undefined, Outcome | undefined>;
type Points = readonly Point<Outcome>[] | undefined;

function* tryAll(choice: ChoicePoint, attempt: Attempt): Generator<undefined, Points> {
  switch (choice.kind) {
    case "maybe":
      return yield* tryEach(2, attempt);
    case "one-of":
      return yield* tryEach(choice.options.length, attempt);
    case "range":
      return yield* cover(choice.from, choice.to, attempt, crossing);
    case "any":
      return yield* tryMoments(choice.latest, attempt);
  }
}

function* tryEach(count: number, attempt: Attempt): Generator<undefined, Points> {
  const points: Point<Outcome>[] = [];
  for (let value = 0; value < count; value += 1) {
    const tried = yield* attempt(value);
    if (tried === undefined) return undefined;
    points.push({ value, tried });
  }
  return points;
}

/** Every moment from the beginning to the end of a run in which it comes as late as anything that is stated. */
function* tryMoments(latest: Ticks, attempt: Attempt): Generator<undefined, Points> {
  const run = yield* attempt(latest);
  return run && (yield* cover(0, Math.max(latest, run.lasts) + 1, attempt, crossing));
}

/** What all the answers to one question led to, as one outcome. */
function together(points: readonly Point<Outcome>[]): Outcome {
  const [first] = points;
  const stretches = partsBy(points, ({ signature }) => signature);
  const signature = stretches.reduce(
    (sum, [{ tried }]) => Math.imul(sum ^ tried.signature, 0x85ebca6b) ^ (sum >>> 13),
    7,
  );
  return {
    signature,
    log: first?.tried.log ?? NO_LOG,
    verdict: points.some(({ tried }) => tried.verdict !== "passed") ? "failed" : "passed",
    outcome: first?.tried.outcome ?? "",
    lasts: Math.max(...points.map(({ tried }) => tried.lasts)),
  };
}

function partsOf(points: readonly Point<Outcome>[]): readonly SweepPart[] {
  return partsBy(points, ({ signature }) => signature).map(([first, last]) => ({
    from: first.value,
    to: last.value,
    verdict: first.tried.verdict,
    outcome: first.tried.outcome,
  }));
}

/** Stretches of neighbours that are alike, each by its first and its last. */
function partsBy<T>(
  points: readonly Point<T>[],
  what: (tried: T) => number,
): readonly (readonly [Point<T>, Point<T>])[] {
  const parts: (readonly [Point<T>, Point<T>])[] = [];
  for (const point of points) {
    const [first] = parts.at(-1) ?? [];
    const isAlike = first !== undefined && what(first.tried) === what(point.tried);
    if (isAlike) parts[parts.length - 1] = [first, point];
    else parts.push([point, point]);
  }
  return parts;
}

function inBoth(
  one: RunResult["vacuous"] | undefined,
  other: RunResult["vacuous"],
): RunResult["vacuous"] {
  if (one === undefined) return other;
  return one.filter(({ message }) => other.some((found) => found.message === message));
}
