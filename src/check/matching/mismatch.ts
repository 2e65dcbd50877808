import { nearestNames } from "../../base/nearest.ts";
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import { describeType } from "../../model/value.ts";
import { article, didYouMean, errorAt, joined, quotedSource, ticked } from "../problems.ts";
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

/** At most so many possibilities, or ways to write something, are listed in a message. */
const EXPECTED_MAX = 10;
const USAGES_MAX = 3;

/** Says why a phrase fits none of the forms that begin like it: what was expected, and where. */
export function mismatch<T extends Documented>(
  shortfall: Shortfall<T>,
  phrase: { readonly terms: readonly PhraseTerm[]; readonly node: Span },
  source: SourceFile,
  codes: MismatchCodes,
): Diagnostic {
  const { terms, node } = phrase;
  const { attempts, at } = shortfall;
  const found = terms[at];
  const expected = attempts.flatMap((attempt) => attempt.expected);
  const before = terms[at - 1];
  const after = before === undefined ? "" : ` after ${quotedSource(source, before)}`;
  if (found === undefined) {
    const message = `expected ${expectations(expected)}${after}, but the statement ends`;
    return errorAt(source.spanOf(before ?? node), codes.missing, message, {
      label: "something is missing after this",
      notes: usageNotes(attempts.map(({ form }) => form)),
    });
  }
  const place = source.spanOf(found);
  const quoted = quotedSource(source, found);
  if (expected.every(({ kind }) => kind === "end")) {
    return errorAt(place, codes.unexpected, `nothing more is expected${after}, found ${quoted}`, {
      label: "one too many",
      notes: usageNotes(attempts.map(({ form }) => form)),
    });
  }
  const message = `expected ${expectations(expected)}${after}, found ${quoted}`;
  const near = found.kind === "word" ? nearestNames(found.text, expected.flatMap(wordsOf)) : [];
  const likely = attempts.filter((attempt) =>
    attempt.expected.flatMap(wordsOf).some((word) => near.includes(word)),
  );
  return errorAt(place, codes.unexpected, message, {
    label: "this does not fit",
    notes: usageNotes((near.length > 0 ? likely : attempts).map(({ form }) => form)),
    ...didYouMean(near, place, near.length === 1 ? "machine" : "maybe"),
  });
}

/** A form that can be shown. */
type Documented = Patterned & { readonly example: string };

/** How forms are written; a single one with an example. */
export function usageNotes(forms: readonly Documented[]): readonly string[] {
  const [only, ...others] = forms;
  if (only === undefined) return [];
  const shown = forms.slice(0, USAGES_MAX).map(({ pattern }) => ticked(readablePattern(pattern)));
  const all = forms.length > shown.length ? [...shown, "…"] : shown;
  const ways = `one writes ${joined(all, "or")}`;
  return others.length > 0 ? [ways] : [ways, `for example ${ticked(firstLine(only.example))}`];
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}

function wordsOf(node: PatternNode): readonly string[] {
  if (node.kind === "word") return [node.text];
  return node.kind === "slot" && node.type.kind === "word" ? node.type.words : [];
}

/** What could have stood there, in words. */
function expectations(nodes: readonly PatternNode[]): string {
  const all = [...new Set(nodes.flatMap(describeNode))];
  const some = all.slice(0, EXPECTED_MAX);
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
function describeSlot(type: SlotType, name: string): readonly string[] {
  switch (type.kind) {
    case "value":
      return [type.type === "integer" ? "a whole number" : describeType(type.type)];
    case "range":
      return ["a whole number or a range such as `0..7`"];
    case "name":
      return [article(name.replaceAll("-", " "))];
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
