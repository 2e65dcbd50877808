import type { Bounds } from "../bounds.ts";
import type { Failing, OpenWorld } from "./explore.ts";
import type { RunSettings } from "./replay.ts";
import { replay } from "./replay.ts";
import { walk } from "./walks.ts";

/** What so many random runs came to. */
export interface Sampled {
  readonly walks: number;
  readonly steps: number;
  /** The first that fails, and its seed. */
  readonly failing?: Failing & { readonly seed: number };
  /** The bound that was hit before all were played, in words. */
  readonly reason?: string;
}

/** Plays random runs with the seeds from one on, until one fails. Comes back now and then. */
export function* sample(
  open: OpenWorld,
  answersFor: (seed: number) => readonly number[],
  seeds: { readonly from: number; readonly count: number },
  settings: RunSettings,
  { stop }: Bounds,
): Generator<undefined, Sampled> {
  let [walks, steps] = [0, 0];
  for (; walks < seeds.count; ) {
    const reason = stop();
    if (reason !== undefined) return { walks, steps, reason };
    const seed = seeds.from + walks;
    const played = playOne(open, answersFor(seed), seed, settings);
    walks += 1;
    steps += played.result.steps;
    if (played.result.failures.length > 0) return { walks, steps, failing: { ...played, seed } };
    yield;
  }
  return { walks, steps };
}

/** One random run; one that fails, with its story. */
function playOne(
  open: OpenWorld,
  answers: readonly number[],
  seed: number,
  settings: RunSettings,
): Failing {
  const answered = open.answered(answers);
  if ("verdict" in answered) return { answers, turns: [], result: answered };
  const { turns, result } = walk(answered, seed, settings);
  const isFailed = result.failures.length > 0;
  return { answers, turns, result: isFailed ? replay(answered, turns, settings) : result };
}
