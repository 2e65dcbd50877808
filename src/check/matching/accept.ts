import type { Dimension } from "../../model/value.ts";
import { unitNamed } from "../../model/value.ts";
import type { Call, Quantity, Term } from "../../syntax/ast.ts";
import type { SlotType, ValueWord } from "./pattern.ts";

/** What stands in a phrase: a statement has no calls, an expectation's phrase may. */
export type PhraseTerm = Term | Call;

/** What deciding about a single term needs to know. */
export interface Acceptance {
  /** Whether a `let`, a column or a definition has this name. */
  isValue(word: string): boolean;
  /** Whether an entity of one of these kinds may have this name. */
  isEntity(kinds: readonly string[], word: string): boolean;
}

/** Whether a slot of this type takes this term. Loosely it takes what an author may have meant for it. */
export function accepts(
  type: SlotType,
  term: PhraseTerm,
  isStrict: boolean,
  around: Acceptance,
): boolean {
  if (term.kind === "punctuation" || term.kind === "list") return false;
  switch (type.kind) {
    case "value":
      return !isStrict || acceptsValue(type.type, term, around);
    case "range":
      return term.kind === "range" || acceptsValue("integer", term, around) || !isStrict;
    case "name":
    case "new":
      return term.kind === "word" || isNumber(term) || (type.kind === "name" && isChoice(term));
    case "entity":
      return acceptsEntity(type.kinds, term, isStrict, around);
    case "word":
      return acceptsWord(type.words, term, isStrict, around);
    case "condition":
      return (
        term.kind === "paren" || (!isStrict && (term.kind === "word" || term.kind === "member"))
      );
    case "phrase":
      return false;
  }
}

function acceptsValue(type: ValueWord, term: PhraseTerm, around: Acceptance): boolean {
  switch (term.kind) {
    case "quantity":
      return DIMENSIONS[type] !== "none" && isMeasured(term, DIMENSIONS[type]);
    case "range":
      return DIMENSIONS[type] !== "none" && isMeasured(term.from, DIMENSIONS[type]);
    case "text":
      return type === "text";
    case "word":
      return around.isValue(term.text) || (WORDS[type]?.includes(term.text) ?? false);
    case "one-of":
    case "paren":
      return true;
    case "member":
    case "call":
      return type !== "text" && type !== "boolean";
    default:
      return false;
  }
}

/** What a quantity must measure for a slot; `""` is a bare number. */
// biome-ignore format: a table is read by rows and columns
const DIMENSIONS = {
  duration: "duration",
  moment:   "duration",
  size:     "size",
  rate:     "rate",
  percent:  "percent",
  number:   "",
  integer:  "",
  text:     "none",
  boolean:  "none",
} as const satisfies Record<ValueWord, Dimension | "" | "none">;

/** Words that are values of a type by themselves. */
const WORDS: Partial<Record<ValueWord, readonly string[]>> = {
  boolean: ["true", "false"],
  moment: ["any"],
};

function isMeasured(quantity: Quantity, dimension: Dimension | ""): boolean {
  if (quantity.unit === "") return dimension === "";
  return unitNamed(quantity.unit)?.dimension === dimension;
}

function acceptsEntity(
  kinds: readonly string[],
  term: PhraseTerm,
  isStrict: boolean,
  around: Acceptance,
): boolean {
  if (term.kind === "word") {
    return !isStrict || around.isEntity(kinds, term.text) || around.isValue(term.text);
  }
  if (isChoice(term) || term.kind === "call") return true;
  return isNumber(term) ? !isStrict || around.isEntity(kinds, String(term.value)) : !isStrict;
}

function acceptsWord(
  words: readonly string[],
  term: PhraseTerm,
  isStrict: boolean,
  around: Acceptance,
): boolean {
  if (isChoice(term)) return true;
  if (term.kind !== "word") return false;
  return !isStrict || words.includes(term.text) || around.isValue(term.text);
}

/** A bare whole number may be a name: `slot 2`. */
function isNumber(term: PhraseTerm): term is Quantity {
  return term.kind === "quantity" && term.unit === "" && Number.isSafeInteger(term.value);
}

function isChoice(term: PhraseTerm): boolean {
  return term.kind === "one-of";
}
