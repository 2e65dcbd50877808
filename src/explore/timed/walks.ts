import type { Enabled } from "../../engine/kernel.ts";
import { Stream } from "../../engine/random.ts";
import { Arena, Session } from "../../engine/session.ts";
import { hashText } from "../../engine/trace-hash.ts";
import { conclude } from "../../engine/verdict/conclude.ts";
import { endedOf } from "../../engine/verdict/operations.ts";
import type { RunResult } from "../../model/verdict.ts";
import type { Turn } from "./path.ts";
import { happeningOf } from "./path.ts";
import type { Answered, RunSettings } from "./replay.ts";

/** One run in an order that chance has chosen. */
export interface Walk {
  readonly turns: readonly Turn[];
  readonly result: RunResult;
}

/** Points at which a walk by priorities changes its mind. */
const CHANGES = 3;

/**
 * Plays one run in a random order. Every other seed gives each component a random priority, which changes now and then, and lets
 * the highest go first: that finds what needs one component to be slow for long, which a coin at every point hardly ever does.
 */
export function walk(
  { plan, world, platform }: Answered,
  seed: number,
  settings: RunSettings,
): Walk {
  const options = { ...settings, seed: settings.seed, platform, recording: false };
  const session = new Session(new Arena(), plan, world, options);
  const chance = new Stream(hashText(`walk ${seed}`), seed, hashText("walk", seed), 1);
  const choose = seed % 2 === 0 ? byCoin(chance) : byPriority(chance, world.components.length);
  const turns: Turn[] = [];
  let asked: boolean[] = [];
  session.kernel.decide = () => {
    const isSpent = chance.next() % 2 === 0;
    asked.push(isSpent);
    return isSpent;
  };
  for (let step = 0; session.end === null; step += 1) {
    const enabled = session.enabled();
    const index = enabled.length < 2 ? 0 : choose(enabled);
    const chosen = enabled[index];
    const time = session.kernel.nextTime();
    asked = [];
    const before = enabled.slice(0, index + 1).map(happeningOf);
    session.take(chosen);
    const last = before.pop();
    if (last === undefined || (index === 0 && !asked.includes(true))) continue;
    turns.push({ time, step, chosen: last, overtaken: before, spent: asked });
  }
  session.close(endedOf(session));
  return { turns, result: conclude(session) };
}

type Choose = (enabled: readonly Enabled[]) => number;

function byCoin(chance: Stream): Choose {
  return ({ length }) => chance.next() % length;
}

function byPriority(chance: Stream, components: number): Choose {
  const priorities = Array.from({ length: components + 1 }, () => chance.next());
  let left = CHANGES;
  return (enabled) => {
    const at = (index: number): number => (enabled[index]?.to ?? -1) + 1;
    let best = 0;
    for (const index of enabled.keys()) {
      if ((priorities[at(index)] ?? 0) > (priorities[at(best)] ?? 0)) best = index;
    }
    if (left > 0 && chance.next() % 16 === 0) {
      left -= 1;
      priorities[at(best)] = 0;
    }
    return best;
  };
}
