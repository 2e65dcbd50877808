import type { ValueType } from "../model/component.ts";
import type { ExprSpan } from "../model/expression.ts";
import type { Fact } from "../model/vocabulary.ts";

/** What a choice can be settled to. */
export type SettledValue =
  | string
  | number
  | boolean
  | { readonly from: number; readonly to: number };

/** A place in the text at which something is left open. One place is one choice, however often its value is used. */
export type ChoiceSite = { readonly span: ExprSpan; readonly text: string } & (
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly type: ValueType }
  | { readonly kind: "one-of"; readonly options: readonly string[] }
  | { readonly kind: "maybe" }
  | { readonly kind: "any" }
);

/** One answer for each choice. */
export interface Answers {
  get(site: ChoiceSite): number | undefined;
}

/** A value that depends on choices. */
export interface Hole {
  readonly settle: (answers: Answers) => SettledValue;
}

const NO_SITES: ReadonlySet<ChoiceSite> = new Set();

/** A fact's arguments that depend on choices, by name. */
export type FactHoles = readonly (readonly [name: string, hole: Hole])[];

/**
 * What is open in a file. The plans themselves are complete: they hold one possible value in each place, and this
 * log knows which places those are. So a scenario without choices costs nothing, and one with choices is copied
 * only where it must be.
 */
export class ChoiceLog {
  readonly #sites = new Map<object, ChoiceSite>();
  readonly #holes = new Map<object, Hole>();
  readonly #facts = new Map<Fact, FactHoles>();
  readonly #maybes = new Map<object, ChoiceSite>();
  /** The sites met since the last `collect`, for those who want to know what they depend on. */
  #met: Set<ChoiceSite> | undefined;

  /** The site of a node of the tree; made when it is met for the first time. */
  site(node: object, make: () => ChoiceSite): ChoiceSite {
    const known = this.#sites.get(node);
    const site = known ?? make();
    if (known === undefined) this.#sites.set(node, site);
    this.#met ??= new Set();
    this.#met.add(site);
    return site;
  }

  /** Notes that a literal of an expression, or the time of a moment, is only one of several possible ones. */
  open(place: object, hole: Hole): void {
    this.#holes.set(place, hole);
  }

  hole(place: object): Hole | undefined {
    return this.#holes.size === 0 ? undefined : this.#holes.get(place);
  }

  openFact(fact: Fact, holes: FactHoles): void {
    if (holes.length > 0) this.#facts.set(fact, holes);
  }

  factHoles(fact: Fact): FactHoles | undefined {
    return this.#facts.size === 0 ? undefined : this.#facts.get(fact);
  }

  /** Notes that a fact or a timeline item is there only when the site says 1. */
  maybe(thing: object, site: ChoiceSite): void {
    this.#maybes.set(thing, site);
  }

  maybeOf(thing: object): ChoiceSite | undefined {
    return this.#maybes.size === 0 ? undefined : this.#maybes.get(thing);
  }

  /** Runs something and gives its result with the sites that it met. */
  collect<T>(action: () => T): { readonly result: T; readonly sites: ReadonlySet<ChoiceSite> } {
    const outer = this.#met;
    this.#met = undefined;
    const result = action();
    const sites = this.#met ?? NO_SITES;
    this.#met = outer;
    for (const site of sites) {
      this.#met ??= new Set();
      this.#met.add(site);
    }
    return { result, sites };
  }
}
