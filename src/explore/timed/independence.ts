import type { Enabled } from "../../engine/kernel.ts";

// Which of what falls on one instant may be taken in any order without a difference, so that one order is enough.
//
// 1. An action is what one message, timer or statement does. Its traces are the components that it changes, and whoever
//    looks at what it says: rules, expectations, waiting statements.
// 2. Actions lead to others at the same instant. What leads to what, and who leaves which traces, is learned while orders are
//    played, by receiver and kind.
// 3. One action may go first, and no other need be tried first, when nothing that the others can lead to at this instant has
//    a trace in common with it. For the end of a patience, which waits until nothing else is left, the same must hold for all
//    that it leads to; for other actions, for the messages that they call back, which overtake everything.
// 4. What is learned late may show that something was left out. Then all is played again with what is known by then, until
//    nothing new is learned. What is known at that point holds for every order: an order that was left out consists of
//    actions that were played in another order, up to the first that would have taught something new.

type Node = number;

const STATEMENT_NODES = -1;
/** A trace that everything has in common with everything. */
export const EVERYTHING = -1;

interface Known {
  /** Traces of the action itself. */
  readonly traces: Set<number>;
  readonly leadsTo: Set<Node>;
  /** Those of them that it called back. */
  readonly callsBack: Set<Node>;
}

/** What has been learned about the actions of one world. */
export class Independence {
  /** Grows whenever something is learned. */
  lessons = 0;
  readonly #known = new Map<Node, Known>();
  readonly #answers = new Map<Node, Map<Node, boolean>>();
  readonly #reach = new Map<Node, ReadonlySet<number>>();

  /** Of what could come first: what is enough to be tried first, which is what a run takes, or all. */
  enough(open: readonly Enabled[], pending: readonly Enabled[]): readonly Enabled[] {
    const [first] = open;
    if (first === undefined || open.length < 2) return open;
    // The end of a patience comes after all else of its instant, whatever that does.
    const isLast = first.class === "limit";
    const rivals = isLast ? pending : pending.filter((one) => one.class !== "limit");
    const isAlone = rivals.every(
      (other) => other.pending === first.pending || this.#isFree(first, other),
    );
    return isAlone ? [first] : open;
  }

  /** Learns what an action did: its traces, and what is pending at its instant only since then. */
  learn(action: Enabled, traces: readonly number[], since: readonly Enabled[]): void {
    const known = this.#knownOf(nodeOf(action));
    for (const trace of traces) this.#add(known.traces, trace);
    for (const next of since) {
      const node = nodeOf(next);
      this.#add(known.leadsTo, node);
      if (next.class === "recalled") this.#add(known.callsBack, node);
    }
  }

  #add(set: Set<number>, value: number): void {
    if (set.has(value)) return;
    set.add(value);
    this.lessons += 1;
    this.#answers.clear();
    this.#reach.clear();
  }

  #knownOf(node: Node): Known {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const made: Known = { traces: new Set(), leadsTo: new Set(), callsBack: new Set() };
    this.#known.set(node, made);
    return made;
  }

  #isFree(one: Enabled, other: Enabled): boolean {
    const [a, b] = [nodeOf(one), nodeOf(other)];
    const answers = this.#answers.get(a) ?? new Map<Node, boolean>();
    this.#answers.set(a, answers);
    const answer = answers.get(b);
    if (answer !== undefined) return answer;
    const own = one.class === "limit" ? this.#tracesFrom(a) : this.#ownTraces(a);
    const made = areApart(own, this.#tracesFrom(b));
    answers.set(b, made);
    return made;
  }

  /** Traces of an action and of what it calls back. */
  #ownTraces(node: Node): ReadonlySet<number> {
    return this.#gathered(node, ({ callsBack }) => callsBack);
  }

  /** Traces of an action and of everything that it may lead to at its instant. */
  #tracesFrom(node: Node): ReadonlySet<number> {
    const known = this.#reach.get(node);
    if (known !== undefined) return known;
    const made = this.#gathered(node, ({ leadsTo }) => leadsTo);
    this.#reach.set(node, made);
    return made;
  }

  #gathered(from: Node, next: (known: Known) => ReadonlySet<Node>): ReadonlySet<number> {
    const traces = new Set<number>([componentTrace(from)]);
    const met = new Set([from]);
    for (const node of met) {
      traces.add(componentTrace(node));
      const known = this.#known.get(node);
      if (known === undefined) continue;
      for (const trace of known.traces) traces.add(trace);
      for (const later of next(known)) met.add(later);
    }
    return traces;
  }
}

const KINDS = 4096;

function nodeOf({ class: of, to, kind }: Enabled): Node {
  return of === "statement" ? STATEMENT_NODES - kind : to * KINDS + kind;
}

/** Components leave traces by their numbers; a statement has none of its own, and leaves those of the components it speaks to. */
function componentTrace(node: Node): number {
  return node < 0 ? -node * KINDS * KINDS : Math.floor(node / KINDS);
}

function areApart(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  if (one.has(EVERYTHING) || other.has(EVERYTHING)) return false;
  for (const trace of one) if (other.has(trace)) return false;
  return true;
}
