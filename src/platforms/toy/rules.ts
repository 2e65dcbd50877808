import type { Intervals } from "../../kit/intervals.ts";
import { NO_NUMBERS, withNumber, withoutNumber } from "../../kit/intervals.ts";
import { CoreEvent } from "../../model/event.ts";
import type { Invariant, Rule } from "../../model/rule.ts";
import { monitor } from "../../model/rule.ts";
import { BEHAVIOUR_FORMS } from "./behaviours.ts";
import type { DeviceConfig } from "./device.ts";
import { Ev } from "./protocol.ts";

const breaker = (rule: string): Rule["breaks"] => {
  const form = BEHAVIOUR_FORMS.find((row) => "breaks" in row && row.breaks === rule);
  return form === undefined ? { by: "engine" } : { by: "scenario", example: form.example };
};

/** What drivers and the machine owe. Each rule is one automaton over the trace. */
export const RULES: readonly Rule[] = [
  {
    id: "TOY-01",
    text: "A suspended device completes no request.",
    source: "[made up]",
    breaks: breaker("TOY-01"),
    monitor: monitor<"running" | "suspended" | "reported">({
      scope: "subject",
      kinds: [Ev.suspend, Ev.resume, Ev.transfer],
      initial: "running",
      step: (state, event, seen) => {
        if (event.kind === Ev.suspend) return "suspended";
        if (event.kind === Ev.resume) return "running";
        if (state !== "suspended") return state;
        seen.violate(seen.subject, `completed request ${event.value}`);
        return "reported";
      },
    }),
  },
  {
    id: "TOY-02",
    text: "A request that reaches a suspended device waits until it has resumed.",
    source: "[made up]",
    breaks: breaker("TOY-02"),
    monitor: monitor<"fine" | "reported">({
      scope: "subject",
      kinds: [Ev.dropped],
      initial: "fine",
      step: (state, event, seen) => {
        if (state === "fine") seen.violate(seen.subject, `dropped request ${event.value}`);
        return "reported";
      },
    }),
  },
  {
    id: "TOY-03",
    text: "A driver answers when it is asked to suspend.",
    source: "[made up]",
    breaks: breaker("TOY-03"),
    monitor: monitor<null>({
      scope: "run",
      kinds: [CoreEvent.hang],
      initial: null,
      step: (state, event, seen) => {
        if (event.text === "suspend") seen.violate(event.value, "never answered");
        return state;
      },
    }),
  },
  {
    id: "TOY-04",
    text: "A device that was suspended can be resumed.",
    source: "[made up]",
    breaks: breaker("TOY-04"),
    monitor: monitor<null>({
      scope: "run",
      kinds: [CoreEvent.refused],
      initial: null,
      step: (state, event, seen) => {
        if (event.text.startsWith("RESUME")) seen.violate(event.subject, "did not resume");
        return state;
      },
    }),
  },
  {
    id: "TOY-05",
    text: "Devices resume in the reverse of the order in which they were suspended.",
    source: "[made up]",
    breaks: breaker("TOY-05"),
    monitor: monitor<Intervals>({
      scope: "run",
      kinds: [Ev.suspend, Ev.resume],
      initial: NO_NUMBERS,
      // Devices suspend in the order of their places, so it is always the turn of the last place.
      step: (suspended, { kind, subject }, seen) => {
        const { place } = seen.config(subject) as DeviceConfig;
        if (kind === Ev.suspend) return withNumber(suspended, place);
        if (suspended.at(-1) !== place) seen.violate(subject, "resumed out of turn");
        return withoutNumber(suspended, place);
      },
    }),
  },
];

/** What holds in every run. */
export const INVARIANTS: readonly Invariant[] = [
  {
    id: "TOY-INV-1",
    text: "No device is left suspended when everything is over.",
    source: "[made up]",
    exceptions: "the machine went down, or an operation hung",
    monitor: monitor<boolean>({
      scope: "subject",
      kinds: [Ev.suspend, Ev.resume],
      initial: false,
      step: (_, event) => event.kind === Ev.suspend,
      finish: (isSuspended, seen, { panicked, hung }) => {
        if (isSuspended && !panicked && !hung) seen.violate(seen.subject, "was left suspended");
      },
    }),
  },
];
