import { nearestNames } from "../../base/nearest.ts";
import type { ValueType } from "../../model/component.ts";
import type { EntityKind } from "../../model/vocabulary.ts";
import type { Word } from "../../syntax/ast.ts";
import { complain, type Env, placeOf } from "../env.ts";
import { article, didYouMean, type Extras, joined, listedShort, ticked } from "../problems.ts";

/** Reports a name of an entity that nothing declares. Once for each name, wherever it stands. */
export function unknownEntity(node: Word, kinds: readonly string[], env: Env): undefined {
  env.asked?.unknown.add(node.text);
  if (env.problems.isTainted(node.text)) return undefined;
  const place = placeOf(env, node);
  const known = env.scope.entityNames(kinds);
  const elsewhere = env.scope.entities(node.text).map(({ kind }) => article(kind));
  const kind = kinds.join(" or ");
  const isOther = elsewhere.length > 0;
  return complain(env, node, {
    code: "DRS2001",
    message: isOther
      ? `${ticked(node.text)} is ${joined(elsewhere, "and")}, not ${article(kind)}`
      : `no ${kind} is called ${ticked(node.text)}`,
    label: isOther ? `${article(kind)} is wanted` : `unknown ${kind}`,
    key: `DRS2001 ${kind} ${node.text}`,
    ...inSight(known, kind),
    ...didYouMean(nearestNames(node.text, known), place),
  });
}

function inSight(known: readonly string[], kind: string): Extras {
  if (known.length === 0) return { notes: [`there is no ${kind}`] };
  return { notes: [`known: ${listedShort(known)}`] };
}

/** Reports a word that means nothing where it stands, with what may have been meant. */
export function unknownName(node: Word, expected: ValueType | undefined, env: Env): undefined {
  if (typeof expected === "object") {
    if ("entity" in expected) return unknownEntity(node, expected.entity, env);
    return unknownWord(node, expected.enum, env);
  }
  env.asked?.unknown.add(node.text);
  if (env.problems.isTainted(node.text)) return undefined;
  const place = placeOf(env, node);
  const difference = asDifference(node, env);
  const known = [
    ...env.scope.valueNames(),
    ...env.scope.entityNames(),
    ...env.words.globals.keys(),
    ...env.words.events.keys(),
  ];
  return complain(env, node, {
    code: "DRS2004",
    message: `nothing is called ${ticked(node.text)}`,
    label: "unknown name",
    key: `DRS2004 ${node.text}`,
    ...(difference ?? asText(node, expected) ?? didYouMean(nearestNames(node.text, known), place)),
  });
}

/** A bare word where a text is wanted. */
function asText(node: Word, expected: ValueType | undefined): Extras | undefined {
  return expected === "text" ? { help: [`a text has quotes: \`"${node.text}"\``] } : undefined;
}

/** `a-b` is a name; with `a` and `b` known it was meant to be a difference. */
function asDifference(node: Word, env: Env): Extras | undefined {
  const parts = node.text.split("-");
  for (let at = 1; at < parts.length; at++) {
    const left = parts.slice(0, at).join("-");
    const right = parts.slice(at).join("-");
    if (!isNamed(left, env) || !isNamed(right, env)) continue;
    const text = `${left} - ${right}`;
    return {
      help: [`a difference has blanks: ${ticked(text)}`],
      fix: { span: placeOf(env, node), text, applicability: "machine" },
    };
  }
  return undefined;
}

function isNamed(name: string, env: Env): boolean {
  return (
    /^\d+$/.test(name) ||
    env.scope.value(name) !== undefined ||
    env.scope.entities(name).length > 0 ||
    env.words.globals.has(name)
  );
}

/** Reports a word that is none of those that a type has. */
export function unknownWord(node: Word, words: readonly string[], env: Env): undefined {
  env.asked?.unknown.add(node.text);
  if (env.problems.isTainted(node.text)) return undefined;
  return complain(env, node, {
    code: "DRS2007",
    message: `${ticked(node.text)} is none of the possible words`,
    label: "unknown word",
    notes: [`possible: ${listedShort(words)}`],
    ...didYouMean(nearestNames(node.text, words), placeOf(env, node)),
  });
}

/** Reports a field that a kind of entity does not have. */
export function unknownField(
  node: Word,
  kind: string,
  spec: EntityKind | undefined,
  env: Env,
): undefined {
  const fields = Object.keys(spec?.fields ?? {});
  const notes =
    fields.length === 0
      ? [`${article(kind)} has no fields`]
      : [`its fields: ${listedShort(fields)}`];
  return complain(env, node, {
    code: "DRS2005",
    message: `${article(kind)} has no field ${ticked(node.text)}`,
    label: "unknown field",
    notes,
    ...didYouMean(nearestNames(node.text, fields), placeOf(env, node)),
  });
}

/** Reports a name with several meanings, none of which is wanted more than the others. */
export function ambiguousName(node: Word, meanings: readonly string[], env: Env): undefined {
  const kinds = env.scope.entities(node.text).map(({ kind }) => ticked(`${kind}(${node.text})`));
  return complain(env, node, {
    code: "DRS2003",
    message: `${ticked(node.text)} could be ${joined(meanings, "or")}`,
    label: "ambiguous",
    ...(kinds.length > 0 ? { help: [`say which: ${joined(kinds, "or")}`] } : {}),
  });
}
