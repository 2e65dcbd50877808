import type { RunResult } from "../../model/verdict.ts";
import type { Breach } from "../monitors.ts";
import type { Session } from "../session.ts";
import { causesOf } from "../story.ts";
import type { Claims } from "./claims.ts";
import type { Finding } from "./finding.ts";

type Noted = RunResult["noted"][number];

/** What was broken: as findings what nobody expected, the rest to be noted. */
export interface BreachReport {
  readonly findings: readonly Finding[];
  readonly noted: readonly Noted[];
}

const NO_BREACHES: BreachReport = { findings: [], noted: [] };

/**
 * Sorts the breaches of a run. One whose causes include an expected one is consequent, save where the
 * expectation says `only`; causes are known when the trace was kept.
 */
export function breachReport(session: Session, claims: () => Claims): BreachReport {
  const { monitors, scope } = session;
  if (monitors.breaches.length === 0) return NO_BREACHES;
  const { violations } = claims();
  const findings: Finding[] = [];
  const noted: Noted[] = [];
  const claimsFor = (breach: Breach): Claims["violations"] =>
    violations.filter(
      ({ rule, subject }) =>
        rule === breach.rule &&
        (subject === undefined || scope.idOf(subject.kind, subject.name) === breach.who),
    );
  const expected = monitors.breaches.filter((breach) => claimsFor(breach).length > 0);
  const forgiving = expected.filter((breach) => claimsFor(breach).every(({ only }) => !only));
  for (const breach of monitors.breaches) {
    const why = expected.includes(breach)
      ? ("expected" as const)
      : isConsequent(breach, forgiving, session) && ("consequent" as const);
    if (why === false) findings.push(findingOf(breach, session));
    else {
      const { rule, what, time } = breach;
      noted.push({ rule, who: whoOf(breach, session), what, time, why });
    }
  }
  return { findings, noted };
}

function isConsequent(breach: Breach, of: readonly Breach[], session: Session): boolean {
  const trace = session.kernel.announcer.recorded;
  if (trace === null || of.length === 0) return false;
  const roots = new Set(of.map(({ seq }) => seq));
  return causesOf(trace, breach.seq).some(({ seq }) => roots.has(seq));
}

function findingOf(breach: Breach, session: Session): Finding {
  const { rule, isInvariant, what, time, seq } = breach;
  const { rules, invariants } = session.options.platform;
  const law = [...rules, ...invariants].find(({ id }) => id === rule);
  const who = whoOf(breach, session);
  return {
    kind: isInvariant ? "invariant" : "rule",
    message: isInvariant
      ? `${rule} does not hold: ${who}: ${what}`
      : `${who} broke ${rule}: ${what}`,
    time,
    span: session.plan.span,
    rule,
    notes: law === undefined ? [] : [`${rule}: ${law.text} ${law.source}`],
    isAbout: (event) => event.seq === seq,
  };
}

function whoOf({ who }: Breach, { scope }: Session): string {
  return who < 0 ? "the system" : scope.nameOf(who);
}
