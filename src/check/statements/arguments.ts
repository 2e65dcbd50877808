import { RANGE_MEMBERS_MAX } from "../../base/limits.ts";
import type { ValueType } from "../../model/component.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Quantity, Word } from "../../syntax/ast.ts";
import type { Hole, SettledValue } from "../choices.ts";
import { complain, type Env, placeOf, type ValueNode } from "../env.ts";
import { wordBehind } from "../expressions/names.ts";
import { readEnds } from "../expressions/open-values.ts";
import { unknownEntity } from "../expressions/unknown.ts";
import { noteUse } from "../expressions/uses.ts";
import type { PhraseTerm } from "../matching/accept.ts";
import type { Slot, SlotType, ValueWord } from "../matching/pattern.ts";
import { ticked } from "../problems.ts";

/** An argument: a value, and what it depends on if it is open. */
export interface Argument {
  readonly value: SettledValue;
  readonly hole?: Hole;
}

/** The value that a term gives to a slot; reports it and gives nothing if it is not one. Not for conditions and phrases. */
export function argumentOf(slot: Slot, term: PhraseTerm, env: Env): Argument | undefined {
  const { type } = slot;
  switch (type.kind) {
    case "value":
      return valueArgument(type.type, term, env);
    case "range":
      return rangeArgument(term, env);
    case "entity":
      return entityArgument(type, term, env);
    case "word":
      if (term.kind === "word" && type.words.includes(term.text)) return { value: term.text };
      return constant(env.read(term, { enum: type.words }, env), term, env);
    case "name":
      return nameArgument(term, env);
    case "new":
      return newName(type.of, term, env);
    default:
      return undefined;
  }
}

// ---- values

function valueArgument(type: ValueWord, term: ValueNode, env: Env): Argument | undefined {
  if (type === "text" && term.kind === "text" && !term.value.includes("{")) {
    return { value: term.value };
  }
  const wanted: ValueType = type === "integer" ? "number" : type;
  const argument = constant(env.read(term, wanted, env), term, env);
  return argument !== undefined && isPossible(type, argument.value, term, env)
    ? argument
    : undefined;
}

/** A value that is known before the run. */
export function constant(
  expr: TypedExpr | undefined,
  node: ValueNode,
  env: Env,
): Argument | undefined {
  if (expr === undefined) return undefined;
  if (expr.op !== "literal") {
    return complain(env, node, {
      code: "DRS3012",
      message: `${ticked(env.source.onOneLine(node))} is known only during the run`,
      label: "must be known before",
    });
  }
  const hole = env.choices.hole(expr);
  return hole === undefined ? { value: expr.value } : { value: expr.value, hole };
}

/** Reports what no slot takes: times before the start, and fractions where things are counted. */
function isPossible(type: ValueWord, value: SettledValue, node: ValueNode, env: Env): boolean {
  if (typeof value !== "number") return true;
  if (value < 0 && type !== "number" && type !== "integer") {
    complain(env, node, {
      code: "DRS3006",
      message: `${ticked(env.source.onOneLine(node))} is negative`,
      label: NEGATIVE[type] ?? "cannot be less than nothing",
    });
    return false;
  }
  if (type === "integer" && !Number.isSafeInteger(value)) {
    complain(env, node, {
      code: "DRS3015",
      message: `${ticked(env.source.onOneLine(node))} is not a whole number`,
      label: "a whole number is wanted",
    });
    return false;
  }
  return true;
}

const NEGATIVE: Partial<Record<ValueWord, string>> = {
  duration: "time does not run backwards",
  moment: "before the scenario begins",
};

// ---- ranges

/** `0..7`, or one whole number as a range of one. */
function rangeArgument(term: ValueNode, env: Env): Argument | undefined {
  if (term.kind === "word") {
    const binding = env.scope.value(term.text);
    if (binding?.node.kind === "range") {
      binding.isUsed = true;
      env.asked?.values.add(binding.name);
      const via = [...env.via, placeOf(env, term)];
      return rangeArgument(binding.node, { ...env, source: binding.source, via });
    }
  }
  if (term.kind === "range") {
    const ends = readEnds(term, "number", env);
    if (ends === undefined) return undefined;
    const value = { from: Number(ends[0].value), to: Number(ends[1].value) };
    return isSmall(value, term, env) ? { value } : undefined;
  }
  const one = valueArgument("integer", term, env);
  if (one === undefined) return undefined;
  const single = (value: SettledValue) => ({ from: Number(value), to: Number(value) });
  const { hole } = one;
  const value = single(one.value);
  if (hole === undefined) return { value };
  return { value, hole: { settle: (answers) => single(hole.settle(answers)) } };
}

