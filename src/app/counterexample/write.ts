import type { OpenScenario } from "../../model/choice.ts";
import type { Knob } from "../../model/platform.ts";
import type { ExploredPath, Failure, RunResult } from "../../model/verdict.ts";
import { answersFor } from "../answers.ts";
import { parseText } from "../import-walk.ts";
import type { LoadedFile } from "../load-file.ts";
import type { AnyTimingTrials } from "./any-timing-trial.ts";
import { kindOf } from "./any-timing-trial.ts";
import type { Edit } from "./edits.ts";
import { edited } from "./edits.ts";
import { realised } from "./realise.ts";
import { settlingEdits } from "./settled.ts";
import type { Player } from "./shrink.ts";
import { shrunk } from "./shrink.ts";
import type { Trial, Trials } from "./trial.ts";
import { reasonOf } from "./trial.ts";

/** How long a counterexample may be made shorter: nothing else happens meanwhile. */
const SHRINKING_MS = 3_000;

/** How long latencies are looked for. */
const REALISING_MS = 2_000;

/** What a failing path is made into a file of. */
export interface FailingScenario {
  readonly loaded: LoadedFile;
  readonly scenario: OpenScenario;
  readonly result: RunResult;
}

/**
 * A file that `drs run` fails on for the same reason as an explored scenario on its failing path, as short as it can be made.
 * Nothing when the path cannot be written down as one.
 */
export function counterexample(
  { loaded, scenario, result }: FailingScenario,
  trials: Trials,
  elapsedMs: () => number,
): string | undefined {
  const { path, passing, failures } = result;
  const [failure] = failures;
  const { text, file } = loaded.source;
  const failing = path && settlingEdits(loaded, scenario, path);
  const first = failing && trials.failing(edited(text, failing));
  if (first === undefined || first.reason !== (failure && reasonOf(failure))) return undefined;
  const until = elapsedMs() + SHRINKING_MS;
  const subject = {
    text,
    tree: loaded.tree,
    failing: failing ?? [],
    passing: passingEdits({ loaded, scenario, result }, passing, trials),
    mayShorten: false,
    failed: failure?.span ?? scenario.head.span,
  };
  const isOver = (): boolean => elapsedMs() > until;
  const best = shrunk(subject, first, trials, isOver);
  const [line = ""] = (failure?.message ?? "").split("\n", 1);
  return `# Found by exploring ${file}:${scenario.head.line}: ${line}\n${best.text.trimStart()}`;
}

/** How texts are played with the times that they state, and which options there are. */
export interface Realising {
  readonly stated: Player<Trial>;
  readonly knobs: readonly Knob[];
}

/** What fails with any timing, shown on the smallest scenario that does. */
interface Smaller {
  readonly text: string | undefined;
  readonly failure: Failure;
  /** `found`: `drs run` fails on the text as well, which states latencies with which it goes wrong. */
  readonly latencies: "found" | "unknown";
}

/**
 * A smaller file on which exploring with any timing fails for the same reason, if there is one, and how it does; with latencies
 * on which `drs run` does as well, if some can be found. Nothing when the questions of the scenario are asked elsewhere.
 */
export function smallerAnyTiming(
  { loaded, scenario, result }: FailingScenario,
  trials: AnyTimingTrials,
  { stated, knobs }: Realising,
  elapsedMs: () => number,
): Smaller | undefined {
  const [failure] = result.failures;
  const { text, file } = loaded.source;
  const answers =
    result.path?.answers ?? answersFor(scenario.choices, result.seed, scenario.identity);
  const failing = settlingEdits(loaded, scenario, { answers, pins: [] });
  if (failing === undefined || failure === undefined) return undefined;
  const until = elapsedMs() + SHRINKING_MS;
  const isOver = (): boolean => elapsedMs() > until;
  const { tree } = loaded;
  // The whole of it may be too large to be tried: what is known of it is enough.
  const first = { text: edited(text, failing), tree, failure, reason: kindOf(failure) };
  const subject = {
    text,
    tree,
    failing,
    passing: undefined,
    failed: failure.span,
    mayShorten: true,
  };
  const best = shrunk(subject, first, trials, isOver);
  const told = best.failure.trail.length > 0 ? best : (trials.told(best.text) ?? best);
  const [line = ""] = failure.message.split("\n", 1);
  const head = `# Found by exploring ${file}:${scenario.head.line} with --any-timing: ${line}\n`;
  const smaller = best === first ? undefined : `${head}${best.text.trimStart()}`;
  const unknown = { text: smaller, failure: told.failure, latencies: "unknown" } as const;
  const whole = { text: best.text, tree: parseText(file, best.text).tree, knobs, failure };
  const realisingUntil = elapsedMs() + REALISING_MS;
  const timed = realised(whole, stated, result.seed, () => elapsedMs() > realisingUntil);
  return timed === undefined
    ? unknown
    : { ...unknown, text: `${head}${timed.trimStart()}`, latencies: "found" };
}

/** What makes of the text one that passes, if that can be written down. */
function passingEdits(
  { loaded, scenario }: FailingScenario,
  path: ExploredPath | undefined,
  trials: Trials,
): readonly Edit[] | undefined {
  const edits = path && settlingEdits(loaded, scenario, path);
  return edits && trials.passes(edited(loaded.source.text, edits)) ? edits : undefined;
}
