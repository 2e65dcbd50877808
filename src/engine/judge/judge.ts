import type { Ticks } from "../../model/component.ts";
import type { ExpectationPlan } from "../../model/expression.ts";
import type { Kernel } from "../kernel.ts";
import { MODES } from "./modes.ts";
import type { Observatory, Observer } from "./observatory.ts";
import type { Readers } from "./readers.ts";
import type { WatchState } from "./watch.ts";
import { Watch } from "./watch.ts";

/** All expectations of one run. */
export class Judge {
  readonly watches: readonly Watch[];
  readonly #timed: readonly Watch[];
  readonly #final: readonly Watch[];

  constructor(
    plans: readonly ExpectationPlan[],
    readers: Readers,
    observatory: Observatory,
    kernel: Kernel,
  ) {
    this.watches = plans.map((plan) => new Watch(plan, readers, kernel));
    this.#timed = this.watches.filter(
      ({ plan }) => plan.within !== undefined || plan.mode === "at",
    );
    this.#final = this.watches.filter(({ plan }) => plan.mode === "end");
    for (const watch of this.watches) {
      if (watch.plan.mode === "end") observatory.follow(watch.sources.kinds);
      else observatory.add(observerOf(watch), watch.sources, watch.sense === "now");
    }
  }

  /** Time must not go beyond this before `expire` was called. Infinite when nothing waits for time. */
  alarm(): Ticks {
    let alarm = Number.POSITIVE_INFINITY;
    for (const { state } of this.#timed) if (state.deadline < alarm) alarm = state.deadline;
    return alarm;
  }

  /** Everything up to this time has happened, and time goes on. */
  expire(time: Ticks): void {
    for (const watch of this.#timed) {
      if (watch.state.deadline <= time) MODES[watch.plan.mode].expire(watch);
    }
  }

  /** Where those stand that are judged only at the end; of the others the observatory knows. */
  save(): readonly WatchState[] {
    return this.#final.map(({ state }) => ({ ...state }));
  }

  restore(saved: readonly WatchState[]): void {
    for (const [at, watch] of this.#final.entries()) Object.assign(watch.state, saved[at]);
  }

  /** The run is over: decides what is undecided. */
  finish(): void {
    for (const watch of this.watches) {
      if (!watch.state.done) MODES[watch.plan.mode].finish(watch);
    }
  }
}

function observerOf(watch: Watch): Observer {
  const mode = MODES[watch.plan.mode];
  return { state: watch.state, look: () => mode.look(watch) };
}
