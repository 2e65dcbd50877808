import type { Automata } from "../automata.ts";
import type { Skeleton } from "./skeleton.ts";
import { EDGE_ENDS } from "./skeleton.ts";

// What may happen before a component moves, read off the skeleton: who may send it something new, and whom it may concern what the
// others do in the meantime. By node and component, as bits.

/** Ways to arrive share bits when there are more of them. */
const BITS = 32;

/** A way in which a message can arrive. */
export interface Way {
  readonly from: number;
  readonly kind: number;
  readonly bit: number;
}

/** What may happen before a component moves. */
export class Foresight {
  /** By node and component: the ways in which something new may arrive, */
  readonly arrivals: Int32Array;
  /** and whom it may concern what the others do. */
  readonly concerns: Int32Array;
  readonly #skeleton: Skeleton;
  readonly #components: number;
  readonly #ways: readonly Map<string, Way>[];

  constructor(skeleton: Skeleton, automata: Automata) {
    this.#skeleton = skeleton;
    this.#components = automata.components.length;
    this.arrivals = new Int32Array(skeleton.nodes * this.#components);
    this.concerns = new Int32Array(skeleton.nodes * this.#components);
    this.#ways = automata.components.map(() => new Map());
    this.#noteInnerSteps();
    this.#noteEdges(automata);
    while (this.#spread());
  }

  /** The ways in which something can arrive at a component. */
  waysOf(component: number): Iterable<Way> {
    return this.#ways[component]?.values() ?? [];
  }

  #noteInnerSteps(): void {
    const { nodes, outlines } = this.#skeleton;
    const masks = new Map<number, number>();
    for (let node = 0; node < nodes; node += 1) {
      for (let mover = 0; mover < this.#components; mover += 1) {
        const outline = this.#skeleton.outlineAt(node, mover);
        const mask = masks.get(outline) ?? this.#maskOf(outlines.innerConcerns(outline));
        masks.set(outline, mask);
        this.#concern(node, mover, mask);
      }
    }
  }

  #noteEdges(automata: Automata): void {
    const { edges, ends } = this.#skeleton;
    for (const [at, { sends, concerns }] of edges.entries()) {
      const from = ends[at * EDGE_ENDS] as number;
      const mover = ends[at * EDGE_ENDS + 2] as number;
      this.#concern(from, mover, this.#maskOf(concerns));
      for (const { to, parcel } of sends) {
        const place = from * this.#components + to;
        const bit = this.#bitOf(to, automata.parcelOf(parcel));
        this.arrivals[place] = (this.arrivals[place] as number) | bit;
      }
    }
  }

  #concern(node: number, mover: number, mask: number): void {
    if (mask === 0) return;
    for (let other = 0; other < this.#components; other += 1) {
      const place = node * this.#components + other;
      if (other !== mover) this.concerns[place] = (this.concerns[place] as number) | mask;
    }
  }

  #maskOf(sets: ReadonlySet<number>): number {
    let mask = 0;
    for (const set of sets) mask |= this.#skeleton.concerns.maskOf(set);
    return mask;
  }

  /** What may happen after a step may happen: false when nothing was added. Later nodes come first: most edges lead there. */
  #spread(): boolean {
    const { edges, ends } = this.#skeleton;
    const { arrivals, concerns } = this;
    const components = this.#components;
    let hasGrown = false;
    for (let at = (edges.length - 1) * EDGE_ENDS; at >= 0; at -= EDGE_ENDS) {
      const to = ends[at + 1] as number;
      if (to < 0) continue;
      const mover = ends[at + 2] as number;
      const [before, after] = [(ends[at] as number) * components, to * components];
      for (let other = 0; other < components; other += 1) {
        if (other === mover) continue;
        const arriving = arrivals[before + other] as number;
        const concerning = concerns[before + other] as number;
        const more = arriving | (arrivals[after + other] as number);
        const wider = concerning | (concerns[after + other] as number);
        if (more === arriving && wider === concerning) continue;
        arrivals[before + other] = more;
        concerns[before + other] = wider;
        hasGrown = true;
      }
    }
    return hasGrown;
  }

  #bitOf(to: number, { from, kind }: Pick<Way, "from" | "kind">): number {
    const ways = this.#ways[to] as Map<string, Way>;
    const key = `${from} ${kind}`;
    const way = ways.get(key) ?? { from, kind, bit: 1 << (ways.size % BITS) };
    ways.set(key, way);
    return way.bit;
  }
}
