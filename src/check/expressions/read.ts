import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { complain, type Env, type ReadValue, type ValueNode } from "../env.ts";
import { readCall } from "./calls.ts";
import { fitted } from "./fit.ts";
import { readQuantity } from "./literals.ts";
import { readMember } from "./members.ts";
import { readWord } from "./names.ts";
import { readList, readOneOf, readRange } from "./open-values.ts";
import { readBinary, readUnary } from "./operators.ts";
import { readPhrase } from "./predicates.ts";
import { readText } from "./texts.ts";

/** Types a value or an expression. With an expected type the result has it, or the mistake was reported. */
export const readValueNode: ReadValue = (node, expected, env) => {
  const expr = readNode(node, expected, env);
  return expr && fitted(expr, expected, node, env);
};

function readNode(
  node: ValueNode,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  switch (node.kind) {
    case "word":
      return readWord(node, expected, env);
    case "quantity":
      return readQuantity(node, expected, env);
    case "text":
      return readText(node, env);
    case "range":
      return readRange(node, expected, env);
    case "one-of":
      return readOneOf(node, expected, env);
    case "list":
      return readList(node, env);
    case "paren":
      return env.read(node.expression, expected, env);
    case "member":
      return readMember(node, env);
    case "call":
      return readCall(node, env);
    case "binary":
      return readBinary(node, expected, env);
    case "unary":
      return readUnary(node, expected, env);
    case "phrase-expression":
      return readPhrase(node, env);
    case "punctuation":
      return complain(env, node, { code: "DRS3011", message: `\`${node.text}\` is no value` });
  }
}
