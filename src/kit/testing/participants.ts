import type {
  ComponentClass,
  ComponentSpec,
  Effects,
  Message,
  Ticks,
} from "../../model/component.ts";
import { component } from "../../model/component.ts";
import { eventKind, messageKind } from "../../model/kinds.ts";
import { Answer, REPLY, SETTLED } from "../../model/phase.ts";

/** What a participant of the tests is asked. */
export const Do = {
  suspend: messageKind("test-suspend"),
  resume: messageKind("test-resume"),
  mark: messageKind("test-mark"),
  verify: messageKind("test-verify"),
  clear: messageKind("test-clear"),
} as const;

/** What it says that it does. */
export const Did = {
  suspend: eventKind("test-suspended"),
  resume: eventKind("test-resumed"),
  clear: eventKind("test-cleared"),
} as const;

const LATER = messageKind("test-later");
const SETTLE_LATER = messageKind("test-settle-later");

/** How a participant behaves; absent: it does at once what it is asked. */
export interface Manner {
  readonly suspend?: "skips" | "refuses" | "never answers";
  readonly resume?: "refuses" | "never answers";
  /** How long it takes to suspend. */
  readonly takes?: Ticks;
  /** How long after the mark it settles; absent: it skips the mark, for it has settled. */
  readonly settlesAfter?: Ticks;
  /** Answers everything twice. */
  readonly stutters?: boolean;
}

interface State {
  readonly isSuspended: boolean;
  readonly isMarked: boolean;
  readonly hasSettled: boolean;
}

type Does = (state: State, message: Message, effects: Effects, manner: Manner) => State;

const suspend: Does = (state, m, fx, manner) => {
  if (manner.suspend === "never answers") return state;
  if (manner.suspend === "skips") return answer(state, m, fx, manner, Answer.skipped);
  if (manner.suspend === "refuses") return answer(state, m, fx, manner, Answer.refused);
  if (manner.takes !== undefined) {
    fx.sendAfter(manner.takes, fx.self, LATER, m.a, m.from);
    return state;
  }
  return suspended(state, m, fx, manner);
};

const suspended: Does = (state, m, fx, manner) => {
  fx.emit(Did.suspend);
  return answer({ ...state, isSuspended: true }, m, fx, manner, Answer.done);
};

const resume: Does = (state, m, fx, manner) => {
  if (manner.resume === "never answers") return state;
  if (!state.isSuspended) return answer(state, m, fx, manner, Answer.skipped);
  if (manner.resume === "refuses") return answer(state, m, fx, manner, Answer.refused);
  fx.emit(Did.resume, fx.self, m.b);
  return answer({ ...state, isSuspended: false }, m, fx, manner, Answer.done);
};

const mark: Does = (state, m, fx, manner) => {
  if (state.hasSettled || manner.settlesAfter === undefined) {
    return answer(state, m, fx, manner, Answer.skipped);
  }
  if (!state.isMarked) fx.sendAfter(manner.settlesAfter, fx.self, SETTLE_LATER, m.a, m.from);
  return answer({ ...state, isMarked: true }, m, fx, manner, Answer.done);
};

const verify: Does = (state, m, fx, manner) => {
  const isStill = state.hasSettled || manner.settlesAfter === undefined;
  return answer(state, m, fx, manner, isStill ? Answer.done : Answer.refused);
};

const clear: Does = (state, m, fx, manner) => {
  if (!state.isMarked) return answer(state, m, fx, manner, Answer.skipped);
  fx.emit(Did.clear);
  return answer({ ...state, isMarked: false }, m, fx, manner, Answer.done);
};

function answer(state: State, m: Message, fx: Effects, manner: Manner, what: number): State {
  const data = what === Answer.refused ? { error: "BUSY", detail: "open" } : null;
  for (let times = manner.stutters === true ? 2 : 1; times > 0; times--) {
    fx.send(m.from, REPLY, m.a, what, data);
  }
  return state;
}

const PARTICIPANT: ComponentClass<State, Manner> = {
  name: "participant",
  on: [
    [Do.suspend, suspend],
    [Do.resume, resume],
    [Do.mark, mark],
    [Do.verify, verify],
    [Do.clear, clear],
    [LATER, (state, m, fx, manner) => suspended(state, { ...m, from: m.b }, fx, manner)],
    [
      SETTLE_LATER,
      (state, m, fx) => {
        fx.send(m.b, SETTLED, m.a);
        return { ...state, hasSettled: true };
      },
    ],
  ],
};

/** Somebody whom an operation of the tests asks. */
export function participant(name: string, manner: Manner = {}): ComponentSpec {
  const initial = { isSuspended: false, isMarked: false, hasSettled: false };
  return component({ name, kind: "device", class: PARTICIPANT, config: manner, initial });
}
