import { Stream } from "../../engine/random.ts";
import { hashText } from "../../engine/trace-hash.ts";
import { NEVER } from "../../model/component.ts";
import type { Knob } from "../../model/platform.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure } from "../../model/verdict.ts";
import type { File } from "../../syntax/ast.ts";
import type { Instead } from "./other-times.ts";
import { withOtherTimes } from "./other-times.ts";
import type { Player } from "./shrink.ts";
import { shrunk } from "./shrink.ts";
import type { Trial } from "./trial.ts";

// What goes wrong with any timing goes wrong with some latencies. A scenario can state some of them: options of its platform, how
// long its drivers take, when its statements come. Values are tried for all of them at once.

/** Texts that are tried before it is given up. */
const TRIALS_MAX = 600;

/** Times from a microsecond to nine seconds: one digit and a power of ten. */
const SMALLEST_POWER = 3;
const POWERS = 7;

/** One number in so many is tried as 0. */
const NONE_OF = 2;

/** What is to be realised: a text on which exploring with any timing fails, and for which options of its platform. */
export interface Unrealised {
  readonly text: string;
  readonly tree: File;
  readonly knobs: readonly Knob[];
  readonly failure: Failure;
}

/**
 * A text on which a run fails for the same reason, with latencies that realise it, as short as it can be made; nothing when none
 * were found.
 */
export function realised(
  { text, tree, knobs, failure }: Unrealised,
  trials: Player<Trial>,
  seed: number,
  isOver: () => boolean,
): string | undefined {
  const instead = byChance(seed, text);
  for (let tried = 0; tried < TRIALS_MAX && !isOver(); tried += 1) {
    const found = trials.failing(withOtherTimes(text, tree, knobs, instead));
    const isIt = found?.result.failures.some((one) => isSame(one, failure)) === true;
    if (found === undefined || !isIt) continue;
    const best = endingSoon(found, trials);
    const subject = {
      text: best.text,
      tree: best.tree,
      failing: [],
      passing: undefined,
      failed: best.result.failures[0]?.span ?? best.tree,
      mayShorten: false,
    };
    return shrunk(subject, best, trials, isOver).text;
  }
  return undefined;
}

/** The same text with a run that ends soon after it has failed, if that can be: what is tried next takes less time then. */
function endingSoon(found: Trial, trials: Player<Trial>): Trial {
  const failedAt = found.result.failures[0]?.time ?? NEVER;
  const size = 10 ** Math.ceil(Math.log10(Math.max(1, failedAt)));
  const text = found.text.replace(RUN_FOR, `run for ${formatDuration(size)}`);
  const sooner = failedAt === NEVER ? undefined : trials.failing(text);
  return sooner?.reason === found.reason ? sooner : found;
}

/** As it was written into the text. */
const RUN_FOR = /\brun for \S+$/m;

function byChance(seed: number, text: string): Instead {
  const stream = new Stream(hashText("latencies", seed), seed, hashText(text), 1);
  const chance = (limit: number): number => stream.next() % limit;
  const time = (): number => (1 + chance(9)) * 10 ** (SMALLEST_POWER + chance(POWERS));
  return {
    times: (count) => {
      let sum = 0;
      return Array.from({ length: count }, () => {
        sum += time();
        return formatDuration(sum);
      });
    },
    number: () => (chance(NONE_OF) === 0 ? "0" : undefined),
  };
}

/** The same rule, or an expectation: the text has hardly another. */
function isSame(one: Failure, other: Failure): boolean {
  return one.kind === other.kind && one.rule === other.rule;
}
