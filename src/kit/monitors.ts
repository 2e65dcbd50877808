import type { TraceEvent } from "../model/event.ts";
import type { EventKind } from "../model/kinds.ts";
import type { Monitor, Rule, Seen } from "../model/rule.ts";
import { monitor } from "../model/rule.ts";
import type { Form } from "../model/vocabulary.ts";

/** Sees a forbidden event whenever it happens; `breaks` says what is forbidden about it, or that it is not. */
export const forbidden = (
  kinds: readonly EventKind[],
  breaks: (event: TraceEvent, seen: Seen) => string | undefined,
): Monitor<never> =>
  monitor<0>({
    scope: "subject",
    kinds,
    initial: 0,
    step: (state, event, seen) => {
      const what = breaks(event, seen);
      if (what !== undefined) seen.violate(event.subject, what);
      return state;
    },
  });

/** The same, told once for each subject: where what is wrong goes on and on. */
export const forbiddenOnce = (
  kinds: readonly EventKind[],
  breaks: (event: TraceEvent, seen: Seen) => string | undefined,
): Monitor<never> =>
  monitor<boolean>({
    scope: "subject",
    kinds,
    initial: false,
    step: (isTold, event, seen) => {
      const what = isTold ? undefined : breaks(event, seen);
      if (what === undefined) return isTold;
      seen.violate(event.subject, what);
      return true;
    },
  });

/** Sees an event that should never happen, and says so in these words. */
export const never = (kind: EventKind, text: string): Monitor<never> =>
  forbidden([kind], () => text);

/** How the language breaks a rule: the first behaviour that says so. */
export function brokenBy(forms: readonly Form[], id: string): Rule["breaks"] {
  const form = forms.find(({ breaks }) => breaks === id);
  return { by: "scenario", example: form === undefined ? "" : `driver d { ${form.example} }` };
}
