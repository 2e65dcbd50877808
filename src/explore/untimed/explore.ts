import { NOBODY } from "../../model/component.ts";
import type { ExpectationPlan } from "../../model/expression.ts";
import { messageName } from "../../model/kinds.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { Platform, World } from "../../model/platform.ts";
import type { Bounds } from "../bounds.ts";
import { boundHit } from "../bounds.ts";
import type { Automata } from "./automata.ts";
import { AvoidingGraph } from "./avoiding.ts";
import type { PathStep } from "./breadth-first.ts";
import { BreadthFirst } from "./breadth-first.ts";
import type { Lasso } from "./fair-cycles.ts";
import { fairLasso } from "./fair-cycles.ts";
import { ReducedSearch } from "./reduction/reduced-search.ts";
import type { Wrong } from "./space.ts";
import { Space } from "./space.ts";
import { staged } from "./timeline.ts";
import type { Manner, Visited } from "./visit.ts";
import { SLICE, visit } from "./visit.ts";
import { Walks } from "./walks.ts";

/** How states are searched. */
export interface SearchManner extends Manner {
  /** States among which the shortest way to what is wrong is looked for. */
  readonly storyStatesMax?: number;
}

/** Something that goes wrong, and the way to it. */
interface Found {
  readonly wrong: Wrong;
  readonly path: readonly PathStep[];
}

/** What is known after a search. */
export interface Explored {
  /** `complete`: every state was visited. `bound`: a bound was hit, and `cannot`: it is none of what can be explored: see `reason`. */
  readonly end: "complete" | "wrong" | "bound" | "cannot";
  readonly states: number;
  readonly transitions: number;
  /** What there was most of, for a space that does not come to an end. */
  readonly growth?: string;
  readonly wrong?: Wrong;
  /** The shortest way there, a sentence for each step; nothing when it was too far to be found. */
  readonly story?: readonly string[];
  /** States were kept whole: none was taken for another. */
  readonly isExact: boolean;
  /** Orders that make no difference were left out. */
  readonly isReduced: boolean;
  /** Groups of components that were not told apart, by name. */
  readonly alike: readonly (readonly string[])[];
  /** How many random walks found what is wrong, before the search began. */
  readonly walked?: number;
  /** Expectations that were judged in every state, and those that were not, in the words of the scenario. */
  readonly judged: number;
  readonly judgedAtTheEnd: number;
  /** Expectations that were judged over every fair run for ever. */
  readonly judgedInTheLongRun: number;
  /** Some order comes to a standstill while an operation waits. */
  readonly canStandStill: boolean;
  readonly unjudged: readonly string[];
  /** Expectations that tested nothing, and why; known only after a search that is complete. */
  readonly untested: readonly { readonly plan: ExpectationPlan; readonly why: string }[];
  /** `sometimes` that no state fulfils. */
  readonly unseen: readonly string[];
  readonly reason?: string;
}

/** States among which the shortest way to what is wrong is looked for. */
const STORY_STATES_MAX = 5_000;

const NOTHING_SEEN = {
  states: 0,
  transitions: 0,
  isExact: false,
  isReduced: false,
  alike: [],
  judged: 0,
  judgedAtTheEnd: 0,
  judgedInTheLongRun: 0,
  canStandStill: false,
  unjudged: [],
  untested: [],
  unseen: [],
} as const satisfies Partial<Explored>;

/**
 * Visits every state that a world can come to when every latency may take any value. What is wrong comes with the shortest way
 * to it, if that is near enough. Comes back now and then.
 */
export function* exploreUntimed(
  plan: ScenarioPlan,
  world: World,
  platform: Platform,
  bounds: Bounds,
  { storyStatesMax = STORY_STATES_MAX, ...manner }: SearchManner = {},
): Generator<undefined, Explored> {
  const stage = staged(plan, world);
  if ("reason" in stage) return { ...NOTHING_SEEN, end: "cannot", reason: stage.reason };
  const scene = { world: stage.world, platform, expectations: plan.expectations };
  const visited = yield* visit(scene, bounds, manner);
  const { space, search, walks, reason } = visited;
  const known = seenBy(visited);
  if (reason !== undefined)
    return { ...known, end: "bound", reason, growth: growthOf(space.automata) };
  if (search.wrong === undefined && walks.wrong === undefined)
    return { ...known, ...(yield* inTheLongRun(space, bounds)) };
  const found = yield* shortest(space, { ...bounds, statesMax: storyStatesMax });
  const wrong = found?.wrong ?? search.wrong ?? walks.wrong;
  return {
    ...known,
    end: "wrong",
    ...(walks.wrong === undefined ? {} : { walked: walks.count }),
    ...(wrong === undefined ? {} : { wrong }),
    ...(found === undefined ? {} : { story: storyOf(found, space) }),
  };
}

/** What is known after a search that has found nothing wrong. */
function seenBy({ search, space, symmetry }: Visited): Explored {
  const { conditions, automata } = space;
  const { counts, unjudged, unseen, finalTexts, ends, standstills } = conditions;
  const isEndless = ends === standstills;
  return {
    end: "complete",
    states: search.states,
    transitions: search.transitions,
    isExact: search instanceof BreadthFirst,
    isReduced: search instanceof ReducedSearch && search.isReduced,
    alike: (symmetry?.groups ?? []).map((group) =>
      group.map((id) => automata.components[id]?.name ?? ""),
    ),
    judged: counts.always,
    judgedAtTheEnd: isEndless ? 0 : counts.final,
    judgedInTheLongRun: 0,
    canStandStill: standstills > 0,
    untested: search.waiting === 0 ? conditions.untested(automata) : [],
    unjudged: isEndless ? [...finalTexts, ...unjudged] : unjudged,
    unseen: [...unseen].map(({ text }) => text),
  };
}

