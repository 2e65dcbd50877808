import type { ComponentId, Ticks } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { TypedExpr } from "../model/expression.ts";
import { START } from "../model/lifecycle.ts";
import type { ScenarioPlan, TimelineItem } from "../model/plan.ts";
import type { World } from "../model/platform.ts";
import type { Observatory } from "./judge/observatory.ts";
import type { Readers, Sources } from "./judge/readers.ts";
import { noSources } from "./judge/readers.ts";
import type { Kernel } from "./kernel.ts";

/** The statements of one scenario: when each is due, and what it does then. */
export class Timeline {
  readonly #items: readonly TimelineItem[];
  readonly #world: World;
  readonly #kernel: Kernel;
  readonly #readers: Readers;
  readonly #observatory: Observatory;
  readonly #ranks: readonly number[];
  /** What each statement that waits for something looks at. */
  readonly sources: Sources[] = [];
  #isDelivered: boolean[];
  #left: number;

  constructor(
    plan: Pick<ScenarioPlan, "timeline" | "orders">,
    world: World,
    kernel: Kernel,
    readers: Readers,
    observatory: Observatory,
  ) {
    this.#items = plan.timeline;
    this.#world = world;
    this.#kernel = kernel;
    this.#readers = readers;
    this.#observatory = observatory;
    this.#ranks = ranksOf(plan);
    this.#isDelivered = plan.timeline.map(() => false);
    this.#left = plan.timeline.length;
  }

  /** Every statement has been carried out. */
  get isOver(): boolean {
    return this.#left === 0;
  }

  /** Statements that have not been carried out. */
  waiting(): readonly TimelineItem[] {
    return this.#items.filter((_, index) => this.#isDelivered[index] !== true);
  }

  /** The statement that starts an operation, if it was carried out. */
  startOf(operation: ComponentId): TimelineItem | undefined {
    return this.#items.find(
      (_, index) => this.#isDelivered[index] === true && this.operationOf(index) === operation,
    );
  }

  /** There is a statement that starts this operation, and it was not carried out. */
  isYetToStart(operation: ComponentId): boolean {
    return this.#items.some(
      (_, index) => this.#isDelivered[index] !== true && this.operationOf(index) === operation,
    );
  }

  /** Puts on the agenda what has a time, and waits for the rest. */
  start(): void {
    for (const [index, { moment }] of this.#items.entries()) {
      if (moment.kind === "at") this.#schedule(index, moment.time);
      else if (moment.kind === "when") this.#waitFor(index, moment.condition, 0);
      else if (moment.moment !== undefined) this.#waitFor(index, moment.moment, moment.delay);
      else this.#waitForPrevious(index, moment.delay);
    }
  }

  /** Carries out a statement whose moment has come. */
  deliver(index: number): void {
    const kernel = this.#kernel;
    const cause = kernel.announce(CoreEvent.statement, NOBODY, index, "", -1);
    kernel.perform(this.#world.deliveries[index] ?? [], cause);
    this.#isDelivered[index] = true;
    this.#left -= 1;
    const next = this.#items[index + 1]?.moment;
    const isFollowed = next?.kind === "after" && next.moment === undefined;
    if (isFollowed && this.operationOf(index) === undefined) {
      this.#schedule(index + 1, kernel.now + next.delay);
    }
  }

  /** The operation that a statement starts, if it starts one. */
  operationOf(index: number): ComponentId | undefined {
    const { components, deliveries } = this.#world;
    const starts = deliveries[index]?.find(
      ({ to, kind }) => kind === START && components[to]?.kind === "operation",
    );
    return starts?.to;
  }

  save(): readonly boolean[] {
    return [...this.#isDelivered];
  }

  restore(isDelivered: readonly boolean[]): void {
    this.#isDelivered = [...isDelivered];
    this.#left = isDelivered.filter((is) => !is).length;
  }

  #schedule(index: number, time: Ticks): void {
    const { now } = this.#kernel;
    this.#kernel.schedule(index, Math.max(now, time), this.#ranks[index] ?? index);
  }

  /** For a condition: when it is first seen true. For a moment: when it is known. */
  #waitFor(index: number, expr: TypedExpr, delay: Ticks): void {
    const sources = noSources();
    this.sources.push(sources);
    const read = this.#readers.read(expr, "ever", sources);
    const { now } = this.#kernel;
    const state = { done: false };
    const time = (): number => {
      const value = read();
      if (typeof value === "number") return value;
      return value === true ? this.#kernel.now : Number.NaN;
    };
    const look = (): void => {
      const moment = time();
      if (Number.isNaN(moment)) return;
      state.done = true;
      this.#schedule(index, moment + delay);
    };
    if (sources.components.length === 0 && sources.kinds.length === 0) {
      // It can never change: a moment that is written down, or a condition that is simply true.
      const moment = time();
      if (!Number.isNaN(moment)) this.#schedule(index, Math.max(moment, now) + delay);
    } else this.#observatory.add({ state, look }, sources);
  }

  /** The previous statement ends where it stands, save one that starts an operation. */
  #waitForPrevious(index: number, delay: Ticks): void {
    if (index === 0) {
      this.#schedule(index, delay);
      return;
    }
    const operation = this.operationOf(index - 1);
    if (operation === undefined) return;
    const hasEnded = this.#readers.scope.reader(operation, "ended");
    const state = { done: false };
    const look = (): void => {
      if (hasEnded() !== true) return;
      state.done = true;
      this.#schedule(index, this.#kernel.now + delay);
    };
    const sources = { components: [operation], kinds: [] };
    this.sources.push(sources);
    this.#observatory.add({ state, look }, sources);
  }
}

/**
 * The order of statements that fall on the same instant, as one number each: as written, save where an
 * `order` says otherwise.
 */
function ranksOf(plan: Pick<ScenarioPlan, "timeline" | "orders">): readonly number[] {
  const count = plan.timeline.length;
  if (plan.orders.length === 0) return plan.timeline.map((_, index) => index);
  const labels = plan.timeline.map(({ label }) => label);
  const pairs = plan.orders.flatMap(({ first, second }) => {
    const [before, after] = [first, second].map((expr) => labels.indexOf(nameIn(expr)));
    const isKnown = before !== undefined && after !== undefined && before >= 0 && after >= 0;
    return isKnown ? [{ before, after }] : [];
  });
  const ranks = new Array<number>(count).fill(-1);
  for (let rank = 0; rank < count; rank += 1) {
    const open = (index: number): boolean => ranks[index] === -1;
    const isFree = (index: number): boolean =>
      open(index) && !pairs.some(({ before, after }) => after === index && open(before));
    const free = ranks.findIndex((_, index) => isFree(index));
    // Orders that contradict each other leave nobody free: then the written order decides.
    const next = free >= 0 ? free : ranks.findIndex((_, index) => open(index));
    ranks[next] = rank;
  }
  return ranks;
}

/** The label that an operand of `order` is about. */
function nameIn(expr: TypedExpr): string | undefined {
  if (expr.op === "entity" || expr.op === "field") return expr.name;
  if (expr.op === "measure") return nameIn(expr.event);
  return expr.op === "event" ? expr.subject?.name : undefined;
}
