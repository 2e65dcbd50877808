import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import { unitNamed } from "../../model/value.ts";
import type { List, OneOf, Range } from "../../syntax/ast.ts";
import type { ChoiceSite, SettledValue } from "../choices.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { ticked } from "../problems.ts";
import { literalAt, readQuantity } from "./literals.ts";
import { type Literal, nameOfType, typeOf } from "./types.ts";

/** `0ms..5ms` where one value is wanted: an open question. The literal holds its lower end until it is answered. */
export function readRange(
  node: Range,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  if (!env.mayChoose) return notHere(node, env);
  const ends = readEnds(node, expected, env);
  if (ends === undefined) return undefined;
  const [from, to] = ends;
  if (from.value === to.value) return from;
  const { type } = from;
  const site = env.choices.site(node, () => ({
    kind: "range",
    from: Number(from.value),
    to: Number(to.value),
    type,
    span: env.source.spanOf(node),
    text: env.source.onOneLine(node),
  }));
  const literal = literalAt(env, node, type, from.value);
  env.choices.open(literal, { settle: (answers) => answers.get(site) ?? from.value });
  return literal;
}

/** Both ends of a range, of one type and in order, in whole base units. */
export function readEnds(
  node: Range,
  expected: ValueType | undefined,
  env: Env,
): readonly [Literal, Literal] | undefined {
  const { from: low, to: high } = node;
  const from = readQuantity(low, expected ?? unitWanted(low, high), env, high.unit);
  const to = readQuantity(high, expected ?? from?.type, env, low.unit);
  if (from === undefined || to === undefined) return undefined;
  if (from.type !== to.type) {
    return complain(env, node, {
      code: "DRS3005",
      message: `${quoted(node, env)} runs from ${nameOfType(from.type)} to ${nameOfType(to.type)}`,
      label: "both ends must measure the same",
    });
  }
  if (from.value > to.value) {
    return complain(env, node, {
      code: "DRS3005",
      message: `${quoted(node, env)} is empty: it ends before it begins`,
      help: [`write ${ticked(`${env.source.slice(high)}..${env.source.slice(low)}`)}`],
      fix: {
        span: placeOf(env, node),
        text: `${env.source.slice(high)}..${env.source.slice(low)}`,
        applicability: "maybe",
      },
    });
  }
  if (!Number.isInteger(from.value) || !Number.isInteger(to.value)) {
    return complain(env, node, {
      code: "DRS3016",
      message: `${quoted(node, env)} has no whole steps to choose from`,
      help: ["list the values: `one of [ … ]`"],
    });
  }
  return [from, to];
}

/** `0..5ms`: the bare end is meant to carry the other one's unit. */
function unitWanted(low: Range["from"], high: Range["to"]): ValueType | undefined {
  return low.unit === "" ? unitNamed(high.unit)?.dimension : undefined;
}

/** `one of [a, b]`: an open question. The result holds the first option until it is answered. */
export function readOneOf(
  node: OneOf,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  if (!env.mayChoose) return notHere(node, env);
  const options = readOptions(node.options, expected, env);
  const [first] = options ?? [];
  if (options === undefined || first === undefined) return undefined;
  const site = env.choices.site(node, (): ChoiceSite => {
    const texts = node.options.items.map((item) => env.source.onOneLine(item));
    const span = env.source.spanOf(node);
    return { kind: "one-of", options: texts, span, text: env.source.onOneLine(node) };
  });
  const chosen: TypedExpr = { ...first, span: placeOf(env, node) };
  const holes = options.map((option) => env.choices.hole(option));
  env.choices.open(chosen, {
    settle: (answers) => {
      const at = answers.get(site) ?? 0;
      const option = options[at] ?? first;
      return holes[at]?.settle(answers) ?? plainValue(option);
    },
  });
  return chosen;
}

function plainValue(expr: TypedExpr): SettledValue {
  return expr.op === "entity" ? expr.name : (expr as Literal).value;
}

function readOptions(
  list: List,
  expected: ValueType | undefined,
  env: Env,
): readonly TypedExpr[] | undefined {
  if (list.items.length === 0) {
    return complain(env, list, { code: "DRS3016", message: "there is nothing to choose from" });
  }
  const options: TypedExpr[] = [];
  for (const item of list.items) {
    const [first] = options;
    const option = env.read(item, expected ?? (first && typeOf(first)), env);
    if (option === undefined) return undefined;
    if (option.op !== "literal" && option.op !== "entity") {
      return complain(env, item, {
        code: "DRS3012",
        message: `${ticked(env.source.onOneLine(item))} is known only during the run`,
        label: "no value to choose",
      });
    }
    if (option.op === "entity" && first?.op === "entity" && option.kind !== first.kind) {
      return complain(env, item, {
        code: "DRS3011",
        message: `the choice is between ${nameOfType(typeOf(first))} and ${nameOfType(typeOf(option))}`,
      });
    }
    options.push(option);
  }
  return options;
}

/** A choice where a fact of the run is to be judged. */
function notHere(node: Range | OneOf, env: Env): undefined {
  const text = env.source.onOneLine(node);
  return complain(env, node, {
    code: "DRS3016",
    message: `${ticked(text)} would be a choice, and there is nothing to choose here`,
    label: "a choice",
    help:
      node.kind === "range"
        ? [
            `compare with both ends: ${ticked(`… >= ${env.source.slice(node.from)} and … <= ${env.source.slice(node.to)}`)}`,
          ]
        : ["join comparisons: `x == a or x == b`"],
  });
}

/** A list by itself is no value; it may have been meant as a choice. */
export function readList(node: List, env: Env): undefined {
  const text = env.source.onOneLine(node);
  return complain(env, node, {
    code: "DRS3016",
    message: `${ticked(text)} is a list, and one value is wanted`,
    ...(env.mayChoose
      ? {
          help: [`leave it open: ${ticked(`one of ${text}`)}`],
          fix: { span: placeOf(env, node), text: `one of ${text}`, applicability: "maybe" },
        }
      : {}),
  });
}

function quoted(node: Range, env: Env): string {
  return ticked(env.source.onOneLine(node));
}