/** States among which a shorter way to what a walk has found is looked for. */
const SHORTER_STATES_MAX = 200_000;

/** What so many random walks came to. */
export interface Walked extends Pick<Explored, "wrong" | "story" | "reason"> {
  readonly walks: number;
  readonly steps: number;
}

/** Walks at random until something is wrong or so many walks have come to their end. Comes back now and then. */
export function* walkUntimed(
  plan: ScenarioPlan,
  world: World,
  platform: Platform,
  { seed, count }: { readonly seed: number; readonly count: number },
  bounds: Bounds,
): Generator<undefined, Walked> {
  const stage = staged(plan, world);
  if ("reason" in stage) return { walks: 0, steps: 0, reason: stage.reason };
  const space = new Space(stage.world, platform, plan.expectations);
  const walks = new Walks(space, seed);
  const walked = (): Walked => ({ walks: walks.count, steps: walks.steps });
  for (let before = -1; walks.wrong === undefined && walks.steps > before; ) {
    const reason = bounds.stop();
    if (reason !== undefined) return { ...walked(), reason };
    before = walks.steps;
    walks.go(SLICE, count);
    yield;
  }
  if (walks.wrong === undefined) return walked();
  const shorter = yield* shortest(space, { ...bounds, statesMax: SHORTER_STATES_MAX });
  const found = shorter ?? { wrong: walks.wrong, path: walks.path };
  return { ...walked(), wrong: found.wrong, story: storyOf(found, space) };
}

/** What goes wrong in the fewest steps; nothing when a bound is hit before. */
function* shortest(space: Space, bounds: Bounds): Generator<undefined, Found | undefined> {
  const search = new BreadthFirst(space);
  while (search.waiting > 0 && search.wrong === undefined) {
    if (boundHit(search.states, bounds, search.waiting) !== undefined) return undefined;
    search.expand(SLICE);
    yield;
  }
  return search.wrong && { wrong: search.wrong, path: search.path };
}

/** Looks whether what must come eventually does in every fair order. */
function* inTheLongRun(space: Space, bounds: Bounds): Generator<undefined, Partial<Explored>> {
  let judged = 0;
  for (const goal of space.conditions.eventualities(space.automata)) {
    const graph = new AvoidingGraph(space, goal);
    while (!graph.isComplete) {
      const reason = boundHit(graph.states, bounds) ?? (graph.isTooWide ? TOO_WIDE : undefined);
      if (reason !== undefined) return { end: "bound", reason };
      graph.expand(SLICE);
      yield;
    }
    const met = lassoOf(graph);
    if (met !== undefined) {
      const tell = (path: readonly PathStep[]): readonly string[] => storyOf({ path }, space);
      const story = [...tell(met.stem), ...tell(met.loop)];
      const wrong = { kind: "expectation", plan: goal.plan, repeats: met.loop.length } as const;
      return { end: "wrong", wrong, story };
    }
    judged += 1;
  }
  return { judgedInTheLongRun: judged };
}

const TOO_WIDE = "there are more than 128 ways for a message to arrive";

/** A run that never comes to what it should: it stops before, or goes round for ever. */
function lassoOf(graph: AvoidingGraph): Lasso | undefined {
  if (graph.deadEnd >= 0) return { stem: graph.pathTo(graph.deadEnd), loop: [] };
  return fairLasso(graph);
}

function storyOf({ path }: Pick<Found, "path">, { automata }: Space): readonly string[] {
  const nameOf = (id: number): string => automata.components[id]?.name ?? "the scenario";
  const sentence = ({ component, edge }: PathStep): string => {
    const label = automata.labels[edge];
    if (label === undefined) return "something happens";
    const { from, kind } = label.parcel;
    const who = nameOf(component);
    const what = messageName(kind);
    const isOwn = from === component || from === NOBODY;
    const fate = label.spent.length > 0 ? ", and what may go wrong there does" : "";
    return isOwn ? `${who}: ${what}${fate}` : `${who}: ${what} from ${nameOf(from)}${fate}`;
  };
  return path.map(sentence);
}

/** The component that was met in most states, and its field of most values. */
function growthOf(automata: Automata): string {
  const sizes = automata.components.map(({ name }, id) => ({ name, cells: automata.cellsOf(id) }));
  const [most] = sizes.toSorted((one, other) => other.cells.length - one.cells.length);
  if (most === undefined) return "";
  const values = new Map<string, Set<string>>();
  for (const { state } of most.cells) {
    for (const [field, value] of Object.entries(state as Readonly<Record<string, unknown>>)) {
      const seen = values.get(field) ?? new Set();
      values.set(field, seen.add(JSON.stringify(value)));
    }
  }
  const [widest] = [...values].sort(([, one], [, other]) => other.size - one.size);
  const field = widest === undefined ? "" : `, its \`${widest[0]}\` had ${widest[1].size} values`;
  return `most different: ${most.name}, met in ${most.cells.length} states of its own${field}`;
}
