import type { Effects } from "../model/component.ts";
import { NOBODY } from "../model/component.ts";
import { CoreEvent } from "../model/event.ts";
import type { MessageKind } from "../model/kinds.ts";
import { messageKind } from "../model/kinds.ts";
import type { Conclusion, OperationConfig, Reason } from "../model/phase.ts";
import type { OperationState } from "./operation-state.ts";
import type { Asking } from "./rounds.ts";
import { DEADLINE, firstOwing } from "./rounds.ts";

/** To oneself: a pause of the table is over. */
export const PAUSE: MessageKind = messageKind("operation-pause");

/** How operations end, in the order of `CoreEvent.operationEnded`'s value. */
export const OUTCOMES = ["succeeded", "refused", "failed", "panicked", "hung"] as const;

/** Every phase and everything owed at the end has been played. */
export function conclude(
  state: OperationState,
  effects: Effects,
  config: OperationConfig,
): OperationState {
  const { failure, notes } = state;
  const conclusion: Conclusion =
    failure === null
      ? { outcome: "succeeded", culprit: NOBODY, notes }
      : {
          outcome: failure.outcome,
          phase: config.phases[failure.phase]?.id ?? "",
          reason: failure.reason,
          culprit: failure.who,
          notes,
        };
  const phase = failure?.phase ?? config.phases.length;
  return ended({ ...state, phase }, conclusion, effects, config);
}

/** Nobody will answer: the operation stays where it is. */
export function hang(
  state: OperationState,
  asking: Asking,
  effects: Effects,
  config: OperationConfig,
): OperationState {
  const culprit = firstOwing(state, asking);
  const phase = config.phases[state.phase]?.id ?? "";
  effects.emit(CoreEvent.hang, effects.self, culprit, phase);
  const reason = state.failure === null ? {} : { reason: state.failure.reason };
  const conclusion = { outcome: "hung", phase, culprit, notes: state.notes, ...reason } as const;
  return ended(state, conclusion, effects, config);
}

/** A refusal that the system does not survive. */
export function panic(
  state: OperationState,
  who: number,
  reason: Reason,
  effects: Effects,
  config: OperationConfig,
): OperationState {
  const phase = config.phases[state.phase]?.id ?? "";
  const conclusion = {
    outcome: "panicked",
    phase,
    reason,
    culprit: who,
    notes: state.notes,
  } as const;
  effects.emit(CoreEvent.panic, effects.self, who, config.conclude(conclusion).message);
  const over = ended(state, conclusion, effects, config);
  effects.halt();
  return over;
}

function ended(
  state: OperationState,
  conclusion: Conclusion,
  effects: Effects,
  config: OperationConfig,
): OperationState {
  effects.stopTimer(DEADLINE);
  effects.stopTimer(PAUSE);
  const { exit, message, error } = config.conclude(conclusion);
  if (message !== "") {
    for (const line of message.split("\n")) {
      effects.emit(CoreEvent.console, effects.self, 0, line);
    }
  }
  const { outcome, culprit } = conclusion;
  effects.emit(CoreEvent.operationEnded, effects.self, OUTCOMES.indexOf(outcome), message);
  return {
    ...state,
    state: "ended",
    waiting: "nothing",
    end: effects.now,
    outcome,
    culprit,
    exit,
    message,
    error,
  };
}