function isSmall(
  { from, to }: { readonly from: number; readonly to: number },
  node: ValueNode,
  env: Env,
): boolean {
  if (to - from < RANGE_MEMBERS_MAX) return true;
  complain(env, node, {
    code: "DRS3005",
    message: `${ticked(env.source.onOneLine(node))} is too long a range`,
    label: `at most ${RANGE_MEMBERS_MAX}`,
  });
  return false;
}

// ---- names

function entityArgument(
  type: SlotType & { readonly kind: "entity" },
  term: PhraseTerm,
  env: Env,
): Argument | undefined {
  if (term.kind === "word" && env.scope.value(term.text) === undefined) {
    return reference(type.kinds, term, env);
  }
  if (term.kind === "quantity" && term.unit === "") {
    return reference(type.kinds, asWord(term), env);
  }
  if (type.soft && term.kind === "word") declareBehind(term, type.kinds, env);
  const expr = env.read(term, { entity: type.kinds }, env);
  if (expr?.op !== "entity") return undefined;
  const hole = env.choices.hole(expr);
  return hole === undefined ? { value: expr.name } : { value: expr.name, hole };
}

/** Mentioning is enough, also through a value's name: a column of drivers declares them. */
function declareBehind(term: Word, kinds: readonly string[], env: Env): void {
  const { node, env: inner } = wordBehind(term, env);
  const [kind = ""] = kinds;
  if (inner.scope.value(node.text) !== undefined) return;
  if (inner.scope.entity(kinds, node.text) !== undefined) return;
  const span = inner.source.spanOf(node);
  inner.scope.declare({
    kind,
    name: node.text,
    span,
    isSoft: true,
    isImported: false,
    isUsed: true,
  });
}

function reference(kinds: readonly string[], word: Word, env: Env): Argument | undefined {
  const entity = env.scope.entity(kinds, word.text);
  if (entity === undefined) return unknownEntity(word, kinds, env);
  noteUse(entity, placeOf(env, word), env);
  return { value: entity.name };
}

function asWord({ value, start, end }: Quantity): Word {
  return { kind: "word", text: String(value), start, end };
}

/** Any name, taken as it is; a value's name stands for its value. */
function nameArgument(term: PhraseTerm, env: Env): Argument | undefined {
  if (term.kind === "quantity") return { value: String(term.value) };
  if (term.kind === "one-of") return namesArgument(term, env);
  if (term.kind !== "word") return notAName(term, env);
  const behind = wordBehind(term, env);
  const binding = behind.env.scope.value(behind.node.text);
  if (binding === undefined) return { value: behind.node.text };
  binding.isUsed = true;
  const inner = { ...behind.env, source: binding.source };
  if (binding.node.kind === "one-of" || binding.node.kind === "quantity") {
    return nameArgument(binding.node, inner);
  }
  return constant(inner.read(binding.node, "text", inner), binding.node, inner);
}

function namesArgument(
  term: PhraseTerm & { readonly kind: "one-of" },
  env: Env,
): Argument | undefined {
  const words = term.options.items;
  if (!words.every((item) => item.kind === "word")) {
    return constant(env.read(term, "text", env), term, env);
  }
  const texts: ReadonlySet<string> = new Set(words.map(({ text }) => text));
  return constant(env.read(term, { enum: [...texts] }, env), term, env);
}

function newName(kind: string, term: PhraseTerm, env: Env): Argument | undefined {
  if (term.kind === "word") return { value: term.text };
  if (term.kind === "quantity" && term.unit === "") return { value: String(term.value) };
  return notAName(term, env, kind);
}

function notAName(term: PhraseTerm, env: Env, kind = "thing"): undefined {
  const expr = env.source.onOneLine(term);
  return complain(env, term, {
    code: "DRS3011",
    message: `${ticked(expr)} is no name for a ${kind}`,
    label: "a bare word is wanted",
  });
}
