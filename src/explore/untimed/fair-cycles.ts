import type { AvoidingGraph } from "./avoiding.ts";
import { WORDS } from "./avoiding.ts";
import type { PathStep } from "./breadth-first.ts";

// Whether a run can go on for ever in a graph without being unfair: no way to arrive may stay open for ever and never be taken. It
// is enough to look at the strongly connected components, each as a whole (Tarjan): a run that visits all of one again and
// again is fair if every way that is open in all its states is taken by an edge within it.

/** A run for ever: how it gets there, and what it then does again and again. */
export interface Lasso {
  readonly stem: readonly PathStep[];
  readonly loop: readonly PathStep[];
}

/** Finds a fair run that goes on for ever in a graph that is complete. */
export function fairLasso(graph: AvoidingGraph): Lasso | undefined {
  const found = fairComponent(graph);
  if (found === undefined) return undefined;
  const start = found.reduce((least, state) => Math.min(least, state));
  return { stem: graph.pathTo(start), loop: loopThrough(graph, new Set(found), start) };
}

/** The states of a strongly connected component in which a run can stay for ever, if there is any. */
function fairComponent(graph: AvoidingGraph): readonly number[] | undefined {
  const { states, first, target } = graph;
  const order = new Int32Array(states);
  const low = new Int32Array(states);
  const home = new Int32Array(states).fill(-1);
  const next = new Int32Array(states);
  const waiting: number[] = [];
  const calls: number[] = [];
  let [count, homes] = [0, 0];
  const enter = (state: number): void => {
    count += 1;
    order[state] = count;
    low[state] = count;
    next[state] = first[state] as number;
    waiting.push(state);
    calls.push(state);
  };
  /** Goes on to a successor that was not met before, if there is one. */
  const goOn = (state: number): boolean => {
    for (
      ;
      (next[state] as number) < (first[state + 1] as number);
      next[state] = (next[state] as number) + 1
    ) {
      const to = target[next[state] as number] as number;
      if (order[to] === 0) {
        enter(to);
        return true;
      }
      if (home[to] === -1) low[state] = Math.min(low[state] as number, order[to] as number);
    }
    return false;
  };
  /** Visits everything that can be reached from a state. Gives a component in which a run can stay. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one algorithm, whose parts make no sense by themselves
  const visit = (root: number): readonly number[] | undefined => {
    enter(root);
    for (let state = calls.at(-1); state !== undefined; state = calls.at(-1)) {
      if (goOn(state)) continue;
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) low[caller] = Math.min(low[caller] as number, low[state] as number);
      if (low[state] !== order[state]) continue;
      const members = waiting.splice(waiting.lastIndexOf(state));
      for (const member of members) home[member] = homes;
      if (isFair(graph, members, home, homes)) return members;
      homes += 1;
    }
    return undefined;
  };
  for (let root = 0; root < states; root += 1) {
    const found = order[root] === 0 ? visit(root) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every way that is open in all of these states is taken between them, and so is any at all. */
function isFair(
  { first, target, way, open }: AvoidingGraph,
  members: readonly number[],
  home: Int32Array,
  which: number,
): boolean {
  const always = new Int32Array(WORDS).fill(-1);
  const taken = new Int32Array(WORDS);
  let edges = 0;
  for (const state of members) {
    for (let word = 0; word < WORDS; word += 1) {
      always[word] = (always[word] as number) & (open[state * WORDS + word] as number);
    }
    for (let at = first[state] as number; at < (first[state + 1] as number); at += 1) {
      if (home[target[at] as number] !== which) continue;
      edges += 1;
      const one = way[at] as number;
      taken[one >> 5] = (taken[one >> 5] as number) | (1 << (one & 31));
    }
  }
  return edges > 0 && always.every((ways, word) => (ways & ~(taken[word] as number)) === 0);
}

/** A way round that is fair: it takes what is always open, and meets a state in which it is closed of everything else. */
function loopThrough(
  graph: AvoidingGraph,
  members: ReadonlySet<number>,
  start: number,
): readonly PathStep[] {
  const loop: PathStep[] = [];
  let at = start;
  const go = (isThere: (state: number, by: number) => boolean): void => {
    const { path, end } = within(graph, members, at, isThere);
    loop.push(...path);
    at = end;
  };
  const isOpen = (state: number, one: number): boolean =>
    (((graph.open[state * WORDS + (one >> 5)] as number) >>> (one & 31)) & 1) === 1;
  for (const one of waysOpenAt(graph, start)) {
    const isAlwaysOpen = [...members].every((state) => isOpen(state, one));
    if (isAlwaysOpen) go((_, by) => by >= 0 && graph.way[by] === one);
    else go((state) => !isOpen(state, one));
  }
  go((state, by) => state === start && (by >= 0 || loop.length > 0));
  return loop;
}

function waysOpenAt({ open }: AvoidingGraph, state: number): readonly number[] {
  return Array.from({ length: WORDS * 32 }, (_, one) => one).filter(
    (one) => (((open[state * WORDS + (one >> 5)] as number) >>> (one & 31)) & 1) === 1,
  );
}

/** Tells a place by its state and the edge that leads there; −1: none. */
type IsThere = (state: number, by: number) => boolean;

interface Way {
  readonly path: readonly PathStep[];
  readonly end: number;
}

/** The shortest way from a state to a place that is wanted, among some states. */
function within(
  graph: AvoidingGraph,
  members: ReadonlySet<number>,
  from: number,
  isThere: IsThere,
): Way {
  if (isThere(from, -1)) return { path: [], end: from };
  /** By state: the edge by which it was reached first, and from where. */
  const cameBy = new Map<number, readonly [state: number, edge: number]>();
  const open = [from];
  for (const state of open) {
    for (const edge of edgesOf(graph, state, members)) {
      const to = graph.target[edge] as number;
      if (isThere(to, edge)) {
        return { path: [...wayBack(graph, cameBy, from, state), stepBy(graph, edge)], end: to };
      }
      if (to === from || cameBy.has(to)) continue;
      cameBy.set(to, [state, edge]);
      open.push(to);
    }
  }
  return { path: [], end: from };
}

function edgesOf(
  { first, target }: AvoidingGraph,
  state: number,
  members: ReadonlySet<number>,
): readonly number[] {
  const [from, to] = [first[state] as number, first[state + 1] as number];
  const all = Array.from({ length: to - from }, (_, at) => from + at);
  return all.filter((edge) => members.has(target[edge] as number));
}

function wayBack(
  graph: AvoidingGraph,
  cameBy: ReadonlyMap<number, readonly [state: number, edge: number]>,
  from: number,
  to: number,
): readonly PathStep[] {
  const path: PathStep[] = [];
  for (let at = to; at !== from; ) {
    const [state, edge] = cameBy.get(at) ?? [from, 0];
    path.push(stepBy(graph, edge));
    at = state;
  }
  return path.reverse();
}

function stepBy(graph: AvoidingGraph, edge: number): PathStep {
  return graph.stepOf(graph.edge[edge] as number);
}
