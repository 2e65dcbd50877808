import { InvariantViolation } from "../../../base/invariant-violation.ts";
import { grown } from "../../lanes.ts";
import type { Extra } from "../automata.ts";
import { EDGE_LENGTH } from "../automata.ts";
import type { Space } from "../space.ts";
import { Foresight } from "./foresight.ts";
import type { Sent } from "./outlines.ts";
import { deedText, NOTHING_TAKEN } from "./outlines.ts";
import type { Skeleton } from "./skeleton.ts";

// A persistent set is some of what can happen in a state, such that nothing else that happens before it makes a difference to it.
// Then nothing else need be tried there: it comes later, to the same. Here it is what one component can do while no other can send it
// anything that it would take, nor do anything that concerns whom it concerns. What was taken from a budget does not matter: if
// there was enough for both orders, there was for each.

/** Steps of one component that are looked at beforehand. */
const CONFLUENT_DEPTH_MAX = 100;

const UNKNOWN = -2;
const REFUSED = -2;
/** Others notice nothing of it. */
const INNER = -1;

/** What can be known of a cell once and for all. */
interface CellFacts {
  /** Ways in which something can arrive that it would take at once. */
  readonly open: number;
  /** Clashes with what its steps concern. */
  readonly clashes: number;
  /** Some step of it needs nothing of a budget, and none ends the world. */
  readonly isFree: boolean;
  /** A step that comes to the same before, between and after all its others, −1: none. */
  readonly single: number;
}

/** Chooses what is tried in a state. */
export class Persistent {
  readonly skeleton: Skeleton;
  /** What was chosen last: one step, −1: all of the component. */
  edge = -1;
  readonly #space: Space;
  readonly #foresight: Foresight;
  readonly #facts: (CellFacts | undefined)[] = [];
  #deeds: Int32Array = new Int32Array(1024).fill(UNKNOWN);
  readonly #confluent = new Map<number, boolean>();

  constructor(space: Space, skeleton: Skeleton) {
    this.#space = space;
    this.skeleton = skeleton;
    this.#foresight = new Foresight(skeleton, space.automata);
  }

  /**
   * The component whose steps are enough to be tried in a state, −1 when all are needed; `leadsOn` says whether one of its steps
   * (or any) leads to a state that is not on the present path.
   */
  choose(
    row: Int32Array,
    node: number,
    leadsOn: (component: number, edge: number) => boolean,
  ): number {
    const { automata, components } = this.#space;
    let best = -1;
    let fewest = this.#countOf(row);
    this.edge = -1;
    for (let component = 0; component < components && fewest > 1; component += 1) {
      const cell = row[component] as number;
      const count = automata.count[cell] as number;
      const edge = count === 0 ? REFUSED : this.#chosenOf(component, cell, node);
      const size = edge >= 0 ? 1 : count;
      if (edge === REFUSED || size >= fewest || !leadsOn(component, edge)) continue;
      best = component;
      fewest = size;
      this.edge = edge;
    }
    return best;
  }

