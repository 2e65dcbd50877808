import type { ComponentId } from "../../../model/component.ts";
import type { TraceEvent } from "../../../model/event.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { EventKind } from "../../../model/kinds.ts";
import type { Monitor, Seen } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";

/** Where a device stands between the events that open and close a span. */
export const within = (
  opens: readonly EventKind[],
  closes: readonly EventKind[],
  kinds: readonly EventKind[],
  what: (event: TraceEvent, seen: Seen) => string | undefined,
): Monitor<never> =>
  monitor<"out" | "in" | "reported">({
    scope: "subject",
    kinds: [...opens, ...closes, ...kinds],
    initial: "out",
    step: (state, event, seen) => {
      if (opens.includes(event.kind)) return "in";
      if (closes.includes(event.kind)) return "out";
      const text = state === "in" ? what(event, seen) : undefined;
      if (text === undefined) return state;
      seen.violate(event.subject, text);
      return "reported";
    },
  });

/** Sees who stands between these events when a power IRP has brought the system down, or hangs. */
export const blamedWithin = (
  opens: readonly EventKind[],
  closes: readonly EventKind[],
  text: string,
): Monitor<never> =>
  monitor<readonly ComponentId[]>({
    scope: "run",
    kinds: [...opens, ...closes, CoreEvent.panic, CoreEvent.hang],
    initial: [],
    step: (open, event, seen) => {
      const { kind, subject, value } = event;
      if (closes.includes(kind)) return open.filter((one) => one !== subject);
      if (opens.includes(kind)) return open.includes(subject) ? open : [...open, subject];
      const isTimeOut =
        kind === CoreEvent.hang || event.text.includes("DRIVER_POWER_STATE_FAILURE (0x3)");
      if (isTimeOut && open.includes(value)) seen.violate(value, text);
      return open;
    },
  });
