import type { Asker } from "../../../kit/answers.ts";
import { askerOf, done, doneTo, refused, skipped } from "../../../kit/answers.ts";
import { numberIn } from "../../../kit/args.ts";
import type { ComponentClass, ComponentId, Handler } from "../../../model/component.ts";
import type { Args } from "../../../model/vocabulary.ts";
import type { CauseName } from "../causes.ts";
import { Ev, Msg } from "../protocol.ts";

/** A processor by its Windows number, whichever unit carries it. */
export interface ProcessorState {
  readonly state: "running" | "parking" | "parked" | "absent";
  readonly asker: Asker | null;
}

export interface ProcessorConfig {
  readonly number: number;
  readonly traits: ReadonlyMap<string, Args>;
  readonly devices: readonly ComponentId[];
}

type On = Handler<ProcessorState, ProcessorConfig>;

const onPark: On = (state, message, fx, { traits }) => {
  if (state.state !== "running") {
    skipped(message, fx);
    return state;
  }
  const asker = askerOf(message);
  if (traits.has("never-parks")) return { state: "parking", asker };
  const args = traits.get("parks-after");
  fx.sendAfter(args === undefined ? 0 : numberIn(args, "time"), fx.self, Msg.parked);
  return { state: "parking", asker };
};

const onParked: On = (state, _, fx) => {
  if (state.state !== "parking") return state;
  fx.emit(Ev.parked);
  if (state.asker !== null) doneTo(state.asker, fx);
  return { state: "parked", asker: null };
};

const onUnpark: On = (state, message, fx) => {
  if (state.state === "running" || state.state === "absent") {
    skipped(message, fx);
    return state;
  }
  fx.emit(Ev.unparked);
  done(message, fx);
  return { state: "running", asker: null };
};

/** From now on threads, DPCs and interrupts may come to it. */
const onOnline: On = (state, message, fx, { number, devices, traits }) => {
  if (traits.has("fails-to-start")) {
    refused(message, fx, "INTERNAL" satisfies CauseName, `cpu${number}`);
    return state;
  }
  fx.emit(Ev.online);
  for (const device of devices) fx.send(device, Msg.processorRuns, number);
  done(message, fx);
  return { state: "running", asker: null };
};

export const PROCESSOR_CLASS: ComponentClass<ProcessorState, ProcessorConfig> = {
  name: "processor",
  on: [
    [Msg.park, onPark],
    [Msg.parked, onParked],
    [Msg.unpark, onUnpark],
    [Msg.online, onOnline],
  ],
};

export const RUNNING_PROCESSOR: ProcessorState = { state: "running", asker: null };
export const ABSENT_PROCESSOR: ProcessorState = { state: "absent", asker: null };