  /** How much can happen in a state. */
  #countOf(row: Int32Array): number {
    const { automata, components } = this.#space;
    let count = 0;
    for (let component = 0; component < components; component += 1) {
      const cell = row[component] as number;
      if ((automata.first[cell] as number) < 0) automata.expand(cell);
      count += automata.count[cell] as number;
    }
    return count;
  }

  /** Where the skeleton is after a step. */
  nodeAfter(node: number, component: number, edge: number): number {
    const known = edge < this.#deeds.length ? (this.#deeds[edge] as number) : UNKNOWN;
    const deed = known === UNKNOWN ? this.#findDeed(component, edge) : known;
    if (deed === INNER) return node;
    const after = this.skeleton.after(node, deed);
    if (after < 0) throw new InvariantViolation("something happens that was thought impossible");
    return after;
  }

  /** A single step, −1 for all steps of the component, or that neither is enough. */
  #chosenOf(component: number, cell: number, node: number): number {
    const { open, clashes, isFree, single } = this.#factsOf(component, cell);
    if (!isFree) return REFUSED;
    const place = node * this.#space.components + component;
    if (((this.#foresight.concerns[place] as number) & clashes) !== 0) return REFUSED;
    const arriving = this.#foresight.arrivals[place] as number;
    if (arriving === 0 && single >= 0) return single;
    return (arriving & open) === 0 ? -1 : REFUSED;
  }

  #factsOf(component: number, cell: number): CellFacts {
    const known = this.#facts[cell];
    if (known !== undefined) return known;
    const { automata } = this.#space;
    const { concerns } = this.skeleton;
    let clashes = 0;
    let isFree = false;
    let isEnd = false;
    for (const edge of this.#edgesOf(cell)) {
      clashes |= concerns.clashesOf(this.#concernsOf(cell, edge));
      const { spent, isHalted } = this.#extraOf(edge);
      isFree ||= spent.length === 0;
      isEnd ||= isHalted;
    }
    const single = this.#edgesOf(cell).find((edge) => this.#isConfluent(cell, edge)) ?? -1;
    const open = this.#openWays(component, automata.cell(cell));
    const facts = { open, clashes, isFree: isFree && !isEnd, single };
    this.#facts[cell] = facts;
    return facts;
  }

  #openWays(
    component: number,
    { state, inbox, recalled }: ReturnType<Space["automata"]["cell"]>,
  ): number {
    if (recalled.length > 0) return 0;
    const { accepts } = this.#space.automata.components[component]?.class ?? {};
    const takes = (kind: number): boolean => accepts === undefined || accepts(state, kind as never);
    let open = 0;
    for (const { from, kind, bit } of this.#foresight.waysOf(component)) {
      const isBehind = inbox.some((parcel) => parcel.from === from && takes(parcel.kind));
      if (takes(kind) && !isBehind) open |= bit;
    }
    return open;
  }

  /**
   * A step that may come before, between or after any others of its component, as long as nothing arrives: nobody notices the
   * others, and either order of the two leads to the same.
   */
  #isConfluent(cell: number, edge: number, depth = 0): boolean {
    const known = this.#confluent.get(edge);
    if (known !== undefined) return known;
    // Where the others go round in a circle, or on for long, it is not worth the while.
    if (depth > CONFLUENT_DEPTH_MAX) return false;
    this.#confluent.set(edge, false);
    const others = this.#edgesOf(cell).filter((other) => other !== edge);
    const isOnly = others.length === 0;
    const found =
      isOnly ||
      (this.#extraIdOf(edge) === 0 &&
        others.every((other) => this.#commute(cell, edge, other, depth)));
    this.#confluent.set(edge, found);
    return found;
  }

  #commute(cell: number, edge: number, other: number, depth: number): boolean {
    if (!this.#isPlain(cell, other) || this.#isSame(edge, other)) return false;
    const [here, there] = [this.#nextOf(edge), this.#nextOf(other)];
    const first = this.#edgesOf(there).find((one) => this.#isSame(one, edge));
    const second = this.#edgesOf(here).find((one) => this.#isSame(one, other));
    if (first === undefined || second === undefined) return false;
    if (!this.#isPlain(here, second) || this.#nextOf(first) !== this.#nextOf(second)) return false;
    return this.#doesAsMuch(first, edge) && this.#isConfluent(there, first, depth + 1);
  }

  /** Both send the same, and nothing else is to be noticed. */
  #doesAsMuch(one: number, other: number): boolean {
    const { edges } = this.#space.automata;
    const [a, b] = [one * EDGE_LENGTH, other * EDGE_LENGTH];
    return edges[a + 1] === edges[b + 1] && edges[a + 2] === edges[b + 2] && edges[a + 3] === 0;
  }

  /** It changes its own cell and nothing else, and nobody looks. */
  #isPlain(cell: number, edge: number): boolean {
    const { edges } = this.#space.automata;
    if (this.#extraIdOf(edge) !== 0 || (edges[edge * EDGE_LENGTH + 1] as number) >= 0) return false;
    return this.skeleton.concerns.maskOf(this.#concernsOf(cell, edge)) === 0;
  }

  /** The same message, or the same timer. */
  #isSame(one: number, other: number): boolean {
    const { automata } = this.#space;
    const [a, b] = [automata.labels[one], automata.labels[other]];
    if (a === undefined || b === undefined || a.isTimer !== b.isTimer) return false;
    return automata.parcel(a.parcel) === automata.parcel(b.parcel);
  }

  #edgesOf(cell: number): readonly number[] {
    const { automata } = this.#space;
    if ((automata.first[cell] as number) < 0) automata.expand(cell);
    const first = automata.first[cell] as number;
    return Array.from({ length: automata.count[cell] as number }, (_, at) => first + at);
  }

  #nextOf(edge: number): number {
    return this.#space.automata.edges[edge * EDGE_LENGTH] as number;
  }

  #extraIdOf(edge: number): number {
    return this.#space.automata.edges[edge * EDGE_LENGTH + 3] as number;
  }

  #extraOf(edge: number): Extra {
    return this.#space.automata.extras[this.#extraIdOf(edge)] as Extra;
  }

  #concernsOf(cell: number, edge: number): number {
    const { automata } = this.#space;
    const component = automata.ownerOf(edge);
    const { emissions, isHalted } = this.#extraOf(edge);
    const before = automata.cell(cell).state;
    const after = automata.cell(this.#nextOf(edge)).state;
    return this.skeleton.concerns.of({ component, before, after, emissions, isHalted });
  }

  #findDeed(component: number, edge: number): number {
    const { automata } = this.#space;
    const label = automata.labels[edge];
    if (label === undefined) throw new InvariantViolation(`there is no edge ${edge}`);
    const { others, spent, isHalted } = this.#extraOf(edge);
    const to = automata.edges[edge * EDGE_LENGTH + 1] as number;
    const first = { to, parcel: automata.edges[edge * EDGE_LENGTH + 2] as number };
    const sends: readonly Sent[] = to < 0 ? [] : [first, ...others];
    const taken = label.isTaken ? automata.parcel(label.parcel) : NOTHING_TAKEN;
    const isInner = taken === NOTHING_TAKEN && sends.length + spent.length === 0 && !isHalted;
    const text = deedText(component, taken, sends, spent);
    const deed = isInner ? INNER : this.skeleton.outlines.deed(text);
    if (deed < 0 && !isInner)
      throw new InvariantViolation("something happens that was thought impossible");
    this.#deeds = grown(this.#deeds, edge + 1, UNKNOWN);
    this.#deeds[edge] = deed;
    return deed;
  }
}
