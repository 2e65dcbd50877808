import type { Ticks } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import type { Platform, World } from "../model/platform.ts";
import type { Ended } from "../model/rule.ts";
import { formatDuration } from "../model/value.ts";
import type { Standing } from "./announcer.ts";
import { standing } from "./announcer.ts";
import { checkedDispatch } from "./checked.ts";
import { FaultLedger } from "./fault-ledger.ts";
import { EventBook } from "./judge/event-book.ts";
import { Judge } from "./judge/judge.ts";
import type { ObservatoryState } from "./judge/observatory.ts";
import { Observatory } from "./judge/observatory.ts";
import { Readers } from "./judge/readers.ts";
import { Scope } from "./judge/scope.ts";
import type { Enabled, KernelState } from "./kernel.ts";
import { Kernel, Pause } from "./kernel.ts";
import type { LifecycleState } from "./lifecycle.ts";
import { Lifecycle } from "./lifecycle.ts";
import type { MonitorsState } from "./monitors.ts";
import { Monitors } from "./monitors.ts";
import { Pins } from "./pins.ts";
import { Timeline } from "./timeline.ts";

/** Storage that is kept from run to run. One run at a time. */
export class Arena {
  readonly kernel: Kernel = new Kernel();
  readonly #benches = new WeakMap<Platform, Bench>();

  /** The monitors of a platform, ready for this arena's kernel. */
  benchOf(platform: Platform): Bench {
    const known = this.#benches.get(platform);
    if (known !== undefined) return known;
    const monitors = new Monitors(this.kernel, platform);
    const bench = { monitors, standing: standing(monitors.listeners) };
    this.#benches.set(platform, bench);
    return bench;
  }
}

interface Bench {
  readonly monitors: Monitors;
  readonly standing: Standing;
}

/** How a run is to be played. */
export interface SessionOptions {
  readonly platform: Platform;
  readonly seed: number;
  /** Messages that it may handle. */
  readonly maxEvents: number;
  /** Virtual time that it may last. */
  readonly maxTime: Ticks;
  /** Asked now and then; true ends the run. */
  readonly wallExpired?: () => boolean;
  /** Keep every trace event. */
  readonly recording: boolean;
  /** Play every handler twice and on frozen states, and compare. For tests. */
  readonly checking?: boolean;
}

/** Why a run is over. */
export type End =
  | { readonly kind: "finished" | "halted" | "stuck" | "wall" }
  | { readonly kind: "limit"; readonly text: string };

/** The clock on the wall is looked at after this many messages. */
const WALL_STEPS = 4096;

/** Whoever plays in slices gets back control after this many messages. */
const SLICE_STEPS = 16 * WALL_STEPS;

/** One run of one plan in progress: kernel, monitors, judge and timeline together. */
export class Session {
  readonly plan: ScenarioPlan;
  readonly world: World;
  readonly options: SessionOptions;
  readonly kernel: Kernel;
  readonly monitors: Monitors;
  readonly scope: Scope;
  readonly judge: Judge;
  readonly timeline: Timeline;
  readonly lifecycle: Lifecycle;
  readonly faults: FaultLedger = new FaultLedger();
  readonly pins: Pins;
  /** Why it is over; null while it is not. */
  end: End | null = null;
  readonly #observatory: Observatory;
  /** The run ends with this instant. */
  #isLastInstant = false;
  #nextWallLook = WALL_STEPS;

