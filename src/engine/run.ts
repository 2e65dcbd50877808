import { InvariantViolation } from "../base/invariant-violation.ts";
import { STORY_STEPS_MAX } from "../base/limits.ts";
import type { TraceEvent } from "../model/event.ts";
import type { ScenarioPlan } from "../model/plan.ts";
import type { World } from "../model/platform.ts";
import type { Failure, RunResult } from "../model/verdict.ts";
import type { SessionOptions } from "./session.ts";
import { Arena, Session } from "./session.ts";
import { conclude } from "./verdict/conclude.ts";
import { endedOf } from "./verdict/operations.ts";

/** How a scenario is to be run. */
export interface RunOptions extends Omit<SessionOptions, "recording"> {
  /** Told of a fault of the program, which the result only names. */
  readonly onFault?: (fault: unknown) => void;
}

/** A result and every event that led to it. */
export interface Recorded {
  readonly result: RunResult;
  readonly trace: readonly TraceEvent[];
}

/** Storage for one run after the other. Nothing of a run is left in it for the next. */
const arena = new Arena();

/**
 * Plays a plan in its world to the end and judges it. The same plan, world and seed give the same result.
 * A run that fails is played a second time with its trace kept, so that passing ones need not pay for it.
 */
export function run(plan: ScenarioPlan, world: World, options: RunOptions): RunResult {
  return atOnce(runInSlices(plan, world, options));
}

/**
 * As `run`, coming back every now and then, so that a caller with a long run can look at other things. Nothing else
 * may be run in between.
 */
export function* runInSlices(
  plan: ScenarioPlan,
  world: World,
  options: RunOptions,
): Generator<undefined, RunResult> {
  const first = yield* play(plan, world, { recording: false, ...options });
  if (first.result.failures.length === 0 || first.session === null || isTooLong(first.result)) {
    return asExpected(first.result, plan);
  }
  const second = yield* again(plan, world, options, first.result);
  return asExpected(second.result, plan);
}

/** A run that hit a bound says little by its story, and the trace of a long one would fill the memory. */
function isTooLong({ verdict, steps }: RunResult): boolean {
  return verdict === "inconclusive" && steps > STORY_STEPS_MAX;
}

/** As `run`, and gives the trace in any case. */
export function record(plan: ScenarioPlan, world: World, options: RunOptions): Recorded {
  const { result, session } = atOnce(play(plan, world, { recording: true, ...options }));
  const trace = session?.kernel.announcer.recorded ?? [];
  return { result: asExpected(result, plan), trace: [...trace] };
}

interface Played {
  readonly result: RunResult;
  /** Null when the program itself has failed. */
  readonly session: Session | null;
}

/** Plays on to the end without coming back in between. */
function atOnce<T>(slices: Generator<undefined, T>): T {
  for (;;) {
    const slice = slices.next();
    if (slice.done === true) return slice.value;
  }
}

function* again(
  plan: ScenarioPlan,
  world: World,
  options: RunOptions,
  first: RunResult,
): Generator<undefined, Played> {
  const second = yield* play(plan, world, { recording: true, ...options });
  // A clock on the wall may stop the two runs at different places.
  const isTimed = options.wallExpired !== undefined;
  if (second.result.traceHash !== first.traceHash && !isTimed) {
    const message = "the second run of this scenario differs from the first";
    return { result: faulty(plan, options, new InvariantViolation(message)), session: null };
  }
  return second.result.traceHash === first.traceHash ? second : { result: first, session: null };
}

function* play(
  plan: ScenarioPlan,
  world: World,
  options: SessionOptions & Pick<RunOptions, "onFault">,
): Generator<undefined, Played> {
  try {
    const session = new Session(arena, plan, world, options);
    while (session.runSlice()) yield;
    session.close(endedOf(session));
    return { result: conclude(session), session };
  } catch (fault) {
    options.onFault?.(fault);
    return { result: faulty(plan, options, fault), session: null };
  }
}

/** The result of a run in which the program itself has failed. */
function faulty(plan: ScenarioPlan, options: RunOptions, fault: unknown): RunResult {
  const { kernel } = arena;
  return {
    verdict: "failed",
    failures: [
      plain("engine", fault instanceof Error ? fault.message : String(fault), plan, kernel.now),
    ],
    noted: [],
    vacuous: [],
    assertions: 0,
    virtualTime: kernel.now,
    steps: kernel.steps,
    traceHash: kernel.announcer.digits(),
    seed: options.seed,
  };
}

/** Turns the verdict round where the scenario says that it fails. */
export function asExpected(result: RunResult, plan: ScenarioPlan): RunResult {
  const { expectFailure } = plan;
  if (expectFailure === undefined || result.verdict === "inconclusive") return result;
  const isFault = result.failures.some(({ kind }) => kind === "engine");
  if (isFault) return result;
  if (result.verdict === "failed") {
    return { ...result, verdict: "passed", expectedFailure: expectFailure };
  }
  const message = `this scenario is expected to fail (${expectFailure}), but it passed`;
  const failures = [plain("unexpected-pass", message, plan, result.virtualTime)];
  return { ...result, verdict: "failed", failures, expectedFailure: expectFailure };
}

function plain(kind: Failure["kind"], message: string, plan: ScenarioPlan, time: number): Failure {
  return { kind, message, time, span: plan.span, parts: [], trail: [], notes: [] };
}
