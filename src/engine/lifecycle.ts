import type { ComponentId } from "../model/component.ts";
import { ABANDON, DEADLOCKED, STOP } from "../model/lifecycle.ts";
import type { Scope } from "./judge/scope.ts";
import type { Kernel } from "./kernel.ts";
import type { Timeline } from "./timeline.ts";

type Read = () => unknown;

/** Components of one kind that each come to an end some time, and never begin again. */
class Roll {
  readonly ids: readonly ComponentId[];
  readonly #isOver: readonly Read[];
  /** All before this have ended. */
  #next = 0;

  constructor(scope: Scope, kind: string, field: string) {
    this.ids = scope.idsOf(kind);
    this.#isOver = this.ids.map((id) => scope.reader(id, field));
  }

  isEmpty(): boolean {
    while (this.#next < this.ids.length && this.#isOver[this.#next]?.() === true) this.#next += 1;
    return this.#next === this.ids.length;
  }

  left(): readonly ComponentId[] {
    return this.ids.filter((_, index) => this.#isOver[index]?.() !== true);
  }

  rewind(): void {
    this.#next = 0;
  }
}

/** Watches operations and workloads to their end. */
export class Lifecycle {
  readonly #kernel: Kernel;
  readonly #operations: Roll;
  readonly #workloads: Roll;
  #isStopping = false;
  #deadlocked: readonly ComponentId[] = [];

  constructor(kernel: Kernel, scope: Scope) {
    this.#kernel = kernel;
    this.#operations = new Roll(scope, "operation", "ended");
    this.#workloads = new Roll(scope, "workload", "drained");
    for (const id of this.#operations.ids) kernel.watch(id);
  }

  get operations(): readonly ComponentId[] {
    return this.#operations.ids;
  }

  /** Operations that could not go on because nothing was pending any more. */
  get deadlocked(): readonly ComponentId[] {
    return this.#deadlocked;
  }

  /** All operations have ended. */
  haveOperationsEnded(): boolean {
    return this.#operations.isEmpty();
  }

  /** With operations over: stops the workloads, once, and tells whether they are drained. */
  areWorkloadsDrained(): boolean {
    if (!this.#isStopping) {
      this.#isStopping = true;
      for (const id of this.#workloads.ids) {
        this.#kernel.watch(id);
        this.#kernel.post(id, STOP);
      }
    }
    return this.#workloads.isEmpty();
  }

  /** Those for whom the run cannot end: operations that were started, workloads that were stopped. */
  waiting(timeline: Timeline): readonly ComponentId[] {
    const undrained = this.#isStopping ? this.#workloads.left() : [];
    const running = this.#operations.left().filter((id) => !timeline.isYetToStart(id));
    return [...running, ...undrained];
  }

  /**
   * Nothing is pending: tells those who wait that nobody will answer. Gives false when that was done
   * before and has not helped, or nobody waits.
   */
  breakDeadlock(timeline: Timeline): boolean {
    const waiting = this.waiting(timeline).filter((id) => !this.#deadlocked.includes(id));
    this.#deadlocked = [...this.#deadlocked, ...waiting];
    for (const to of waiting) {
      this.#kernel.post(to, this.#operations.ids.includes(to) ? DEADLOCKED : ABANDON);
    }
    return waiting.length > 0;
  }

  save(): LifecycleState {
    return { isStopping: this.#isStopping, deadlocked: this.#deadlocked };
  }

  restore(state: LifecycleState): void {
    this.#isStopping = state.isStopping;
    this.#deadlocked = state.deadlocked;
    this.#operations.rewind();
    this.#workloads.rewind();
  }
}

/** Where the ending of a run stands. */
export interface LifecycleState {
  readonly isStopping: boolean;
  readonly deadlocked: readonly ComponentId[];
}