  constructor(arena: Arena, plan: ScenarioPlan, world: World, options: SessionOptions) {
    this.plan = plan;
    this.world = world;
    this.options = options;
    const { kernel } = arena;
    const bench = arena.benchOf(options.platform);
    this.kernel = kernel;
    this.monitors = bench.monitors;
    kernel.reset({
      components: world.components,
      seed: options.seed,
      identity: `${plan.file}\n${plan.name}`,
      recording: options.recording,
      ...(world.budgets === undefined ? {} : { budgets: world.budgets }),
      standing: bench.standing,
      ...(options.checking === true ? { dispatch: checkedDispatch } : {}),
    });
    bench.monitors.reset();
    const book = new EventBook();
    this.scope = new Scope(world.components, options.platform.vocabulary, kernel.cells);
    const readers = new Readers(this.scope, book, bench.monitors.breaches);
    this.#observatory = new Observatory(kernel, book);
    this.judge = new Judge(plan.expectations, readers, this.#observatory, kernel);
    this.timeline = new Timeline(plan, world, kernel, readers, this.#observatory);
    this.lifecycle = new Lifecycle(kernel, this.scope);
    this.pins = new Pins(plan, this.scope, (index) => this.timeline.operationOf(index) ?? NOBODY);
    this.timeline.start();
    kernel.announcer.listen(this.#observatory);
    kernel.announcer.listen(this.faults);
    kernel.perform(world.initially, -1);
    this.#settle();
  }

  /** Plays on to the end. */
  run(): void {
    while (this.end === null) this.#advance(WALL_STEPS);
  }

  /** Plays on for about so many messages as make a few hundredths of a second. Gives whether there is more to come. */
  runSlice(): boolean {
    const until = this.kernel.steps + SLICE_STEPS;
    while (this.end === null && this.kernel.steps < until) this.#advance(WALL_STEPS);
    return this.end === null;
  }

  /** Plays one message, statement or stretch of empty time. Gives whether there is more to come. */
  step(): boolean {
    if (this.end === null) this.#advance(1);
    return this.end === null;
  }

  /** After the end: lets the monitors finish and decides every expectation, unless the run was cut short. */
  close(ended: Ended): void {
    if (this.end === null || this.end.kind === "limit" || this.end.kind === "wall") return;
    this.monitors.finish(ended);
    this.#observatory.settle();
    this.judge.finish();
  }

  /** What could come next: all that may be first at the next instant; a run takes the first of them. */
  enabled(): readonly Enabled[] {
    if (this.end !== null) return [];
    return this.pins.open(this.kernel.enabled(), this.kernel.nextTime());
  }

  /** Plays one of `enabled()`; none when there is none, which lets time pass. */
  take(choice: Enabled | undefined): boolean {
    if (this.end === null && choice === undefined) this.#react(Pause.idle);
    else if (choice !== undefined) this.#take(choice);
    return this.end === null;
  }

  /** A copy of everything that steers the rest of the run. */
  snapshot(): Snapshot {
    return {
      kernel: this.kernel.save(),
      monitors: this.monitors.save(),
      observatory: this.#observatory.save(),
      judge: this.judge.save(),
      timeline: this.timeline.save(),
      lifecycle: this.lifecycle.save(),
      faults: this.faults.save(),
      end: this.end,
      isLastInstant: this.#isLastInstant,
    };
  }

  /** Goes back to an earlier point of this run. */
  restore(snapshot: Snapshot): void {
    this.kernel.restore(snapshot.kernel);
    this.monitors.restore(snapshot.monitors);
    this.#observatory.restore(snapshot.observatory);
    this.judge.restore(snapshot.judge);
    this.timeline.restore(snapshot.timeline);
    this.lifecycle.restore(snapshot.lifecycle);
    this.faults.restore(snapshot.faults);
    this.end = snapshot.end;
    this.#isLastInstant = snapshot.isLastInstant;
  }

  #take(choice: Enabled): void {
    if (this.kernel.steps >= this.options.maxEvents) this.#hitEventLimit();
    // Time that passes before it is the same whichever is taken.
    while (this.end === null && this.kernel.nextTime() > this.#limit()) this.#timePasses();
    if (this.end === null) this.#react(this.kernel.take(choice));
  }

  /** Time must not go beyond this unnoticed. */
  #limit(): Ticks {
    if (this.#isLastInstant) return this.kernel.now;
    const { maxTime } = this.options;
    return Math.min(this.judge.alarm(), this.plan.runFor ?? maxTime, maxTime);
  }

  #advance(steps: number): void {
    const done = this.kernel.steps;
    const left = this.options.maxEvents - done;
    const most = this.#observatory.isImpatient ? 1 : Math.min(steps, left);
    if (done >= this.#nextWallLook && this.#hasWallExpired()) this.end = { kind: "wall" };
    else if (left <= 0) this.#hitEventLimit();
    else if (!this.pins.areNone) this.take(this.enabled()[0]);
    else this.#react(this.kernel.run(this.#limit(), most));
  }

  #react(pause: Pause): void {
    switch (pause) {
      case Pause.idle:
        this.#runDry();
        return;
      case Pause.later:
        this.#timePasses();
        return;
      case Pause.statement:
        this.timeline.deliver(this.kernel.statement);
        this.#settle();
        return;
      case Pause.attention:
        this.#settle();
        return;
      default:
        if (this.#observatory.isImpatient) this.#settle();
    }
  }

  /** After a step that may have changed something. */
  #settle(): void {
    const { kernel } = this;
    this.#observatory.settle();
    if (kernel.halted) this.end = { kind: "halted" };
    else if (kernel.exhausted !== "") this.#hitLimit(kernel.exhausted);
    else if (this.plan.runFor === undefined && this.#isComplete()) this.#isLastInstant = true;
  }

  #isComplete(): boolean {
    const { lifecycle } = this;
    return (
      this.timeline.isOver && lifecycle.haveOperationsEnded() && lifecycle.areWorkloadsDrained()
    );
  }

  /** The next message lies beyond the limit. */
  #timePasses(): void {
    const { kernel, judge, plan, options } = this;
    if (this.#isLastInstant) {
      this.end = { kind: "finished" };
      return;
    }
    const limit = this.#limit();
    judge.expire(limit);
    if (judge.alarm() <= limit) return;
    if (limit === plan.runFor) {
      kernel.passTo(limit);
      this.end = { kind: "finished" };
    } else if (limit === options.maxTime) {
      this.#hitLimit(`${formatDuration(options.maxTime)} of virtual time`);
    }
  }

  /** Nothing is pending. */
  #runDry(): void {
    if (this.#isLastInstant) this.end = { kind: "finished" };
    else if (!this.lifecycle.breakDeadlock(this.timeline)) {
      const { runFor } = this.plan;
      if (runFor === undefined) this.end = { kind: "stuck" };
      else this.#timePasses();
    }
  }

  #hasWallExpired(): boolean {
    this.#nextWallLook = this.kernel.steps + WALL_STEPS;
    return this.options.wallExpired?.() === true;
  }

  #hitEventLimit(): void {
    this.#hitLimit(`${this.options.maxEvents} events`);
  }

  #hitLimit(text: string): void {
    this.end = { kind: "limit", text };
  }
}

/** A point of a run, to go back to. */
export interface Snapshot {
  readonly kernel: KernelState;
  readonly monitors: MonitorsState;
  readonly observatory: ObservatoryState;
  readonly judge: ReturnType<Judge["save"]>;
  readonly timeline: readonly boolean[];
  readonly lifecycle: LifecycleState;
  readonly faults: ReturnType<FaultLedger["save"]>;
  readonly end: End | null;
  readonly isLastInstant: boolean;
}
