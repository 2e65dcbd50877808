import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Binary, Expression } from "../../syntax/ast.ts";
import { complain, type Env } from "../env.ts";
import { listedShort, ticked } from "../problems.ts";
import { type ComparisonOperator, isOrdered } from "./arithmetic.ts";
import { bareNumber } from "./bare-number.ts";
import { coerced } from "./fit.ts";
import { operation } from "./folding.ts";
import { isKnownWord } from "./names.ts";
import { fits, nameOfType, typeOf } from "./types.ts";

/** Types a comparison. Each side says what bare words and numbers on the other one mean. */
export function readComparison(
  node: Binary,
  operator: ComparisonOperator,
  env: Env,
): TypedExpr | undefined {
  const sides = readSides(node, env);
  if (sides === undefined) return undefined;
  const [left, right] = unified(sides, env);
  const type = typeOf(left);
  if (!fits(type, typeOf(right))) return incomparable(node, left, right, env);
  if (operator !== "==" && operator !== "!=" && !isOrdered(type)) {
    return complain(env, node, {
      code: "DRS3009",
      message: `${nameOfType(type)} is neither greater nor less than another`,
      help: ["compare with `==` or `!=`"],
    });
  }
  return operation(node, operator, left, right, "boolean", env);
}

/** Both sides, the one that has a type by itself first: it says what a bare word or number on the other side means. */
function readSides(node: Binary, env: Env): readonly [TypedExpr, TypedExpr] | undefined {
  const { left, right } = node;
  const isRightFirst = certainty(right, env) > certainty(left, env);
  const [first, second] = isRightFirst ? [right, left] : [left, right];
  const one = env.read(first, undefined, env);
  if (one === undefined) return undefined;
  if (one.op === "event") return eventAsValue(first, env);
  const wanted = certainty(second, env) < CERTAIN ? comparedWith(one, second, env) : undefined;
  const other = env.read(second, wanted, env);
  if (other === undefined) return undefined;
  return isRightFirst ? [other, one] : [one, other];
}

const CERTAIN = 2;

/** How little what a node means depends on what is wanted: 0 a word that nothing is called, 2 not at all. */
function certainty(node: Expression, env: Env): number {
  switch (node.kind) {
    case "word":
      return isKnownWord(node.text, env) ? 1 : 0;
    case "quantity":
    case "text":
    case "one-of":
      return 1;
    case "unary":
      return certainty(node.operand, env);
    case "paren":
      return certainty(node.expression, env);
    default:
      return CERTAIN;
  }
}

/** The type that a word or number has when it is compared with this. */
function comparedWith(expr: TypedExpr, other: Expression, env: Env): ValueType {
  if (expr.op !== "entity" || other.kind === "word") return typeOf(expr);
  const fields = env.words.kinds.get(expr.kind)?.fields ?? {};
  return (Object.hasOwn(fields, "value") ? fields["value"]?.type : undefined) ?? typeOf(expr);
}

/** Sides that stand for values of one type, if they can. */
function unified(
  [left, right]: readonly [TypedExpr, TypedExpr],
  env: Env,
): readonly [TypedExpr, TypedExpr] {
  const [one, other] = [typeOf(left), typeOf(right)];
  if (fits(one, other)) return [left, right];
  const moved = coerced(right, other, one, env);
  if (moved !== undefined) return [left, moved];
  return [coerced(left, one, other, env) ?? left, right];
}

function incomparable(node: Binary, left: TypedExpr, right: TypedExpr, env: Env): undefined {
  const [one, other] = [typeOf(left), typeOf(right)];
  if (right.op === "event") return eventAsValue(node.right, env);
  if (bareNumber(node.left, one, other, env) ?? bareNumber(node.right, other, one, env))
    return undefined;
  const names = [nameOfType(one), nameOfType(other)];
  const areWords = names.every((name) => name === "a word");
  return complain(env, node, {
    code: "DRS3009",
    message: areWords
      ? "the two sides have no word in common"
      : `${names[0]} cannot be compared with ${names[1]}`,
    label: areWords ? "never equal" : names.join(", "),
    ...wordNotes(one, other),
  });
}

function eventAsValue(event: Expression, env: Env): undefined {
  const text = env.source.onOneLine(event);
  return complain(env, event, {
    code: "DRS5008",
    message: `${ticked(text)} is an event, and events have no value`,
    label: "an event",
    help: [`write ${ticked(`count(${text})`)} or ${ticked(`first(${text})`)}`],
  });
}

function wordNotes(one: ValueType, other: ValueType): { readonly notes?: readonly string[] } {
  const words = [one, other].flatMap((type) =>
    typeof type === "object" && "enum" in type ? [listedShort(type.enum)] : [],
  );
  return words.length === 0 ? {} : { notes: words.map((list) => `possible: ${list}`) };
}
