import { nearestNames } from "../../base/nearest.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { formatValue } from "../../model/value.ts";
import type { Text } from "../../syntax/ast.ts";
import type { Answers, Hole } from "../choices.ts";
import { complain, type Env } from "../env.ts";
import { didYouMean, ticked } from "../problems.ts";
import type { ValueBinding } from "../scope.ts";
import { literalAt } from "./literals.ts";
import { typeOf } from "./types.ts";

/** A piece of an interpolated text: known, or known once the choices are answered. */
type Piece = string | ((answers: Answers) => string);

const PLACE = /\{\{|\{([^{}]*)\}?/g;
const NAME = /^[A-Za-z_]\w*(?:-\w+)*$/;

/** Types a quoted text, with the value of each `{name}` put in. */
export function readText(node: Text, env: Env): TypedExpr | undefined {
  if (!node.value.includes("{")) return literalAt(env, node, "text", node.value);
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of node.value.matchAll(PLACE)) {
    const [whole, name] = found;
    pieces.push(node.value.slice(end, found.index));
    end = found.index + whole.length;
    const piece = name === undefined ? "{" : pieceOf(whole, name, node, env);
    if (piece === undefined) return undefined;
    pieces.push(piece);
  }
  pieces.push(node.value.slice(end));
  return textOf(pieces, node, env);
}

function textOf(pieces: readonly Piece[], node: Text, env: Env): TypedExpr {
  const settle = (answers: Answers): string =>
    pieces.map((piece) => (typeof piece === "string" ? piece : piece(answers))).join("");
  const isOpen = pieces.some((piece) => typeof piece !== "string");
  const literal = literalAt(env, node, "text", isOpen ? node.value : settle(new Map()));
  if (isOpen) env.choices.open(literal, { settle });
  return literal;
}

function pieceOf(whole: string, name: string, node: Text, env: Env): Piece | undefined {
  if (!whole.endsWith("}") || !NAME.test(name)) {
    return complain(env, node, {
      code: "DRS2010",
      message: `${ticked(whole)} in a text is no name in braces`,
      help: ["write `{{` for a brace"],
    });
  }
  const binding = env.scope.value(name);
  if (binding === undefined) return unknownPlace(name, node, env);
  binding.isUsed = true;
  env.asked?.values.add(name);
  return shown(binding, env, node);
}

function unknownPlace(name: string, node: Text, env: Env): undefined {
  env.asked?.unknown.add(name);
  const known = env.scope.valueNames();
  const { help = [] } = didYouMean(nearestNames(name, known), env.source.spanOf(node));
  return complain(env, node, {
    code: "DRS2010",
    message: `\`{${name}}\` names no value`,
    label: "in this text",
    help: [...help, "write `{{` for a brace that is meant to be one"],
  });
}

/** A value as it reads inside a text: as its author wrote it, if it was written out. */
function shown(binding: ValueBinding, env: Env, use: Text): Piece | undefined {
  if (binding.isOpen) return complain(env, use, circle(binding));
  binding.isOpen = true;
  const piece = shownNode(binding, env, use);
  binding.isOpen = false;
  return piece;
}

function shownNode({ node, source }: ValueBinding, env: Env, use: Text): Piece | undefined {
  if (node.kind === "quantity") return source.slice(node);
  if (node.kind === "word") {
    const further = env.scope.value(node.text);
    return further === undefined ? node.text : shown(further, env, use);
  }
  const via = [...env.via, env.source.spanOf(use)];
  const expr = env.read(node, undefined, { ...env, source, via, mayChoose: true });
  return expr === undefined ? undefined : spoken(expr, env.choices.hole(expr), use, env);
}

/** The complaint about a value that is made of itself. */
export function circle(binding: ValueBinding): { readonly code: string; readonly message: string } {
  return { code: "DRS2011", message: `${ticked(binding.name)} is defined by itself` };
}

function spoken(expr: TypedExpr, hole: Hole | undefined, use: Text, env: Env): Piece | undefined {
  if (expr.op === "entity" && hole === undefined) return expr.name;
  const type = typeOf(expr);
  const say = (value: unknown): string =>
    typeof value === "number" ? formatValue(value, type) : String(value);
  if (hole !== undefined) return (answers) => say(hole.settle(answers));
  if (expr.op === "literal") return say(expr.value);
  return complain(env, use, {
    code: "DRS3012",
    message: `${ticked(env.source.onOneLine(use))} contains a value that is known only during the run`,
  });
}
