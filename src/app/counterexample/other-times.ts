import type { Knob } from "../../model/platform.ts";
import type { File, Phrase } from "../../syntax/ast.ts";
import type { Node } from "../../syntax/walk.ts";
import { childrenOf } from "../../syntax/walk.ts";
import type { Edit } from "./edits.ts";
import { edited } from "./edits.ts";

/** What is written instead of what stands there. */
export interface Instead {
  /** So many times, for statements one after the other. */
  times(count: number): readonly string[];
  /** An option that is a number; nothing: as it is. */
  number(): string | undefined;
}

/** A text with other times at all places at which it states one, and for every option of its platform that is a time or a number. */
export function withOtherTimes(
  text: string,
  tree: File,
  knobs: readonly Knob[],
  instead: Instead,
): string {
  return edited(text, [
    ...stated(tree).flatMap((places) => timesAt(places, instead)),
    ...unstated(tree, knobs, instead),
    ...ending(tree, instead),
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
      if (isTime(child) && !isMoment) others.push(child);
      visit(child);
    }
  };
  visit(tree);
  return [moments.filter(isTime), ...others.map((node) => [node])];
}

function isTime(node: Node): boolean {
  return node.kind === "quantity" && /^(?:ns|us|µs|ms|s|min|h|d)$/.test(node.unit);
}

function timesAt(places: readonly Node[], instead: Instead): readonly Edit[] {
  const times = instead.times(places.length);
  return places.map(({ start, end }, at) => ({ start, end, text: times[at] ?? "" }));
}

/** Options that the text does not mention. */
function unstated(tree: File, knobs: readonly Knob[], instead: Instead): readonly Edit[] {
  const platform = tree.body.find(({ kind }) => kind === "platform");
  if (platform?.kind !== "platform") return [];
  const { options, name } = platform;
  const mentioned = new Set(
    (options?.body ?? []).flatMap((item) => (item.kind === "phrase" ? [firstWord(item)] : [])),
  );
  const lines = knobs
    .filter((knob) => !mentioned.has(knob.name))
    .flatMap(({ name: knob, type }) => {
      const value =
        type === "duration"
          ? instead.times(1)[0]
          : type === "number"
            ? instead.number()
            : undefined;
      return value === undefined ? [] : [`${knob} ${value}`];
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
function ending(tree: File, instead: Instead): readonly Edit[] {
  const scenario = tree.body.find(({ kind }) => kind === "scenario");
  if (scenario === undefined || childrenOf(scenario).some(hasRunFor)) return [];
  const at = scenario.end - 1;
  return [{ start: at, end: at, text: `\n  run for ${instead.times(1)[0]}\n` }];
}

function hasRunFor(node: Node): boolean {
  return node.kind === "run-for" || childrenOf(node).some(hasRunFor);
}
