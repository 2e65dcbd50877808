import { numberIn, textOr } from "../../../kit/args.ts";
import type { Effects } from "../../../model/component.ts";
import type { MessageKind } from "../../../model/kinds.ts";
import type { Fact } from "../../../model/vocabulary.ts";
import { Ev, Msg } from "../protocol.ts";
import { Touch } from "./backplane.ts";
import type { DeviceConfig, DeviceState } from "./device-state.ts";

/** Where the steps of a written-out entry point stop for now. */
export type Stop =
  | { readonly kind: "waiting"; readonly next: number }
  | { readonly kind: "never" }
  | { readonly kind: "refused"; readonly when: string }
  | { readonly kind: "returned" };

/** Plays the steps from the device's own place in them; a wait continues with a message of kind `timer`. */
export function playSteps(
  steps: readonly Fact[],
  state: DeviceState,
  effects: Effects,
  config: DeviceConfig,
  timer: MessageKind,
): Stop {
  for (let at = state.step; at < steps.length; at++) {
    const step = steps[at];
    if (step === undefined || step.form === "step-never") return { kind: "never" };
    if (step.form === "step-wait") {
      effects.startTimer(timer, numberIn(step.args, "time"));
      return { kind: "waiting", next: at + 1 };
    }
    const when = textOr(step.args, "when", "always");
    if (step.form === "step-refuse" && applies(state, when)) return { kind: "refused", when };
    const touches = TOUCHES[step.form];
    if (touches !== undefined) touch(effects, config, touches);
  }
  return { kind: "returned" };
}

/** Steps in which the hardware reaches out. */
const TOUCHES: Readonly<Record<string, "dma" | "interrupt">> = {
  "step-dma": "dma",
  "step-interrupt": "interrupt",
};

const applies = (state: DeviceState, when: string): boolean =>
  when === "always" ||
  (when === "open" && state.opens > 0) ||
  (when === "busy" && state.opens + state.holds > 0) ||
  (when === "reserved" && state.reserved);

/** The hardware reaches out: told to the trace and to the backplane, which alone knows what that means. */
export function touch(
  effects: Effects,
  config: DeviceConfig,
  what: "dma" | "interrupt",
  unsolicited = 0,
): void {
  effects.emit(what === "dma" ? Ev.dma : Ev.irq, effects.self, unsolicited);
  effects.send(config.backplane, Msg.touch, what === "dma" ? Touch.dma : Touch.interrupt);
}
