import { NOBODY } from "../../../model/component.ts";
import { Interner } from "../../interner.ts";
import type { Emission } from "../rehearsal.ts";
import type { Space } from "../space.ts";

// Whom a step concerns beyond those who are sent something: expectations that name its events or read what it changes, rules that
// remember its events, and everybody when the world ends with it. Two steps of different components whose concerns do not
// clash come to the same in both orders.

/** What a step does that may concern somebody. */
export interface Noticed {
  readonly component: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly emissions: readonly Emission[];
  readonly isHalted: boolean;
}

/** The end of everything clashes with everything. */
const HALT = "halt";
const EVERYTHING = -1;

/** Concerns share bits when there are more of them: that claims clashes which are none, never the other way round. */
const BITS = 31;

/** Numbers sets of concerns; 0 is the empty one. */
export class Concerns {
  readonly #space: Space;
  readonly #sets = new Interner<readonly string[]>();
  readonly #emissions: Emission[] = [];
  readonly #bits = new Map<string, number>();
  readonly #judged: Space["conditions"]["judged"];
  #remembering: ReadonlySet<number> | undefined;
  readonly #masks: number[] = [];
  readonly #clashes: number[] = [];

  constructor(space: Space) {
    this.#space = space;
    this.#judged = space.conditions.judged;
    this.#sets.id([]);
  }

  /** Whom a step concerns. */
  of({ component, before, after, emissions, isHalted }: Noticed): number {
    const found = new Set<string>(isHalted ? [HALT] : []);
    for (const emission of emissions) {
      this.#emissions.push(emission);
      for (const { rule, subject } of this.#space.watchers.hearersOf(emission))
        found.add(`rule ${rule} ${subject ?? NOBODY}`);
    }
    for (const { key, kinds, reads } of this.#judged) {
      if (emissions.some(({ kind }) => kinds.has(kind))) found.add(`tell ${key}`);
      const isRead = reads.some(([id, read]) => id === component && read(before) !== read(after));
      if (isRead) found.add(`read ${key}`);
    }
    return this.#sets.id([...found].sort());
  }

  /** The bits of a set. To be asked when every step that can ever be made was seen. */
  maskOf(set: number): number {
    const known = this.#masks[set];
    if (known !== undefined) return known;
    let mask = 0;
    for (const key of this.#keptOf(set)) mask |= this.#bitOf(key);
    this.#masks[set] = mask;
    return mask;
  }

  /** The bits of all that clashes with a set. */
  clashesOf(set: number): number {
    const known = this.#clashes[set];
    if (known !== undefined) return known;
    let mask = this.#bitOf(HALT);
    for (const key of this.#keptOf(set)) mask |= this.#clashesOfOne(key);
    this.#clashes[set] = mask;
    return mask;
  }

  /** Its concerns but for rules that judge each event by itself. */
  #keptOf(set: number): readonly string[] {
    this.#remembering ??= this.#space.watchers.remembering(this.#emissions);
    const remembering = this.#remembering;
    return this.#sets
      .value(set)
      .filter((key) => !key.startsWith("rule ") || remembering.has(Number(key.split(" ")[1])));
  }

  #clashesOfOne(key: string): number {
    const [what, ...rest] = key.split(" ");
    if (what === HALT) return EVERYTHING;
    if (what === "rule") return this.#bitOf(key);
    const of = rest.join(" ");
    const [tellers, readers] = [this.#bitOf(`tell ${of}`), this.#bitOf(`read ${of}`)];
    const isAboutEvent = this.#judged.find((one) => one.key === of)?.isAboutEvent === true;
    if (!isAboutEvent) return tellers | readers;
    return what === "tell" ? readers : tellers;
  }

  #bitOf(key: string): number {
    const known = this.#bits.get(key) ?? 1 << (this.#bits.size % BITS);
    this.#bits.set(key, known);
    return known;
  }
}
