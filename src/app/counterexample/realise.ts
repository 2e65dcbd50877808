import { Stream } from "../../engine/random.ts";
import { hashText } from "../../engine/trace-hash.ts";
import type { Knob } from "../../model/platform.ts";
import { formatDuration } from "../../model/value.ts";
import type { Failure } from "../../model/verdict.ts";
import type { File, Phrase } from "../../syntax/ast.ts";
import type { Node } from "../../syntax/walk.ts";
import { childrenOf } from "../../syntax/walk.ts";
import type { Edit } from "./edits.ts";
import { edited } from "./edits.ts";
import type { Player } from "./shrink.ts";
import { shrunk } from "./shrink.ts";
import type { Trial } from "./trial.ts";

/** One number in so many is tried as 0. */
const NONE_OF = 2;

/** Texts that are tried before it is given up. */
const TRIALS_MAX = 600;

// What goes wrong with any timing goes wrong with some latencies. A scenario can state some of them: options of its platform, how
// long its drivers take, when its statements come. Values are tried for all of them at once.

/** Times from a microsecond to ten seconds: one digit and a power of ten. */
const SMALLEST_POWER = 3;
const POWERS = 7;

/** Numbers from 0 up to, not including, a limit. */
type Chance = (limit: number) => number;

/** What is to be realised: a text on which exploring with any timing fails, and for which options of its platform. */
export interface Unrealised {
  readonly text: string;
  readonly tree: File;
  readonly knobs: readonly Knob[];
  readonly failure: Failure;
}

/**
 * A text on which `drs run` fails for the same reason, with latencies that realise it, as short as it can be made; nothing when none
 * were found.
 */
export function realised(
  { text, tree, knobs, failure }: Unrealised,
  trials: Player<Trial>,
  seed: number,
  isOver: () => boolean,
): string | undefined {
  const stream = new Stream(hashText("latencies", seed), seed, hashText(text), 1);
  const chance: Chance = (limit) => stream.next() % limit;
  for (let tried = 0; tried < TRIALS_MAX && !isOver(); tried += 1) {
    const found = trials.failing(withOtherTimes(text, tree, knobs, chance));
    const isIt = found?.result.failures.some((one) => isSame(one, failure)) === true;
    if (found === undefined || !isIt) continue;
    const subject = {
      text: found.text,
      tree: found.tree,
      failing: [],
      passing: undefined,
      failed: found.result.failures[0]?.span ?? found.tree,
      mayShorten: false,
    };
    return shrunk(subject, found, trials, isOver).text;
  }
  return undefined;
}

/** The same rule, or an expectation: the text has hardly another. */
function isSame(one: Failure, other: Failure): boolean {
  return one.kind === other.kind && one.rule === other.rule;
}

/** A text in which all times that can be stated are left open, and counted options are as they are: whatever realises it is among its answers. */
export function withOpenTimes(text: string, tree: File, knobs: readonly Knob[]): string {
  const open: Chance = () => 0;
  const edits = timeEdits(tree, knobs, open).map(({ start, end, text: written }) => ({
    start,
    end,
    text: written.replace(/\b1us\b/g, ANY_TIME),
  }));
  return edited(text, [...edits]);
}

/** A text with other times at all places at which it states one, and for every option of its platform that is a time. */
function withOtherTimes(text: string, tree: File, knobs: readonly Knob[], chance: Chance): string {
  return edited(text, [
    ...stated(tree).flatMap((places) => otherTimes(places, chance)),
    ...unstated(tree, knobs, chance),
    ...ending(tree, chance),
  ]);
}

/** The times that a text states, but for those of expectations: each by itself, and the moments of its statements in order. */
function stated(tree: File): readonly (readonly Node[])[] {
  const moments: Node[] = [];
  const others: Node[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "expect") return;
    if (node.kind === "timeline") moments.push(node.moment as Node);
    for (const child of childrenOf(node)) {
      const isMoment = node.kind === "timeline" && child === node.moment;
      if (child.kind === "quantity" && isTime(child.unit) && !isMoment) others.push(child);
      visit(child);
    }
  };
  visit(tree);
  const inOrder = moments.filter((node) => node.kind === "quantity" && isTime(node.unit));
  return [inOrder, ...others.map((node) => [node])];
}

function isTime(unit: string): boolean {
  return /^(?:ns|us|µs|ms|s|min|h|d)$/.test(unit);
}

function otherTimes(places: readonly Node[], chance: Chance): readonly Edit[] {
  let sum = 0;
  return places.map(({ start, end }) => {
    sum += someTime(chance);
    return { start, end, text: formatDuration(sum) };
  });
}

function someTime(chance: Chance): number {
  return (1 + chance(9)) * 10 ** (SMALLEST_POWER + chance(POWERS));
}

/** Options that are times or numbers and that the text does not mention: other times, and now and then nothing of what is counted. */
function unstated(tree: File, knobs: readonly Knob[], chance: Chance): readonly Edit[] {
  const platform = tree.body.find(({ kind }) => kind === "platform");
  if (platform?.kind !== "platform") return [];
  const { options, name } = platform;
  const mentioned = new Set(
    (options?.body ?? []).flatMap((item) => (item.kind === "phrase" ? [firstWord(item)] : [])),
  );
  const lines = knobs
    .filter(({ name: knob }) => !mentioned.has(knob))
    .flatMap(({ name: knob, type }) => {
      if (type === "duration") return [`${knob} ${formatDuration(someTime(chance))}`];
      return type === "number" && chance(NONE_OF) === 0 ? [`${knob} 0`] : [];
    });
  if (lines.length === 0) return [];
  const at = options === undefined ? name.end : options.end - 1;
  const inside = lines.join("; ");
  return [{ start: at, end: at, text: options === undefined ? ` { ${inside} }` : `; ${inside} ` }];
}

function firstWord({ terms: [first] }: Phrase): string {
  return first?.kind === "word" ? first.text : "";
}

/** A run that would go on for ever ends after some time. */
function ending(tree: File, chance: Chance): readonly Edit[] {
  const scenario = tree.body.find(({ kind }) => kind === "scenario");
  if (scenario === undefined || childrenOf(scenario).some(hasRunFor)) return [];
  const at = scenario.end - 1;
  return [{ start: at, end: at, text: `\n  run for ${formatDuration(someTime(chance))}\n` }];
}

function hasRunFor(node: Node): boolean {
  return node.kind === "run-for" || childrenOf(node).some(hasRunFor);
}
