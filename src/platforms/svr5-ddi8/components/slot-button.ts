import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refused, refusedTo, skipped } from "../../../kit/answers.ts";
import { Ev, Msg } from "../protocol.ts";
import type { On, SlotState } from "./slot-state.ts";
import { BITS, does, feel, withBit } from "./slot-state.ts";

// The button, the lamp, and what else is asked of a controller.

/** A function of its card wants device nodes: a = the instance, data = who asks. */
export const onNode: On = (state, { a, data }, fx, config) => {
  const asker = data as unknown as Asker;
  if (does("node-fails", state, config)) {
    refusedTo(asker, fx, "EIO", `${config.name}: specfs has made no nodes`);
    return feel("node-fails", state, fx, config);
  }
  fx.emit(Ev.nodes, a);
  doneTo(asker, fx);
  return state;
};

/** A press begins the blinking, a second one calls it off; while power changes it does nothing. [LNX] */
export const onPress: On = (state, message, fx, { options }) => {
  const presses = state.presses + 1;
  if (state.presser !== null) {
    refusedTo(state.presser, fx, "ECANCELED", "the button was pressed again");
    skipped(message, fx);
    return { ...state, presses, presser: null, blinking: 0 };
  }
  if (state.power === "rising" || state.power === "falling") {
    skipped(message, fx);
    return state;
  }
  fx.sendAfter(options["blink-time"], fx.self, Msg.blinked, presses);
  return { ...state, presses, blinking: presses, presser: askerOf(message) };
};

export const onBlinked: On = (state, { a }, fx) => {
  if (state.blinking !== a || state.presser === null) return state;
  doneTo(state.presser, fx);
  return { ...state, blinking: 0, presser: null };
};

/** modify_callback: only the controller changes what is read-only. [HPM; HPS] */
export const onSetBit: On = (state, message, fx, config) => {
  const bit = BITS[message.b] ?? "EMPTY";
  if (bit === "ATTENTION_STATE") {
    done(message, fx);
    return { ...state, attention: true };
  }
  if (!does("accepts-bits", state, config)) {
    refused(message, fx, "EINVAL", `${config.name}: ${bit} is read-only`);
    return state;
  }
  fx.emit(Ev.readOnlyBit, fx.self, 0, bit);
  done(message, fx);
  const next = feel("accepts-bits", state, fx, config);
  return { ...next, bits: withBit(next.bits, bit) };
};

export const answering =
  (isConcerned: (state: SlotState) => boolean): On =>
  (state, message, fx) => {
    if (isConcerned(state)) done(message, fx);
    else skipped(message, fx);
    return state;
  };
