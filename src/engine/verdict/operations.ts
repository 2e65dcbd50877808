import type { ComponentId } from "../../model/component.ts";
import { NEVER, NOBODY } from "../../model/component.ts";
import { CoreEvent } from "../../model/event.ts";
import type { Ended } from "../../model/rule.ts";
import type { Session } from "../session.ts";
import type { Claims } from "./claims.ts";
import type { Finding } from "./finding.ts";

/** What an operation says of itself, as far as its platform lets it. */
function tell(
  session: Session,
  id: ComponentId,
  field: string,
): string | number | boolean | undefined {
  return session.scope.valueOf(id, field);
}

function withOutcome(session: Session, outcome: string): readonly ComponentId[] {
  const { operations } = session.lifecycle;
  return operations.filter((id) => tell(session, id, "outcome") === outcome);
}

/** How the run ended, for the monitors. */
export function endedOf(session: Session): Ended {
  return {
    panicked: session.kernel.halted || withOutcome(session, "panicked").length > 0,
    hung: withOutcome(session, "hung").length > 0,
    faulted: session.world.faulted,
  };
}

/** Operations that hung, were it never so quietly, unless an expectation that held speaks of it. */
export function hangFindings(session: Session, claims: () => Claims): readonly Finding[] {
  const isOwned = (name: string): boolean => {
    const { outcomes, hangs } = claims();
    return outcomes.has(name) || hangs === "all" || hangs.has(name);
  };
  return withOutcome(session, "hung").flatMap((id) => {
    const name = session.scope.nameOf(id);
    if (isOwned(name)) return [];
    const isDeadlock = session.lifecycle.deadlocked.includes(id);
    return [
      {
        ...about(session, id),
        kind: isDeadlock ? ("deadlock" as const) : ("hang" as const),
        message: `${name} has hung${whereOf(session, id)}`,
        notes: isDeadlock ? ["nothing was pending any more, so nobody could ever answer"] : [],
      },
    ];
  });
}

/** The end of the world, unless an expectation that held speaks of it. */
export function panicFindings(session: Session, claims: () => Claims): readonly Finding[] {
  const { kernel, scope, plan } = session;
  if (!kernel.halted) return [];
  const guilty = withOutcome(session, "panicked");
  const { panic, outcomes } = claims();
  if (panic || guilty.some((id) => outcomes.has(scope.nameOf(id)))) return [];
  const [first] = guilty;
  const told = first === undefined ? undefined : tell(session, first, "message");
  const words = typeof told === "string" && told !== "" ? `: ${told.split("\n", 1)[0] ?? ""}` : "";
  const whose = first === undefined ? "the system panicked" : `${scope.nameOf(first)} panicked`;
  return [
    {
      kind: "panic",
      message: whose + words,
      time: kernel.now,
      span: (first === undefined ? undefined : session.timeline.startOf(first)?.span) ?? plan.span,
      isAbout: ({ kind }) => kind === CoreEvent.panic,
    },
  ];
}

/** Operations and workloads that can never end, because nothing is pending any more. */
export function stuckFindings(session: Session): readonly Finding[] {
  if (session.end?.kind !== "stuck") return [];
  return session.lifecycle.waiting(session.timeline).map((id) => ({
    ...about(session, id),
    kind: "deadlock" as const,
    message: `${session.scope.nameOf(id)} can never end: nothing is pending any more`,
    time: session.kernel.now,
  }));
}

/** What a finding about an operation has in common. */
function about(
  session: Session,
  id: ComponentId,
): Pick<Finding, "time" | "span" | "isAbout" | "isReason"> {
  const end = tell(session, id, "end");
  const culprit = tell(session, id, "culprit");
  // Several components may stand for the one thing that the operation waits for; they have its name.
  const names = [id, typeof culprit === "number" ? culprit : NOBODY]
    .filter((one) => one !== NOBODY)
    .map((one) => session.scope.nameOf(one));
  const concerns = (subject: ComponentId): boolean => names.includes(session.scope.nameOf(subject));
  return {
    time: typeof end === "number" && end !== NEVER ? end : session.kernel.now,
    span: session.timeline.startOf(id)?.span ?? session.plan.span,
    isAbout: ({ subject }) => subject === id,
    isReason: ({ kind, subject }) => kind === CoreEvent.deadlock && concerns(subject),
  };
}

function whereOf(session: Session, id: ComponentId): string {
  const phase = tell(session, id, "phase");
  const culprit = tell(session, id, "culprit");
  const inPhase = typeof phase === "string" && phase !== "" ? ` in phase ${phase}` : "";
  const isKnown = typeof culprit === "number" && culprit !== NOBODY;
  return inPhase + (isKnown ? `, waiting for ${session.scope.nameOf(culprit)}` : "");
}
