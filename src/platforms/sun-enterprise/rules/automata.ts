import type { TraceEvent } from "../../../model/event.ts";
import { CoreEvent } from "../../../model/event.ts";
import type { EventKind } from "../../../model/kinds.ts";
import type { Monitor } from "../../../model/rule.ts";
import { monitor } from "../../../model/rule.ts";
import { Ev } from "../protocol.ts";

/** Sees events of a device between its successful suspend and the call of its resume. */
export const whileSuspended = (
  kinds: readonly EventKind[],
  breaks: (event: TraceEvent) => string | undefined,
): Monitor<never> =>
  monitor<boolean>({
    scope: "subject",
    kinds: [
      Ev.suspended,
      Ev.suspendedByParent,
      Ev.resumeCalled,
      Ev.resumedByParent,
      Ev.detached,
      ...kinds,
    ],
    initial: false,
    step: (suspended, event, seen) => {
      if (event.kind === Ev.suspended || event.kind === Ev.suspendedByParent) return true;
      if (!kinds.includes(event.kind)) return false;
      const what = suspended ? breaks(event) : undefined;
      if (what !== undefined) seen.violate(event.subject, what);
      return suspended;
    },
  });

/** Ends of operations with these values are failures. */
export const failed = (event: TraceEvent): boolean =>
  event.kind === CoreEvent.operationEnded && event.value !== 0;
