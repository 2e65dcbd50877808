import type { ValueType } from "../../model/component.ts";
import type { Expression } from "../../syntax/ast.ts";
import type { Env } from "../env.ts";
import { readQuantity } from "./literals.ts";
import { needsUnit } from "./types.ts";

/** `first.end + 5`: the mistake is the missing unit. */
export function bareNumber(
  node: Expression,
  type: ValueType,
  other: ValueType,
  env: Env,
): "reported" | undefined {
  if (node.kind !== "quantity" || type !== "number" || !needsUnit(other)) return undefined;
  readQuantity(node, other === "moment" ? "duration" : other, env);
  return "reported";
}
