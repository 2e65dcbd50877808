import type { TraceEvent } from "../../model/event.ts";
import type { RunResult, Verdict } from "../../model/verdict.ts";
import type { Watch } from "../judge/watch.ts";
import type { Session } from "../session.ts";
import { statementText } from "../story.ts";
import { breachReport } from "./breaches.ts";
import type { Claims } from "./claims.ts";
import { claimsOf } from "./claims.ts";
import type { Finding } from "./finding.ts";
import { failureOf } from "./finding.ts";
import { hangFindings, panicFindings, stuckFindings } from "./operations.ts";

/** What a run came to, once it is over and closed. Trails are there when its trace was kept. */
export function conclude(session: Session): RunResult {
  const { kernel, judge } = session;
  // Only what went wrong is compared with what was claimed: mostly nothing.
  let known: Claims | undefined;
  const claims = (): Claims => {
    known ??= claimsOf(judge.watches.filter(({ state }) => state.hasHeld).map(({ plan }) => plan));
    return known;
  };
  const breaches = breachReport(session, claims);
  const findings = [
    ...boundFindings(session),
    ...panicFindings(session, claims),
    ...hangFindings(session, claims),
    ...stuckFindings(session),
    ...breaches.findings,
    ...judge.watches.flatMap((watch) => expectationFinding(watch)),
  ];
  const failures = findings
    .map((finding) => failureOf(finding, session))
    .sort((one, other) => one.time - other.time);
  return {
    verdict: verdictOf(findings),
    failures,
    noted: breaches.noted,
    vacuous: vacuousIn(session),
    assertions: judge.watches.filter(({ state }) => state.done).length,
    virtualTime: kernel.now,
    steps: kernel.steps,
    traceHash: kernel.announcer.digits(),
    seed: session.options.seed,
  };
}

/** A bound that was hit only leaves open what would have come; whatever else was found, has been found. */
function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.length === 0) return "passed";
  const isBound = ({ kind }: Finding): boolean => kind === "limit" || kind === "wall-timeout";
  return findings.every(isBound) ? "inconclusive" : "failed";
}

function boundFindings(session: Session): readonly Finding[] {
  const { end, kernel, plan } = session;
  if (end?.kind !== "limit" && end?.kind !== "wall") return [];
  const notes = session.timeline
    .waiting()
    .filter(({ moment }) => moment.kind === "when")
    .map((item) => `still waiting for the moment of: ${statementText(item)}`);
  const message =
    end.kind === "limit"
      ? `the run reached its limit: ${end.text}`
      : "the run took longer than its wall timeout";
  const kind = end.kind === "limit" ? ("limit" as const) : ("wall-timeout" as const);
  return [{ kind, message, time: kernel.now, span: plan.span, notes, isAbout: () => true }];
}

function expectationFinding({ plan, state, sources }: Watch): readonly Finding[] {
  if (!state.done || state.hasHeld) return [];
  const { kind, message, time, parts, notes, seq } = state;
  const isAbout = (event: TraceEvent): boolean =>
    event.seq < seq &&
    (sources.components.includes(event.subject) || sources.kinds.includes(event.kind));
  return [{ kind, message, time, span: plan.span, parts, notes, isAbout }];
}

function vacuousIn(session: Session): RunResult["vacuous"] {
  const { judge, plan, faults, timeline, end } = session;
  const empty = judge.watches.flatMap(({ state, plan: { text, span } }) =>
    state.vacuity === "" ? [] : [{ message: `${text}: ${state.vacuity}`, span }],
  );
  const unfelt = faults
    .unfelt()
    .map((text) => ({ message: `this fault made no difference: ${text}`, span: plan.span }));
  const isOver = end?.kind === "finished" || end?.kind === "stuck";
  const undone = (isOver && !timeline.isOver ? timeline.waiting() : []).map((item) => ({
    message: `its moment never came: ${statementText(item)}`,
    span: item.span,
  }));
  return [...empty, ...unfelt, ...undone];
}
