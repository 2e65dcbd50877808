import type { Span } from "../../diagnostics/diagnostic.ts";
import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { type Env, placeOf, type SlotArgument } from "../env.ts";
import type { SlotType } from "../matching/pattern.ts";
import { literalAt } from "./literals.ts";
import { unknownWord } from "./unknown.ts";

/** Types the argument of a predicate phrase where its meaning uses it. */
export function readSlotArgument(
  { type, node, env }: SlotArgument,
  expected: ValueType | undefined,
  outer: Env,
): TypedExpr | undefined {
  if (node === undefined) {
    return { op: "literal", type: "boolean", value: true, span: placeOf(outer, NOWHERE) };
  }
  if (type.kind === "name" || type.kind === "word") {
    if (node.kind === "word" && env.scope.value(node.text) === undefined) {
      return plainWord(node, type, expected, env);
    }
  }
  return env.read(node, wantedBy(type) ?? expected, env);
}

/** Meanings have no place of their own; `placeOf` gives that of the phrase. */
const NOWHERE: Span = { start: 0, end: 0 };

/** A word that is not looked up: a value of the wanted type, or itself as a text. */
function plainWord(
  node: { readonly text: string; readonly start: number; readonly end: number } & {
    readonly kind: "word";
  },
  type: SlotType & { readonly kind: "name" | "word" },
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  if (type.kind === "word" && !type.words.includes(node.text))
    return unknownWord(node, type.words, env);
  if (typeof expected !== "object" || !("enum" in expected)) {
    return literalAt(env, node, "text", node.text);
  }
  if (!expected.enum.includes(node.text)) return unknownWord(node, expected.enum, env);
  return literalAt(env, node, expected, node.text);
}

/** The type that a slot's values have in expressions; nothing for words, whose type is the wanted one. */
function wantedBy(type: SlotArgument["type"]): ValueType | undefined {
  switch (type.kind) {
    case "value":
      return type.type === "integer" ? "number" : type.type;
    case "entity":
      return { entity: type.kinds };
    case "condition":
      return "boolean";
    default:
      return undefined;
  }
}
