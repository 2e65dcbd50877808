import type { Fact, Form } from "../../model/vocabulary.ts";
import type { Match } from "../matching/match.ts";
import type { Slot } from "../matching/pattern.ts";
import { nameOf } from "./declare.ts";
import type { MatchedPhrase } from "./match-phrase.ts";

/**
 * Whether two statements are about the same, so that one of a scenario replaces one of the file: they declare a thing
 * of one kind by one name; or they declare none, and have one form and refer to the same. Never where several may
 * stand side by side.
 */
export function isAboutTheSame(
  { match: one }: MatchedPhrase,
  { match: other }: MatchedPhrase,
): boolean {
  const { fresh, entities } = one.pattern;
  if (fresh.length !== other.pattern.fresh.length) return false;
  if (fresh.length > 0) {
    return fresh[0]?.type.of === other.pattern.fresh[0]?.type.of && agree(fresh, one, other);
  }
  if (one.spec.id !== other.spec.id) return false;
  return isOnce(one) || (isOneThing(one.spec) && agree(entities, one, other));
}

/** Whether the same names stand in these slots of one form, and in the like slots of the other. */
function agree(slots: readonly Slot[], one: Match<Form>, other: Match<Form>): boolean {
  const others = slots[0]?.type.kind === "new" ? other.pattern.fresh : other.pattern.entities;
  for (const [at, { index }] of slots.entries()) {
    const counterpart = others[at];
    if (counterpart === undefined) return false;
    const name = nameOf(one.bound[index]) ?? "";
    if (name !== (nameOf(other.bound[counterpart.index]) ?? "")) return false;
  }
  return slots.length === others.length;
}

function isOneThing({ merges, block, once }: Form): boolean {
  return merges === true || (block !== undefined && once !== false);
}

/** Whether a form may stand in its block only once. */
export function isOnce({ spec, pattern }: Match<Form>): boolean {
  return spec.once ?? (spec.block === undefined && pattern.fresh.length === 0);
}

/** A fact with the statement that it was made of. */
export interface Stated {
  readonly fact: Fact;
  readonly phrase: MatchedPhrase;
  /** The same for its block, where other statements were laid over it; else its statement tells. */
  readonly laid: readonly Stated[] | undefined;
}

/** Joins a fact to its statement. Every statement of the block has become a fact, in order. */
export function statedAs(fact: Fact, phrase: MatchedPhrase): Stated {
  return { fact, phrase, laid: undefined };
}

function bodyOf({ fact, phrase, laid }: Stated): readonly Stated[] {
  if (laid !== undefined) return laid;
  const body: Stated[] = [];
  for (const [at, inner] of fact.body.entries()) {
    const innerPhrase = phrase.body[at];
    if (innerPhrase !== undefined) body.push(statedAs(inner, innerPhrase));
  }
  return body;
}

/**
 * The facts of a file with those of a scenario laid over them: one about the same replaces the file's, in its place,
 * or adds its block to it when its form merges. The others follow.
 */
export function layered(below: readonly Stated[], above: readonly Stated[]): readonly Stated[] {
  if (above.length === 0) return below;
  if (below.length === 0 && above.length === 1) return above;
  const laid = [...below];
  for (const stated of above) {
    const at = laid.findIndex(({ phrase }) => isAboutTheSame(phrase, stated.phrase));
    const covered = laid[at];
    if (covered === undefined) laid.push(stated);
    else laid[at] = over(covered, stated);
  }
  return laid;
}

function over(below: Stated, above: Stated): Stated {
  if (above.phrase.match.spec.merges !== true) return above;
  const laid = layered(bodyOf(below), bodyOf(above));
  const { form, args, span } = above.fact;
  const fact: Fact = { form, args, body: laid.map((inner) => inner.fact), span };
  return { fact, phrase: above.phrase, laid };
}
