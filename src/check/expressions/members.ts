import { nearestNames } from "../../base/nearest.ts";
import type { TypedExpr } from "../../model/expression.ts";
import type { Expression, Member, Word } from "../../syntax/ast.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { didYouMean, ticked } from "../problems.ts";
import type { Entity } from "../scope.ts";
import { carryHole } from "./fit.ts";
import { wordBehind } from "./names.ts";
import { nameOfType, typeOf } from "./types.ts";
import { ambiguousName, unknownField } from "./unknown.ts";
import { noteUse } from "./uses.ts";

type EntityExpr = Extract<TypedExpr, { readonly op: "entity" }>;

/** Types `sd0.state`: a field of an entity. */
export function readMember(node: Member, env: Env): TypedExpr | undefined {
  const entity = readObject(node.object, node.name.text, env);
  if (entity === undefined) return undefined;
  const { kind, name } = entity;
  const spec = env.words.kinds.get(kind);
  const field = node.name.text;
  const type =
    spec !== undefined && Object.hasOwn(spec.fields, field) ? spec.fields[field]?.type : undefined;
  if (type === undefined) return unknownField(node.name, kind, spec, env);
  const read: TypedExpr = { op: "field", kind, name, field, type, span: placeOf(env, node) };
  carryHole(entity, read, env);
  return read;
}

/** The entity before the point. A bare name means the one that has such a field. */
function readObject(object: Expression, field: string, env: Env): EntityExpr | undefined {
  if (object.kind === "word") return readNamed(object, field, env);
  const expr = env.read(object, undefined, env);
  if (expr === undefined) return undefined;
  if (expr.op === "entity") return expr;
  return complain(env, object, {
    code: "DRS2005",
    message: `${ticked(env.source.onOneLine(object))} is ${nameOfType(typeOf(expr))} and has no fields`,
    label: "no fields",
  });
}

function readNamed(word: Word, field: string, env: Env): EntityExpr | undefined {
  const argument = env.slots.get(word.text);
  if (argument?.node !== undefined) {
    return readArgument(argument.node, field, argument.env, argument.type);
  }
  const { node, env: inner } = wordBehind(word, env);
  const binding = inner.scope.value(node.text);
  if (binding !== undefined) return entityOnly(env.read(node, undefined, inner), node, inner);
  const all = env.scope.entities(node.text);
  const able = all.filter(({ kind }) => hasField(kind, field, env));
  const [only, second] = able.length > 0 ? able : nearest(all, field, env);
  if (only === undefined) return unknownObject(node, field, inner);
  if (second !== undefined) {
    const meanings = able.map((one) => `the ${one.kind} \`${one.name}\``);
    return ambiguousName(node, meanings, inner);
  }
  return entityExpr(only, placeOf(env, word), inner);
}

/** Of several things none of which has the field, the one that has something like it, or has any. */
function nearest(all: readonly Entity[], field: string, env: Env): readonly Entity[] {
  const fieldsOf = ({ kind }: Entity) => Object.keys(env.words.kinds.get(kind)?.fields ?? {});
  const like = all.find((one) => nearestNames(field, fieldsOf(one)).length > 0);
  return [like ?? all.find((one) => fieldsOf(one).length > 0) ?? all[0]].flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

/** The argument of a predicate: its slot says which kinds it may have. */
function readArgument(
  node: Expression | { readonly kind: "punctuation"; readonly start: number; readonly end: number },
  field: string,
  env: Env,
  type: { readonly kind: string; readonly kinds?: readonly string[] },
): EntityExpr | undefined {
  if (node.kind === "punctuation") return undefined;
  const wanted = type.kinds === undefined ? undefined : { entity: type.kinds };
  if (wanted === undefined) return readObject(node, field, env);
  return entityOnly(env.read(node, wanted, env), node, env);
}

function entityOnly(
  expr: TypedExpr | undefined,
  node: { readonly start: number; readonly end: number },
  env: Env,
): EntityExpr | undefined {
  if (expr === undefined || expr.op === "entity") return expr;
  return complain(env, node, {
    code: "DRS2005",
    message: `${ticked(env.source.onOneLine(node))} is ${nameOfType(typeOf(expr))} and has no fields`,
    label: "no fields",
  });
}

function entityExpr(entity: Entity, span: EntityExpr["span"], env: Env): EntityExpr {
  const expr: EntityExpr = { op: "entity", kind: entity.kind, name: entity.name, span };
  noteUse(entity, span, env);
  return expr;
}

function hasField(kind: string, field: string, env: Env): boolean {
  const fields = env.words.kinds.get(kind)?.fields;
  return fields !== undefined && Object.hasOwn(fields, field);
}

function unknownObject(node: Word, field: string, env: Env): undefined {
  env.asked?.unknown.add(node.text);
  if (env.problems.isTainted(node.text)) return undefined;
  const kinds = [...env.words.kinds.keys()].filter((kind) => hasField(kind, field, env));
  const able = env.scope.entityNames(kinds);
  const near = nearestNames(node.text, able.length > 0 ? able : env.scope.entityNames());
  return complain(env, node, {
    code: "DRS2004",
    message: `nothing is called ${ticked(node.text)}`,
    label: "unknown name",
    key: `DRS2004 ${node.text}`,
    ...didYouMean(near, placeOf(env, node)),
  });
}
