import type { Effects } from "../model/component.ts";
import type { OperationConfig, Precedence } from "../model/phase.ts";
import { hasBit, withBit } from "./bits.ts";
import type { Draft } from "./operation-state.ts";
import type { Asking } from "./rounds.ts";
import { armDeadline, DEADLINE, send } from "./rounds.ts";

/** Who waits for whom, the other way round. */
interface Dependents {
  /** Places that wait for nobody, in order. */
  readonly free: readonly number[];
  /** For each place, those that wait for it. */
  readonly of: readonly (readonly number[])[];
}

/** Worked out once for each table: every answer asks. */
const DEPENDENTS = new WeakMap<Precedence["after"], Dependents>();

function dependentsOf({ after }: Precedence): Dependents {
  const known = DEPENDENTS.get(after);
  if (known !== undefined) return known;
  const of: number[][] = after.map(() => []);
  for (const [place, others] of after.entries()) for (const other of others) of[other]?.push(place);
  const dependents = { free: [...after.keys()].filter((place) => after[place]?.length === 0), of };
  DEPENDENTS.set(after, dependents);
  return dependents;
}

/** A place has answered, or will not: those that waited for it last are free to be asked. */
export function freeOthers(d: Draft, place: number, order: Precedence): void {
  const { round } = d;
  round.answered = withBit(round.answered, place);
  round.open = round.open.filter((one) => one.place !== place);
  // From the last one: they mostly answer in order, and then it is the last that is still missing.
  const isFree = (other: number): boolean =>
    order.after[other]?.findLast((needed) => !hasBit(round.answered, needed)) === undefined;
  const free = dependentsOf(order).of[place]?.filter(isFree);
  if (free !== undefined && free.length > 0) round.freed = [...round.freed, ...free];
}

/** Asks as many as are free and may be asked at a time; `owed` is 0 afterwards when nobody is left. */
export function askFree(
  d: Draft,
  asking: Asking,
  order: Precedence,
  fx: Effects,
  c: OperationConfig,
): void {
  const { round } = d;
  const { free } = dependentsOf(order);
  while (round.owed < order.width && round.refusal === null) {
    const isFirst = round.cursor < free.length;
    const place = isFirst ? free[round.cursor] : round.freed[0];
    if (place === undefined) break;
    if (isFirst) round.cursor++;
    else round.freed = round.freed.slice(1);
    round.open = [...round.open, { place, since: fx.now }];
    round.owed++;
    send(d, asking, place, fx);
  }
  d.waiting = round.owed > 0 ? "answers" : "nothing";
  const [oldest] = round.open;
  if (oldest === undefined) fx.stopTimer(DEADLINE);
  else armDeadline(asking, fx, c, fx.now - oldest.since);
}
