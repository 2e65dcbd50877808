import type { Bounds } from "../../explore/bounds.ts";
import type { Explored, Walked } from "../../explore/untimed/explore.ts";
import { exploreUntimed, walkUntimed } from "../../explore/untimed/explore.ts";
import type { Wrong } from "../../explore/untimed/space.ts";
import type { Manner } from "../../explore/untimed/visit.ts";
import { NEVER } from "../../model/component.ts";
import type { Failure, RunResult } from "../../model/verdict.ts";
import type { ExploreSettings } from "../play-settings.ts";
import type { Prepared } from "../prepare.ts";
import { plainFailure, unplayedResult } from "../results.ts";
import { counted } from "./counted.ts";

/** Odds that two of n states were taken for one: 64-bit fingerprints. */
const LANES_TWICE = 2 ** 65;

/**
 * Explores every order in which a prepared scenario can go on when every latency may take any value, and gives what is
 * proved, or a counterexample, as a result. Comes back now and then.
 */
export function* exploredWithAnyTiming(
  { plan, world, platform }: Prepared,
  bounds: Bounds,
  seed: number,
  {
    walks,
    ...manner
  }: Pick<ExploreSettings, "walks" | "isFull" | "isByName" | "isExact" | "depthMax"> &
    Pick<Manner, "team">,
): Generator<undefined, RunResult> {
  if (walks !== undefined) {
    const seeds = { seed, count: walks };
    const walked = yield* walkUntimed(plan, world, platform, seeds, bounds);
    return walkedResult(walked, plan.span, world.components, seed);
  }
  const found = yield* exploreUntimed(plan, world, platform, bounds, manner);
  const failures = failuresOf(found, plan.span, world.components);
  const { verdict } = OUTCOMES[found.end];
  const isFailed = failures.some(({ kind }) => kind === "rule" || kind === "expectation");
  return {
    verdict: isFailed ? "failed" : verdict,
    failures,
    noted: [],
    vacuous: found.untested.map(({ plan: { text, span }, why }) => ({
      message: `${text}: ${why}`,
      span,
    })),
    assertions: found.judged + found.judgedAtTheEnd + found.judgedInTheLongRun,
    virtualTime: 0,
    steps: found.transitions,
    traceHash: "0".repeat(16),
    seed,
    claim: claimOf(found),
  };
}

function walkedResult(
  { walks, steps, wrong, story = [], reason }: Walked,
  span: Failure["span"],
  components: Prepared["world"]["components"],
  seed: number,
): RunResult {
  const what = `${counted(walks, "random walk")}, ${counted(steps, "step")}`;
  const stopped = reason === undefined ? [] : [limit(reason, span)];
  const failures = wrong === undefined ? stopped : [failureOf(wrong, story, span, components)];
  const verdict = wrong !== undefined ? "failed" : reason === undefined ? "passed" : "inconclusive";
  const claim =
    wrong === undefined ? `no failure in ${what}; nothing is proved` : `found in ${what}`;
  return { ...unplayedResult(verdict, seed, limit("", span)), failures, steps, claim: [claim] };
}

const OUTCOMES = {
  complete: { verdict: "passed" },
  wrong: { verdict: "failed" },
  bound: { verdict: "inconclusive" },
  cannot: { verdict: "inconclusive" },
} as const satisfies Readonly<Record<Explored["end"], { readonly verdict: RunResult["verdict"] }>>;

function failuresOf(
  found: Explored,
  span: Failure["span"],
  components: Prepared["world"]["components"],
): readonly Failure[] {
  const { end, wrong, story = [], unseen, reason = "" } = found;
  if (wrong !== undefined) return [failureOf(wrong, story, span, components)];
  if (end === "bound") return [limit(reason, span)];
  if (end === "cannot") return [limit(`it cannot be explored with any timing: ${reason}`, span)];
  return unseen.map((text) => ({
    ...plainFailure("expectation", `${text}: it is so in no order`, span),
    isUnseen: true,
  }));
}

/** What is wrong in some order, and how it comes to it. */
export function failureOf(
  wrong: Wrong,
  story: readonly string[],
  span: Failure["span"],
  components: Prepared["world"]["components"],
): Failure {
  const trail = story.map((text) => ({ time: NEVER, text }));
  if (wrong.kind === "rule") {
    const { rule, who, what } = wrong.violation;
    const message = `${components[who]?.name ?? "the system"} ${what}`;
    return { ...plainFailure("rule", message, span), rule, trail, time: NEVER };
  }
  const message = `${wrong.plan.text}: ${whyNot(wrong.repeats)}`;
  return { ...plainFailure("expectation", message, wrong.plan.span), trail, time: NEVER };
}

function whyNot(repeats: number | undefined): string {
  if (repeats === undefined) return "it does not hold in every order";
  if (repeats === 0) return "there is an order in which everything ends before it comes";
  const what = repeats === 1 ? "the last step" : `the last ${repeats} steps`;
  return `it may never come: ${what} can be repeated for ever`;
}

function limit(message: string, span: Failure["span"]): Failure {
  return { ...plainFailure("limit", message, span), time: NEVER };
}

/** What was done, and no more. */
function claimOf(found: Explored): readonly string[] {
  const { end, states, transitions, unjudged, growth, canStandStill, walked } = found;
  if (walked !== undefined) return [`found in ${counted(walked, "random walk")}`];
  const judged = found.judged + found.judgedAtTheEnd + found.judgedInTheLongRun;
  if (end === "cannot") return [];
  const what = end === "complete" ? "proved for all orders, with any timing" : "not proved";
  const by = judged === 0 ? "the rules" : `the rules and ${counted(judged, "expectation")}`;
  const odds = (states * states) / LANES_TWICE;
  const risk = found.isExact
    ? ", kept whole"
    : odds < ODDS_SHOWN_MIN
      ? ""
      : `, odds of an omission ${odds.toExponential(0)}`;
  const left = found.isReduced ? ", without orders that make no difference" : "";
  return [
    `${what}: ${by}, over ${counted(states, "state")} and ${counted(transitions, "transition")}${left}${risk}`,
    ...found.alike.map((names) => `interchangeable: ${names.join(", ")}`),
    ...(growth === undefined ? [] : [growth]),
    ...(canStandStill ? [STANDSTILL] : []),
    ...unjudged.map((text) => `not judged without times: ${text}`),
  ];
}

const STANDSTILL =
  "in some order an operation waits for ever: what must hold at the end is not judged there";

/** Smaller odds are not worth a word. */
const ODDS_SHOWN_MIN = 1e-12;
