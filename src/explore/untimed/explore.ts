import type { ComponentSpec } from "../../model/component.ts";
import { NOBODY } from "../../model/component.ts";
import { messageName } from "../../model/kinds.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { Platform, World } from "../../model/platform.ts";
import type { Bounds } from "../bounds.ts";
import { boundHit } from "../bounds.ts";
import type { Automata } from "./automata.ts";
import { AvoidingGraph } from "./avoiding.ts";
import type { Found, PathStep } from "./breadth-first.ts";
import { breadthFirst } from "./breadth-first.ts";
import { DepthFirst } from "./depth-first.ts";
import type { Lasso } from "./fair-cycles.ts";
import { fairLasso } from "./fair-cycles.ts";
import type { Wrong } from "./space.ts";
import { Space } from "./space.ts";
import { staged } from "./timeline.ts";

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
  /** Expectations that were judged in every state, and those that were not, in the words of the scenario. */
  readonly judged: number;
  readonly judgedAtTheEnd: number;
  /** Expectations that were judged over every fair run for ever. */
  readonly judgedInTheLongRun: number;
  /** Some order comes to a standstill while an operation waits. */
  readonly canStandStill: boolean;
  readonly unjudged: readonly string[];
  /** `sometimes` that no state fulfils. */
  readonly unseen: readonly string[];
  readonly reason?: string;
}

/** States expanded between two looks at the bounds. */
const SLICE = 8192;

const NOTHING_SEEN = {
  states: 0,
  transitions: 0,
  judged: 0,
  judgedAtTheEnd: 0,
  judgedInTheLongRun: 0,
  canStandStill: false,
  unjudged: [],
  unseen: [],
} as const satisfies Partial<Explored>;

/**
 * Visits every state that a world can come to when every latency may take any value. Comes back now and then, giving what is
 * known so far.
 */
export function* exploreUntimed(
  plan: ScenarioPlan,
  world: World,
  platform: Platform,
  bounds: Bounds,
): Generator<undefined, Explored> {
  const stage = staged(plan, world);
  if ("reason" in stage) return { ...NOTHING_SEEN, end: "cannot", reason: stage.reason };
  const { components } = stage.world;
  const space = new Space(stage.world, platform, plan.expectations);
  const search = new DepthFirst(space);
  const explored = (end: Explored["end"], reason?: string): Explored => {
    const { states, transitions, wrong } = search;
    const { counts, unjudged, unseen, finalTexts, ends, standstills } = space.conditions;
    const isEndless = ends === standstills;
    return {
      end,
      states,
      transitions,
      ...(reason === undefined ? {} : { reason, growth: growthOf(space.automata) }),
      ...(wrong === undefined ? {} : { wrong }),
      judged: counts.always,
      judgedAtTheEnd: isEndless ? 0 : counts.final,
      judgedInTheLongRun: 0,
      canStandStill: standstills > 0,
      unjudged: isEndless ? [...finalTexts, ...unjudged] : unjudged,
      unseen: [...unseen].map(({ text }) => text),
    };
  };
  while (search.waiting > 0 && search.wrong === undefined) {
    const reason = boundHit(search.states, bounds);
    if (reason !== undefined) return explored("bound", reason);
    search.expand(SLICE);
    yield;
  }
  if (search.wrong === undefined) {
    const long = yield* inTheLongRun(space, bounds, components);
    return { ...explored("complete"), ...long };
  }
  const found = yield* breadthFirst(space, bounds);
  if (found === undefined) return explored("wrong");
  return { ...explored("wrong"), wrong: found.wrong, story: storyOf(found, space, components) };
}

/** Looks whether what must come eventually does in every fair order. */
function* inTheLongRun(
  space: Space,
  bounds: Bounds,
  components: readonly ComponentSpec[],
): Generator<undefined, Partial<Explored>> {
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
      const tell = (path: readonly PathStep[]): readonly string[] =>
        storyOf({ path }, space, components);
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

function storyOf(
  { path }: Pick<Found, "path">,
  { automata }: Space,
  components: readonly ComponentSpec[],
): readonly string[] {
  const nameOf = (id: number): string => components[id]?.name ?? "the scenario";
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
