import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Binary, Expression, Unary } from "../../syntax/ast.ts";
import type { Answers, SettledValue } from "../choices.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { listedShort, ticked } from "../problems.ts";
import {
  type ArithmeticOperator,
  arithmeticType,
  type ComparisonOperator,
  compute,
  isOrdered,
} from "./arithmetic.ts";
import { coerced } from "./fit.ts";
import { readQuantity } from "./literals.ts";
import { isKnownWord } from "./names.ts";
import { fits, isNumeric, type Literal, nameOfType, needsUnit, typeOf } from "./types.ts";

/** Types an operation on two values. */
export function readBinary(
  node: Binary,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const { operator } = node;
  if (operator === "and" || operator === "or") return readConnective(node, operator, env);
  if (operator === "+" || operator === "-" || operator === "*" || operator === "/") {
    return readArithmetic(node, operator, expected, env);
  }
  return readComparison(node, operator, env);
}

/** Types `not x` and `-x`. */
export function readUnary(
  node: Unary,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const isNot = node.operator === "not";
  const wanted = isNot ? "boolean" : isNumeric(expected) ? expected : undefined;
  const operand = env.read(node.operand, wanted, env);
  if (operand === undefined) return undefined;
  const type = typeOf(operand);
  if (!isNot && (!isNumeric(type) || (type === "moment" && operand.op !== "literal"))) {
    return complain(env, node, {
      code: "DRS3008",
      message: `${nameOfType(type)} has no negative`,
    });
  }
  const span = placeOf(env, node);
  const open: TypedExpr = { op: isNot ? "not" : "negate", operand, type, span };
  if (operand.op !== "literal") return open;
  const negated = (value: SettledValue) => (isNot ? value !== true : 0 - Number(value));
  return folded([operand], type, span, env, ([value = 0]) => negated(value));
}

function readConnective(node: Binary, operator: "and" | "or", env: Env): TypedExpr | undefined {
  const left = env.read(node.left, "boolean", env);
  const right = env.read(node.right, "boolean", env);
  if (left === undefined || right === undefined) return undefined;
  return operation(node, operator, left, right, "boolean", env);
}

function readArithmetic(
  node: Binary,
  operator: ArithmeticOperator,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const left = env.read(node.left, undefined, env);
  const right = env.read(node.right, undefined, env);
  if (left === undefined || right === undefined) return undefined;
  const [one, other] = asNumbers(left, right, env);
  const type = arithmeticType(operator, typeOf(one), typeOf(other));
  if (type === undefined) return noSuchArithmetic(node, operator, one, other, env);
  if (operator === "/" && other.op === "literal" && other.value === 0) {
    return complain(env, node.right, {
      code: "DRS3014",
      message: "nothing can be divided by zero",
    });
  }
  const wanted = expected === "moment" && type === "duration" ? "moment" : type;
  const isConstant = one.op === "literal" && other.op === "literal";
  return operation(node, operator, one, other, isConstant ? wanted : type, env);
}

/** Entities in a calculation stand for their moment or value. */
function asNumbers(left: TypedExpr, right: TypedExpr, env: Env): readonly [TypedExpr, TypedExpr] {
  const number = (expr: TypedExpr): TypedExpr => {
    const type = typeOf(expr);
    if (isNumeric(type)) return expr;
    return coerced(expr, type, "moment", env) ?? coerced(expr, type, "number", env) ?? expr;
  };
  return [number(left), number(right)];
}

function noSuchArithmetic(
  node: Binary,
  operator: ArithmeticOperator,
  left: TypedExpr,
  right: TypedExpr,
  env: Env,
): undefined {
  const [one, other] = [typeOf(left), typeOf(right)];
  if (operator === "+" || operator === "-") {
    const unitless =
      bareNumber(node.left, one, other, env) ?? bareNumber(node.right, other, one, env);
    if (unitless === "reported") return undefined;
  }
  return complain(env, node, {
    code: "DRS3008",
    message: `${nameOfType(one)} ${VERBS[operator]} ${nameOfType(other)} makes no sense`,
    label: `${nameOfType(one)}, ${nameOfType(other)}`,
  });
}

const VERBS = { "+": "plus", "-": "minus", "*": "times", "/": "divided by" } as const;

/** `first.end + 5`: the mistake is the missing unit. */
function bareNumber(
  node: Expression,
  type: ValueType,
  other: ValueType,
  env: Env,
): "reported" | undefined {
  if (node.kind !== "quantity" || type !== "number" || !needsUnit(other)) return undefined;
  readQuantity(node, other === "moment" ? "duration" : other, env);
  return "reported";
}

function readComparison(
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

/** An operation on two checked sides; done at once when both are known. */
function operation(
  node: Binary,
  operator: Binary["operator"],
  left: TypedExpr,
  right: TypedExpr,
  type: ValueType,
  env: Env,
): TypedExpr | undefined {
  const span = placeOf(env, node);
  if (left.op !== "literal" || right.op !== "literal")
    return { op: operator, left, right, type, span };
  return folded([left, right], type, span, env, ([one = 0, other = 0]) =>
    compute(operator, one, other),
  );
}

/** The literal that an operation on literals gives; open if one of them is. */
function folded(
  operands: readonly Literal[],
  type: ValueType,
  span: TypedExpr["span"],
  env: Env,
  evaluate: (values: readonly SettledValue[]) => number | boolean,
): TypedExpr {
  const holes = operands.map((operand) => env.choices.hole(operand));
  const result: Literal = {
    op: "literal",
    type,
    value: whole(evaluate(operands.map(({ value }) => value)), type),
    span,
  };
  if (holes.some((hole) => hole !== undefined)) {
    const settle = (answers: Answers): SettledValue => {
      const values = operands.map(({ value }, at) => holes[at]?.settle(answers) ?? value);
      return whole(evaluate(values), type);
    };
    env.choices.open(result, { settle });
  }
  return result;
}

/** Times and sizes are whole in base units: a third of a second is rounded. */
function whole(value: number | boolean, type: ValueType): number | boolean {
  const isWhole = type === "duration" || type === "moment" || type === "size";
  return isWhole && typeof value === "number" ? Math.round(value) + 0 : value;
}
