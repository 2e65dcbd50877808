import type { TraceEvent } from "../../model/event.ts";
import { CoreEvent } from "../../model/event.ts";
import type { EventKind } from "../../model/kinds.ts";

/** Events at which a run takes the turn that somebody asks about. */
const TURNS: ReadonlySet<EventKind> = new Set([
  CoreEvent.statement,
  CoreEvent.fault,
  CoreEvent.faultEnded,
  CoreEvent.faultFelt,
  CoreEvent.operationStarted,
  CoreEvent.operationEnded,
  CoreEvent.refused,
  CoreEvent.hang,
  CoreEvent.panic,
  CoreEvent.console,
  CoreEvent.violation,
]);

/**
 * At most so many of the events that led to one another, in their order: the first, the turns, and then whatever
 * comes closest before a turn. The last counts as one.
 */
export function abridged(chain: readonly TraceEvent[], max: number): readonly TraceEvent[] {
  if (chain.length <= max) return chain;
  const ranked = stepsToTurns(chain)
    .map((steps, at) => ({ at, steps: at === 0 ? -1 : steps }))
    .sort((one, other) => one.steps - other.steps || other.at - one.at)
    .slice(0, max);
  const kept = new Set(ranked.map(({ at }) => at));
  return chain.filter((_, at) => kept.has(at));
}

/** For each event, how many events later the next turn comes. */
function stepsToTurns(chain: readonly TraceEvent[]): readonly number[] {
  let steps = 0;
  return chain
    .map(({ kind }) => TURNS.has(kind))
    .reverse()
    .map((isTurn, fromEnd) => {
      steps = isTurn || fromEnd === 0 ? 0 : steps + 1;
      return steps;
    })
    .reverse();
}
