import type { Enabled } from "../../engine/kernel.ts";
import type { SessionOptions } from "../../engine/session.ts";
import { Arena, Session } from "../../engine/session.ts";
import { conclude } from "../../engine/verdict/conclude.ts";
import { endedOf } from "../../engine/verdict/operations.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { Platform, World } from "../../model/platform.ts";
import type { RunResult } from "../../model/verdict.ts";
import type { Turn } from "./path.ts";
import { isSame } from "./path.ts";

/** A scenario with every question answered, ready to be played. */
export interface Answered {
  readonly plan: ScenarioPlan;
  readonly platform: Platform;
  readonly world: World;
}

/** How single runs are played. */
export type RunSettings = Pick<SessionOptions, "seed" | "maxEvents" | "maxTime">;

/**
 * Plays one path again, with its story. A turn is taken at its own step; or, when some of the turns of a path are missing, where
 * it is possible for the first time at its moment, and one that never comes about is left out.
 */
export function replay(
  { plan, world, platform }: Answered,
  turns: readonly Turn[],
  settings: RunSettings,
  areSomeMissing = false,
): RunResult {
  const options = { ...settings, platform, recording: true };
  const session = new Session(new Arena(), plan, world, options);
  let [next, ...later] = turns;
  let asked = 0;
  let spent: readonly boolean[] = [];
  session.kernel.decide = () => spent[asked++] ?? false;
  for (let step = 0; session.end === null; step += 1) {
    const enabled = session.enabled();
    asked = 0;
    spent = [];
    const turn = areSomeMissing || next?.step === step ? next : undefined;
    const chosen = turn && turnIn(enabled, turn, session);
    if (turn !== undefined && chosen !== undefined) {
      ({ spent } = turn);
      [next, ...later] = later;
    }
    session.take(chosen ?? enabled[0]);
  }
  session.close(endedOf(session));
  return conclude(session);
}

/** What a turn takes, if this is its place. */
function turnIn(enabled: readonly Enabled[], turn: Turn, session: Session): Enabled | undefined {
  if (session.kernel.nextTime() !== turn.time) return undefined;
  const [first] = enabled;
  const [overtaken = turn.chosen] = turn.overtaken;
  if (first === undefined || !isSame(first, overtaken)) return undefined;
  return enabled.find((one) => isSame(one, turn.chosen));
}
