import type { Ticks } from "../../model/component.ts";
import type { TraceEvent } from "../../model/event.ts";
import type { ExprSpan } from "../../model/expression.ts";
import type { Failure, FailureKind, PartValue, TrailLine } from "../../model/verdict.ts";
import type { Session } from "../session.ts";
import { causesOf, sentence } from "../story.ts";
import { abridged } from "./abridged.ts";

/** A trail has at most this many lines. */
const TRAIL_MAX = 14;

/** A failure before its trail is known. */
export interface Finding {
  readonly kind: FailureKind;
  readonly message: string;
  readonly time: Ticks;
  readonly span: ExprSpan;
  readonly rule?: string;
  readonly parts?: readonly PartValue[];
  readonly notes?: readonly string[];
  /** Picks the trace event that the trail leads to: the last for which this is true. */
  readonly isAbout?: (event: TraceEvent) => boolean;
  /** Picks trace events whose texts say why, for the notes. */
  readonly isReason?: (event: TraceEvent) => boolean;
}

/** The failure, with its trail when the trace was kept. */
export function failureOf(finding: Finding, session: Session): Failure {
  const { kind, message, time, span, rule, parts = [] } = finding;
  const notes = [...(finding.notes ?? []), ...reasonsOf(finding, session)];
  const trail = trailOf(finding, session);
  return {
    kind,
    message,
    time,
    span,
    parts,
    trail,
    notes,
    ...(rule === undefined ? {} : { rule }),
  };
}

function reasonsOf({ isReason }: Finding, session: Session): readonly string[] {
  if (isReason === undefined) return [];
  const events = (session.kernel.announcer.recorded ?? []).filter(isReason);
  return events.map(({ subject, text }) => `${session.scope.nameOf(subject)}: ${text}`);
}

function trailOf({ isAbout }: Finding, session: Session): readonly TrailLine[] {
  const trace = session.kernel.announcer.recorded;
  const last = trace?.findLast((event) => isAbout?.(event) === true);
  if (trace === null || last === undefined) return [];
  const { timeline } = session.plan;
  const cast = { nameOf: (id: number): string => session.scope.nameOf(id), timeline };
  return abridged(causesOf(trace, last.seq), TRAIL_MAX).map((event) => {
    const text = sentence(event, cast);
    const asked = event.cause < 0 && event.subject < 0 ? timeline[event.value] : undefined;
    return { time: event.time, text, ...(asked === undefined ? {} : { span: asked.span }) };
  });
}
