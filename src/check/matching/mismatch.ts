import { nearestNames } from "../../base/nearest.ts";
import type { Diagnostic, SourceSpan, Span } from "../../diagnostics/diagnostic.ts";
import { describeType } from "../../model/value.ts";
import {
  article,
  didYouMean,
  type Extras,
  errorAt,
  joined,
  quotedSource,
  ticked,
} from "../problems.ts";
import type { SourceFile } from "../source-file.ts";
import type { PhraseTerm } from "./accept.ts";
import type { Patterned } from "./form-index.ts";
import type { Shortfall } from "./match.ts";
import { type PatternNode, readablePattern, type SlotType } from "./pattern.ts";

/** The codes under which a kind of phrase reports that it fits nothing. */
export interface MismatchCodes {
  /** Something stands where it cannot. */
  readonly unexpected: string;
  /** Something is missing at the end. */
  readonly missing: string;
}

/** At most this many possibilities are listed in a message. */
const LISTED_MAX = 6;

/** Says why a phrase fits none of the forms that begin like it: what was expected, and where. */
export function mismatch<T extends Patterned & { readonly example: string }>(
  shortfall: Shortfall<T>,
  phrase: { readonly terms: readonly PhraseTerm[]; readonly node: Span },
  source: SourceFile,
  codes: MismatchCodes,
): Diagnostic {
  const { terms, node } = phrase;
  const found = terms[shortfall.at];
  const expected = expectations(shortfall.expected);
  const before = terms[shortfall.at - 1];
  const after = before === undefined ? "" : ` after ${quotedSource(source, before)}`;
  const usage = shortfall.forms.map(({ pattern, example }) => ({ pattern, example }));
  const notes = usageNotes(usage);
  if (found === undefined) {
    const place = source.spanOf(before ?? node);
    return errorAt(place, codes.missing, `expected ${expected}${after}, but the statement ends`, {
      label: "something is missing after this",
      notes,
    });
  }
  const place = source.spanOf(found);
  const quoted = quotedSource(source, found);
  if (shortfall.expected.every(({ kind }) => kind === "end")) {
    return errorAt(place, codes.unexpected, `nothing more is expected${after}, found ${quoted}`, {
      label: "one too many",
      notes,
    });
  }
  return errorAt(place, codes.unexpected, `expected ${expected}${after}, found ${quoted}`, {
    label: "this does not fit",
    notes,
    ...meant(found, shortfall.expected, place),
  });
}

function usageNotes(
  forms: readonly { readonly pattern: string; readonly example: string }[],
): readonly string[] {
  const [only, ...others] = forms;
  if (only === undefined) return [];
  const patterns = forms
    .slice(0, LISTED_MAX)
    .map(({ pattern }) => ticked(readablePattern(pattern)));
  const ways = `one writes ${joined(patterns, "or")}`;
  return others.length > 0 ? [ways] : [ways, `for example ${ticked(firstLine(only.example))}`];
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}

/** The words that a mistyped one may have been; a single one is certain enough to be put in. */
function meant(found: PhraseTerm, expected: readonly PatternNode[], place: SourceSpan): Extras {
  if (found.kind !== "word") return {};
  const words = expected.flatMap(wordsOf);
  const near = nearestNames(found.text, words);
  return didYouMean(near, place, near.length === 1 ? "machine" : "maybe");
}

function wordsOf(node: PatternNode): readonly string[] {
  if (node.kind === "word") return [node.text];
  return node.kind === "slot" && node.type.kind === "word" ? node.type.words : [];
}

/** What could have stood there, in words. */
function expectations(nodes: readonly PatternNode[]): string {
  const all = [...new Set(nodes.flatMap(describeNode))];
  const some = all.slice(0, LISTED_MAX);
  return joined(all.length > some.length ? [...some, "something else"] : some, "or");
}

function describeNode(node: PatternNode): readonly string[] {
  switch (node.kind) {
    case "word":
    case "mark":
      return [ticked(node.text)];
    case "slot":
      return describeSlot(node.type, node.slot.name);
    case "end":
      return ["the end of the statement"];
    default:
      return [];
  }
}

/** What a slot takes, in words. A slot of words is as many possibilities as it has words. */
export function describeSlot(type: SlotType, name: string): readonly string[] {
  switch (type.kind) {
    case "value":
      return [type.type === "integer" ? "a whole number" : describeType(type.type)];
    case "range":
      return ["a whole number or a range such as `0..7`"];
    case "name":
      return [`${article(name.replaceAll("-", " "))} (any name)`];
    case "new":
      return [`a name for the ${type.of}`];
    case "entity":
      return [article(type.kinds.join(" or "))];
    case "word":
      return type.words.map(ticked);
    case "condition":
      return ["a condition in parentheses"];
    case "phrase":
      return [article(type.context)];
  }
}
