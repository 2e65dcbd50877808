import type { Rule } from "../../model/rule.ts";
import { monitor } from "../../model/rule.ts";
import { Ev } from "./protocol.ts";

/** What devices owe. The automata remember nothing, so that they add nothing to what an explorer must tell apart. */
export const RULES: readonly Rule[] = [
  {
    id: "HS-01",
    text: "A quiet device completes no request.",
    source: "[made up]",
    breaks: { by: "scenario", example: "device d0 drains too early" },
    monitor: monitor<null>({
      scope: "run",
      kinds: [Ev.transfer],
      initial: null,
      step: (state, event, seen) => {
        if (event.value === 1)
          seen.violate(event.subject, "completed a request while it was quiet");
        return state;
      },
    }),
  },
  {
    id: "HS-02",
    text: "What was issued is under way or held; no request is lost.",
    source: "[made up]",
    breaks: { by: "engine" },
    monitor: monitor<null>({
      scope: "run",
      kinds: [Ev.lost],
      initial: null,
      step: (state, event, seen) => {
        seen.violate(event.subject, "lost a request");
        return state;
      },
    }),
  },
];
