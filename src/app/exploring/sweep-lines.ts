import type { Sweep, SweepPart } from "../../model/verdict.ts";
import { counted } from "./counted.ts";

/** Stretches that are named one by one. */
const PARTS_SHOWN_MAX = 12;

const FAILS = "fails";

/** What each stretch of the answers to one question led to: a mark for each, and which they are. */
export function sweepLines(
  { text, parts }: Sweep,
  show: (value: number) => string,
): readonly string[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const words = new Map<string, string>();
  for (const part of parts) markOf(fateOf(part), words);
  const marks = parts.map((part) => markOf(fateOf(part), words)).join("");
  const joint = joined(parts);
  const named = joint
    .slice(0, PARTS_SHOWN_MAX)
    .map((part) => `${rangeOf(part, show)} ${fateOf(part)}`);
  const legend =
    words.size < 2 ? "" : ` (${[...words].map(([fate, mark]) => `${mark} ${fate}`).join(", ")})`;
  const more = joint.length > named.length ? "; …" : "";
  return [
    `${text} from ${show(first.from)} to ${show(last.to)}, ${counted(parts.length, "stretch", "stretches")}: ${marks}${legend}`,
    ...(joint.length < 2 ? [] : [`${named.join("; ")}${more}`]),
  ];
}

function fateOf({ verdict, outcome }: SweepPart): string {
  if (verdict !== "passed") return FAILS;
  return outcome === "" ? "passes" : outcome;
}

/** Marks for what is no failure, in the order in which they are met. */
const MARKS = "·-=+o";

function markOf(fate: string, words: Map<string, string>): string {
  if (fate === FAILS) {
    words.set(fate, "✗");
    return "✗";
  }
  const known = words.get(fate);
  if (known !== undefined) return known;
  const used = [...words.values()];
  const made = [...MARKS].find((mark) => !used.includes(mark)) ?? "?";
  words.set(fate, made);
  return made;
}

function rangeOf({ from, to }: SweepPart, show: (value: number) => string): string {
  return from === to ? show(from) : `${show(from)}..${show(to)}`;
}

/** Neighbours with the same fate as one. */
function joined(parts: readonly SweepPart[]): readonly SweepPart[] {
  const all: SweepPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    const isAlike = last !== undefined && fateOf(last) === fateOf(part);
    if (isAlike) all[all.length - 1] = { ...last, to: part.to };
    else all.push(part);
  }
  return all;
}
