import type { Form } from "../../model/vocabulary.ts";
import { type Acceptance, accepts, type PhraseTerm } from "./accept.ts";
import type { Candidate, FormIndex, Patterned } from "./form-index.ts";
import type { Pattern, PatternNode, Slot } from "./pattern.ts";

/** What a slot has taken: a term, a phrase in place, or the fact that an optional word was there. */
export type Bound = PhraseTerm | Match<Form> | true;

/** A phrase that fits a form, with what its slots have taken, by slot index. */
export interface Match<T extends Patterned> {
  readonly kind: "match";
  readonly spec: T;
  readonly pattern: Pattern;
  readonly bound: readonly (Bound | undefined)[];
}

/** What the matcher must know about the words around a phrase. */
export interface Surroundings extends Acceptance {
  /** The forms of a context that a `phrase` slot names. */
  forms(context: string): FormIndex<Form> | undefined;
}

/** How far the best attempts came, and what could have stood there. */
export interface Shortfall<T extends Patterned> {
  readonly at: number;
  /** The forms that came this far, each with what it expects there. */
  readonly attempts: readonly { readonly form: T; readonly expected: readonly PatternNode[] }[];
}

type Bindings = (Bound | undefined)[];
type Continuation = (at: number) => boolean;

/**
 * Matches phrases against forms.
 *   1. Strictly: a slot takes only what can be right. The first form of the table that fits is meant.
 *   2. Loosely: a slot takes whatever has the right shape, so that a wrong unit is a complaint about the unit.
 *   3. When nothing fits, `shortfall` says how far the best form came.
 */
export class Matcher {
  readonly #surroundings: Surroundings;
  #terms: readonly PhraseTerm[] = [];
  #isStrict = true;
  /** Present while looking for the shortfall. */
  #misses: { at: number; expected: PatternNode[] } | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The first candidate that the terms fit, or nothing. */
  match<T extends Patterned>(
    candidates: readonly Candidate<T>[],
    terms: readonly PhraseTerm[],
  ): Match<T> | undefined {
    return this.#attempt(candidates, terms, true) ?? this.#attempt(candidates, terms, false);
  }

  /** How far the terms fit when they fit no candidate. */
  shortfall<T extends Patterned>(
    candidates: readonly Candidate<T>[],
    terms: readonly PhraseTerm[],
    isStrict = false,
  ): Shortfall<T> {
    let at = -1;
    let attempts: { readonly form: T; readonly expected: readonly PatternNode[] }[] = [];
    for (const candidate of candidates) {
      const misses = { at: -1, expected: [] };
      this.#misses = misses;
      this.#attempt([candidate], terms, isStrict);
      if (misses.at > at) {
        at = misses.at;
        attempts = [];
      }
      if (misses.at === at) attempts.push({ form: candidate.spec, expected: misses.expected });
    }
    this.#misses = undefined;
    return { at, attempts };
  }

  #attempt<T extends Patterned>(
    candidates: readonly Candidate<T>[],
    terms: readonly PhraseTerm[],
    isStrict: boolean,
  ): Match<T> | undefined {
    this.#terms = terms;
    this.#isStrict = isStrict;
    let bound: Bindings | undefined;
    for (const { spec, pattern } of candidates) {
      // What a form has taken that does not fit it has given back: the next one begins with the same list.
      if (bound?.length !== pattern.slots.length) bound = unbound(pattern);
      if (this.#step(pattern.start, 0, bound, undefined)) {
        return { kind: "match", spec, pattern, bound };
      }
    }
    return undefined;
  }

  /** Whether the terms from `at` on fit from this node on; `then` goes on behind the end of an inner phrase. */
  #step(node: PatternNode, at: number, bound: Bindings, then: Continuation | undefined): boolean {
    switch (node.kind) {
      case "end":
        if (then !== undefined) return then(at);
        return at === this.#terms.length || this.#miss(at, node);
      case "word":
      case "mark": {
        const term = this.#terms[at];
        if (term === undefined || !isPlain(term) || term.text !== node.text)
          return this.#miss(at, node);
        return this.#step(node.next, at + 1, bound, then);
      }
      case "slot":
        return this.#fill(node, at, bound, then);
      case "flag":
        return this.#bind(node.slot, true, node.next, at, bound, then);
      case "either":
        for (const branch of node.branches) if (this.#step(branch, at, bound, then)) return true;
        return false;
    }
  }

  #fill(
    node: PatternNode & { readonly kind: "slot" },
    at: number,
    bound: Bindings,
    then: Continuation | undefined,
  ): boolean {
    if (node.type.kind === "phrase") return this.#inner(node, node.type.context, at, bound, then);
    const term = this.#terms[at];
    if (term === undefined || !accepts(node.type, term, this.#isStrict, this.#surroundings)) {
      return this.#miss(at, node);
    }
    return this.#bind(node.slot, term, node.next, at + 1, bound, then);
  }

  /** A phrase of another context in place: whatever it leaves over must fit the rest of the outer pattern. */
  #inner(
    node: PatternNode & { readonly kind: "slot" },
    context: string,
    at: number,
    bound: Bindings,
    then: Continuation | undefined,
  ): boolean {
    const forms = this.#surroundings.forms(context);
    const head = this.#terms[at];
    const candidates = forms?.candidates(head?.kind === "word" ? head.text : undefined) ?? [];
    for (const { spec, pattern } of candidates) {
      const inside = unbound(pattern);
      const match: Match<Form> = { kind: "match", spec, pattern, bound: inside };
      const behind = (end: number) => this.#bind(node.slot, match, node.next, end, bound, then);
      if (this.#step(pattern.start, at, inside, behind)) return true;
    }
    return candidates.length === 0 && this.#miss(at, node);
  }

  #bind(
    slot: Slot,
    value: Bound,
    next: PatternNode,
    at: number,
    bound: Bindings,
    then: Continuation | undefined,
  ): boolean {
    bound[slot.index] = value;
    if (this.#step(next, at, bound, then)) return true;
    bound[slot.index] = undefined;
    return false;
  }

  #miss(at: number, node: PatternNode): false {
    const misses = this.#misses;
    if (misses === undefined || at < misses.at) return false;
    if (at > misses.at) {
      misses.at = at;
      misses.expected = [];
    }
    misses.expected.push(node);
    return false;
  }
}

/** Nothing in any slot. */
function unbound({ slots }: Pattern): Bindings {
  return new Array<undefined>(slots.length).fill(undefined);
}

function isPlain(term: PhraseTerm): term is PhraseTerm & { readonly kind: "word" | "punctuation" } {
  return term.kind === "word" || term.kind === "punctuation";
}
