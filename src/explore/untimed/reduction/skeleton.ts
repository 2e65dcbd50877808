import { InvariantViolation } from "../../../base/invariant-violation.ts";
import { grown } from "../../lanes.ts";
import { PairTable } from "../../pair-table.ts";
import { RowIndex } from "../row-index.ts";
import type { Space } from "../space.ts";
import { Concerns } from "./concerns.ts";
import type { OutlineEdge } from "./outlines.ts";
import { Outlines, TooMuch } from "./outlines.ts";

// The outlines of all components together: every way in which they can deal with one another. It is far smaller than the state
// space, since what each does by itself is not in it, and from it can be read what others may do before a component moves.

/** More nodes than this take longer than they save. */
const NODES_MAX = 100_000;

/** Numbers of an edge: where it begins, where it leads to (−1: to the end of the world), whose it is. */
export const EDGE_ENDS = 3;

/** The graph of all that components can do to one another. */
export class Skeleton {
  readonly outlines: Outlines;
  readonly concerns: Concerns;
  readonly edges: OutlineEdge[] = [];
  /** `EDGE_ENDS` numbers each, in the order in which the nodes were met. */
  ends: Int32Array = new Int32Array(1024);
  readonly #space: Space;
  readonly #nodes: RowIndex;
  readonly #steps = new PairTable();
  readonly #next: Int32Array;

  private constructor(space: Space) {
    this.#space = space;
    this.concerns = new Concerns(space);
    this.outlines = new Outlines(space.automata, this.concerns);
    this.#nodes = new RowIndex(space.components + 1);
    this.#next = new Int32Array(space.components + 1);
    this.#grow();
  }

  /** The skeleton of a world; nothing when it is too large, or when something was tried in it that can never be. */
  static of(space: Space): Skeleton | undefined {
    try {
      return new Skeleton(space);
    } catch (fault) {
      if (fault instanceof TooMuch || fault instanceof InvariantViolation) return undefined;
      throw fault;
    }
  }

  get nodes(): number {
    return this.#nodes.size;
  }

  /** Where a deed leads to from a node, −1 when it cannot be done there. */
  after(node: number, deed: number): number {
    return this.#steps.get(node, deed);
  }

  /** The outline of a component in a node. */
  outlineAt(node: number, component: number): number {
    return this.#nodes.rows[node * (this.#space.components + 1) + component] as number;
  }

  #grow(): void {
    const { automata, components, initial } = this.#space;
    const row = new Int32Array(components + 1);
    for (let component = 0; component < components; component += 1) {
      const cell = automata.cell(initial[component] as number);
      row[component] = this.outlines.begin(component, cell);
    }
    row[components] = initial[components] as number;
    this.#numberOf(row);
    for (let node = 0; node < this.#nodes.size; node += 1) {
      this.#nodes.copy(node, row);
      for (let component = 0; component < components; component += 1)
        this.#growBy(node, row, component);
      if (this.#nodes.size > NODES_MAX) throw new TooMuch();
    }
  }

  /** Follows everything that a component can do in a node. */
  #growBy(node: number, row: Int32Array, component: number): void {
    for (const edge of this.outlines.edgesOf(row[component] as number)) {
      this.#next.set(row);
      if (this.#follow(this.#next, component, edge)) this.#keep(node, component, edge, this.#next);
    }
  }

  /** Changes a row as an edge says; false when no budget has enough left for it. */
  #follow(row: Int32Array, component: number, { next, sends, spent }: OutlineEdge): boolean {
    const { components, budgets } = this.#space;
    if (spent.length > 0) {
      const left = budgets.after(row[components] as number, spent);
      if (left < 0) return false;
      row[components] = left;
    }
    row[component] = next;
    if (next < 0) return true;
    for (const { to, parcel } of sends) {
      row[to] = this.outlines.withParcel(row[to] as number, parcel);
    }
    return true;
  }

  #keep(from: number, component: number, edge: OutlineEdge, row: Int32Array): void {
    const to = (row[component] as number) < 0 ? -1 : this.#numberOf(row);
    const at = this.edges.length * EDGE_ENDS;
    this.ends = grown(this.ends, at + EDGE_ENDS);
    this.ends[at] = from;
    this.ends[at + 1] = to;
    this.ends[at + 2] = component;
    this.edges.push(edge);
    if (to >= 0) this.#steps.set(from, edge.deed, to);
  }

  #numberOf(row: Int32Array): number {
    let hash = 0;
    for (const id of row) hash = Math.imul(hash ^ id, 0x9e3779b1) ^ (hash >>> 15);
    return this.#nodes.number(row, hash);
  }
}
