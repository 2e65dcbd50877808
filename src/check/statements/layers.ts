import type { Fact, Form } from "../../model/vocabulary.ts";
import type { Slot } from "../matching/pattern.ts";
import { nameOf } from "./declare.ts";
import type { MatchedPhrase } from "./match-phrase.ts";

/**
 * What a statement is about, for deciding whether a scenario's statement replaces one of the file: the thing that it
 * declares by name; or, when it declares none, its form and what it refers to. Nothing when several may stand side
 * by side.
 */
export function subjectOf({ match }: MatchedPhrase): string | undefined {
  const { spec, slots, bound } = match;
  const names = (kind: Slot["type"]["kind"]) =>
    slots.filter(({ type }) => type.kind === kind).map(({ index }) => nameOf(bound[index]) ?? "");
  const declared = names("new");
  if (declared.length > 0) return [kindOf(slots), ...declared].join(" ");
  if (isOnce(spec)) return `: ${spec.id}`;
  const isOneThing = spec.merges === true || (spec.block !== undefined && spec.once !== false);
  return isOneThing ? [`: ${spec.id}`, ...names("entity")].join(" ") : undefined;
}

function kindOf(slots: readonly Slot[]): string {
  const slot = slots.find(({ type }) => type.kind === "new");
  return slot?.type.kind === "new" ? slot.type.of : "";
}

/** Whether a form may stand in its block only once. */
export function isOnce(form: Form): boolean {
  return form.once ?? (form.block === undefined && !form.pattern.includes(":new "));
}

/** A fact with the statement that it was made of, and the same for its block. */
export interface Stated {
  readonly fact: Fact;
  readonly phrase: MatchedPhrase;
  /** Made when it is asked for: only merging needs it. */
  readonly body: () => readonly Stated[];
}

/** Joins a fact to its statement. Every statement of the block has become a fact, in order. */
export function statedAs(fact: Fact, phrase: MatchedPhrase): Stated {
  const body = () =>
    fact.body.flatMap((inner, at) => {
      const innerPhrase = phrase.body[at];
      return innerPhrase === undefined ? [] : [statedAs(inner, innerPhrase)];
    });
  return { fact, phrase, body };
}

/**
 * The facts of a file with those of a scenario laid over them: one about the same subject replaces the file's, in
 * its place, or adds its block to it when its form merges. The others follow.
 */
export function layered(below: readonly Stated[], above: readonly Stated[]): readonly Stated[] {
  if (above.length === 0) return below;
  const laid = [...below];
  for (const stated of above) {
    const subject = subjectOf(stated.phrase);
    const at =
      subject === undefined ? -1 : laid.findIndex(({ phrase }) => subjectOf(phrase) === subject);
    const covered = laid[at];
    if (covered === undefined) laid.push(stated);
    else laid[at] = over(covered, stated);
  }
  return laid;
}

function over(below: Stated, above: Stated): Stated {
  if (above.phrase.match.spec.merges !== true) return above;
  const body = layered(below.body(), above.body());
  const fact = { ...above.fact, body: body.map((inner) => inner.fact) };
  return { fact, phrase: above.phrase, body: () => body };
}
