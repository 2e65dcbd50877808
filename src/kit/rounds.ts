import type { ComponentId, Effects } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";
import type { Ask, OperationConfig, Phase, Undo } from "../model/phase.ts";
import type { Bits } from "./bits.ts";
import { hasBit } from "./bits.ts";
import type { Draft, OperationState } from "./operation-state.ts";
import { Step } from "./operation-state.ts";

/** To oneself: nobody answered for as long as the ask, or the watchdog, allows. */
export const DEADLINE: MessageKind = messageKind("operation-deadline");

/** What is asked, and of whom, in the step where an operation stands. */
export interface Asking {
  readonly ask: Omit<Ask, "who">;
  readonly who: readonly ComponentId[];
  readonly places: number;
  /** The last of `who` has the first place. */
  readonly backwards: boolean;
  /** Positions in `who` that are left out: this one, and those not in `only`. */
  readonly except: number;
  readonly only: Bits | null;
}

const NOBODY_ASKED: Asking = {
  ask: { message: DEADLINE, order: "each", onRefusal: "ignore" },
  who: [],
  places: 0,
  backwards: false,
  except: -1,
  only: null,
};

/** The asking that belongs to a state, worked out from the phase table alone. */
export function askingOf(state: OperationState, config: OperationConfig): Asking {
  const phase = config.phases[state.phase];
  if (phase === undefined) return NOBODY_ASKED;
  if (state.direction === "forward") {
    const ask = state.step === Step.verify ? phase.passes?.verify : phase.ask;
    return ask === undefined ? NOBODY_ASKED : everyone(ask, ask.who);
  }
  const item = undoItems(state, phase)[state.step];
  if (item === undefined || !("ask" in item)) return NOBODY_ASKED;
  const { who } = item.ask;
  return who === "done" ? thoseDone(item.ask, phase, state) : everyone(item.ask, who);
}

/** What the phase undoes or finishes, by the direction of the state. */
export function undoItems(state: OperationState, phase: Phase): readonly Undo[] {
  return (state.direction === "finally" ? phase.finally : phase.undo) ?? [];
}

function everyone(ask: Omit<Ask, "who">, who: readonly ComponentId[]): Asking {
  return { ask, who, places: who.length, backwards: false, except: -1, only: null };
}

/** Whoever may have answered *done* to the phase's own ask, last first. */
function thoseDone(ask: Omit<Ask, "who">, phase: Phase, state: OperationState): Asking {
  const who = phase.ask?.who ?? [];
  const failure = state.failure?.phase === state.phase ? state.failure : null;
  return {
    ask,
    who,
    places: failure === null ? who.length : failure.reach,
    backwards: true,
    except: failure?.index ?? -1,
    only: failure?.answered ?? null,
  };
}

/** Who has this place, or `NOBODY` when the place is left out. */
export function participantAt(asking: Asking, place: number): ComponentId {
  const index = indexAt(asking, place);
  if (index === asking.except) return NOBODY;
  if (asking.only !== null && !hasBit(asking.only, index)) return NOBODY;
  return asking.who[index] ?? NOBODY;
}

function indexAt(asking: Asking, place: number): number {
  return asking.backwards ? asking.places - 1 - place : place;
}

/** Whether an answer with this token is one that the state waits for. */
export function isAwaited(state: OperationState, token: number, asking: Asking): boolean {
  const { order } = asking.ask;
  const place = token - state.round.token;
  if (typeof order === "object") return state.round.open.some((one) => one.place === place);
  if (place < 0 || place >= state.round.cursor) return false;
  if (order === "each") return place === state.round.cursor - 1;
  return participantAt(asking, place) !== NOBODY && !hasBit(state.round.answered, place);
}

/** The first who still owes an answer, or `NOBODY`. */
export function firstOwing(state: OperationState, asking: Asking): ComponentId {
  if (state.waiting !== "answers") return NOBODY;
  if (asking.ask.order === "each") return participantAt(asking, state.round.cursor - 1);
  const [place] = asking.ask.order === "all" ? placesOwing(state, asking) : openPlaces(state);
  return place === undefined ? NOBODY : participantAt(asking, place);
}

/** Places whose time for an answer is over, in order. */
export function placesOverdue(
  state: OperationState,
  asking: Asking,
  limit: number,
  { now }: Effects,
): readonly number[] {
  const { order } = asking.ask;
  if (order === "each") return [state.round.cursor - 1];
  if (order === "all") return placesOwing(state, asking);
  return openPlaces({
    round: { open: state.round.open.filter((one) => one.since + limit <= now) },
  });
}

function openPlaces({ round }: { readonly round: Pick<OperationState["round"], "open"> }) {
  return round.open.map(({ place }) => place);
}

/** Places of an `all` ask that have not answered, in order. */
function placesOwing(state: OperationState, asking: Asking): readonly number[] {
  const owing: number[] = [];
  for (let place = 0; place < state.round.cursor; place++) {
    if (hasBit(state.round.answered, place)) continue;
    if (participantAt(asking, place) !== NOBODY) owing.push(place);
  }
  return owing;
}

/** Asks whoever is next; `owed` is 0 afterwards when nobody was left. */
export function askNext(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const { round } = d;
  let place = round.cursor;
  while (place < round.places && participantAt(asking, place) === NOBODY) place++;
  const isOver = place === round.places;
  round.cursor = isOver ? place : place + 1;
  round.owed = isOver ? 0 : 1;
  d.waiting = isOver ? "nothing" : "answers";
  if (isOver) return;
  send(d, asking, place, fx);
  armDeadline(asking, fx, c);
}

/** Asks everyone at once. */
export function askAll(d: Draft, asking: Asking, fx: Effects, c: OperationConfig): void {
  const { round } = d;
  for (let place = 0; place < round.places; place++) {
    if (participantAt(asking, place) === NOBODY) continue;
    send(d, asking, place, fx);
    round.owed++;
  }
  round.cursor = round.places;
  if (round.owed === 0) return;
  d.waiting = "answers";
  armDeadline(asking, fx, c);
}

/** Sends the ask of one place. */
export function send(d: Draft, asking: Asking, place: number, fx: Effects): void {
  const usual = d.direction === "forward" || d.failure === null ? 0 : 1;
  const parameter = asking.ask.parameter ?? usual;
  fx.send(participantAt(asking, place), asking.ask.message, d.round.token + place, parameter);
}

/** Starts the time that an ask leaves for an answer, of which some may be over; without a limit, the watchdog's. */
export function armDeadline(asking: Asking, fx: Effects, c: OperationConfig, over = 0): void {
  const time = (asking.ask.limit ?? c.watchdog) - over;
  if (asking.ask.limit !== undefined || c.watchdog > 0) fx.startTimer(DEADLINE, time);
}
