import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Word } from "../../syntax/ast.ts";
import { complain, type Env, NO_SLOTS, placeOf } from "../env.ts";
import type { ValueBinding } from "../scope.ts";
import { carryHole, coerced } from "./fit.ts";
import { literalAt } from "./literals.ts";
import { readSlotArgument } from "./slot-arguments.ts";
import { circle } from "./texts.ts";
import { fits, typeOf } from "./types.ts";
import { ambiguousName, unknownName } from "./unknown.ts";
import { noteUse } from "./uses.ts";

/**
 * Types a bare word. It may be, in this order:
 *   1. an argument of the predicate whose meaning is being read;
 *   2. `true`, `false`; `any` where a moment is wanted;
 *   3. a word of the wanted type, when that is one of words;
 *   4. the name of a value;
 *   5. the name of an entity, a field with a name of its own, or an event, whichever has the wanted type.
 * A word that could be two of these is reported.
 */
export function readWord(
  node: Word,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const { text } = node;
  const argument = env.slots.get(text);
  if (argument !== undefined) return readSlotArgument(argument, expected, env);
  if (text === "true" || text === "false") return literalAt(env, node, "boolean", text === "true");
  if (text === "any" && expected === "moment" && env.mayChoose) return readAny(node, env);
  const binding = env.scope.value(text);
  if (isWordOf(expected, text)) {
    if (binding === undefined) return literalAt(env, node, expected, text);
    return ambiguousName(node, [`the ${binding.what} \`${text}\``, `the word \`${text}\``], env);
  }
  if (binding !== undefined) return readNamedValue(binding, node, expected, env);
  return readEntity(node, expected, env) ?? readMeaning(node, expected, env);
}

/** The short way for the most frequent question: the thing of one kind that has this name. */
function readEntity(node: Word, expected: ValueType | undefined, env: Env): TypedExpr | undefined {
  if (typeof expected !== "object" || !("entity" in expected) || expected.entity.length > 1) {
    return undefined;
  }
  const entity = env.scope.entity(expected.entity, node.text);
  if (entity === undefined) return undefined;
  const span = placeOf(env, node);
  noteUse(entity, span, env);
  return { op: "entity", kind: entity.kind, name: entity.name, span };
}

function readMeaning(node: Word, expected: ValueType | undefined, env: Env): TypedExpr | undefined {
  const meant = wantedOf(meaningsOf(node, env), expected, env);
  const [only] = meant;
  if (meant.length > 1) return ambiguousName(node, meant.map(nameOf), env);
  return only === undefined ? unknownName(node, expected, env) : only.take();
}

function readNamedValue(
  binding: ValueBinding,
  node: Word,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  const others = meaningsOf(node, env);
  if (others.length === 0 || !isWanted(others, expected)) {
    return readValue(binding, node, expected, env);
  }
  const own = `the ${binding.what} \`${node.text}\``;
  return ambiguousName(node, [own, ...others.map(nameOf)], env);
}

/** One thing that a word can stand for. */
interface Meaning {
  readonly expr: TypedExpr;
  /** Notes the use and gives the expression. */
  readonly take: () => TypedExpr;
}

function isWordOf(
  expected: ValueType | undefined,
  text: string,
): expected is { readonly enum: readonly string[] } {
  return typeof expected === "object" && "enum" in expected && expected.enum.includes(text);
}

function meaningsOf(node: Word, env: Env): readonly Meaning[] {
  const span = placeOf(env, node);
  const meanings: Meaning[] = env.scope.entities(node.text).map((entity) => {
    const expr: TypedExpr = { op: "entity", kind: entity.kind, name: entity.name, span };
    const take = () => {
      noteUse(entity, span, env);
      return expr;
    };
    return { expr, take };
  });
  const global = env.words.globals.get(node.text);
  if (global !== undefined) {
    const { entity, field } = global;
    const spec = env.words.kinds.get(entity.kind)?.fields[field];
    const type = spec?.type ?? "boolean";
    const expr: TypedExpr = { op: "field", ...entity, field, type, span };
    meanings.push({ expr, take: () => expr });
  }
  const event = env.words.events.get(node.text);
  if (event !== undefined) {
    const expr: TypedExpr = { op: "event", event: event.kind, name: event.name, span };
    meanings.push({ expr, take: () => expr });
  }
  return meanings;
}

/** Of several meanings those with the wanted type; all of them when none has it. */
function wantedOf(
  meanings: readonly Meaning[],
  expected: ValueType | undefined,
  env: Env,
): readonly Meaning[] {
  if (meanings.length < 2 || expected === undefined) return meanings;
  const exact = meanings.filter(({ expr }) => fits(typeOf(expr), expected));
  if (exact.length > 0) return exact;
  const near = meanings.filter(({ expr }) => coerced(expr, typeOf(expr), expected, env));
  return near.length > 0 ? near : meanings;
}

function isWanted(meanings: readonly Meaning[], expected: ValueType | undefined): boolean {
  return expected === undefined || meanings.some(({ expr }) => fits(typeOf(expr), expected));
}

function nameOf({ expr }: Meaning): string {
  if (expr.op === "entity") return `the ${expr.kind} \`${expr.name}\``;
  return expr.op === "event" ? `the event \`${expr.name}\`` : "a state of the whole machine";
}

/** The value that a name stands for, looked up in its own file and typed as it is wanted here. */
function readValue(
  binding: ValueBinding,
  use: Word,
  expected: ValueType | undefined,
  env: Env,
): TypedExpr | undefined {
  binding.isUsed = true;
  env.asked?.values.add(binding.name);
  if (binding.isOpen) return complain(env, use, circle(binding));
  binding.isOpen = true;
  const span = placeOf(env, use);
  const { source } = binding;
  const expr = env.read(binding.node, expected, {
    ...env,
    source,
    phrase: undefined,
    slots: NO_SLOTS,
    mayChoose: true,
    via: [...env.via, span],
  });
  binding.isOpen = false;
  if (expr === undefined) return undefined;
  const here: TypedExpr = { ...expr, span };
  carryHole(expr, here, env);
  return here;
}

/** `any`: whichever moment of the run. */
function readAny(node: Word, env: Env): TypedExpr {
  const span = env.source.spanOf(node);
  const site = env.choices.site(node, () => ({ kind: "any", span, text: "any" }));
  const literal = literalAt(env, node, "moment", 0);
  env.choices.open(literal, { settle: (answers) => answers.get(site) ?? 0 });
  return literal;
}

/** What a value's name leads to in the end, when that is a word: a column's `st4`. */
export function wordBehind(node: Word, env: Env): { readonly node: Word; readonly env: Env } {
  const binding = env.scope.value(node.text);
  if (binding === undefined || binding.node.kind !== "word" || binding.isOpen) return { node, env };
  binding.isUsed = true;
  env.asked?.values.add(binding.name);
  binding.isOpen = true;
  const via = [...env.via, placeOf(env, node)];
  const behind = wordBehind(binding.node, {
    ...env,
    source: binding.source,
    phrase: undefined,
    via,
  });
  binding.isOpen = false;
  return behind;
}

/** Reports nothing and says whether a word means something by itself, whatever is wanted. */
export function isKnownWord(text: string, env: Env): boolean {
  return (
    env.slots.has(text) ||
    env.scope.value(text) !== undefined ||
    env.scope.entities(text).length > 0 ||
    env.words.globals.has(text) ||
    env.words.events.has(text) ||
    text === "true" ||
    text === "false"
  );
}
