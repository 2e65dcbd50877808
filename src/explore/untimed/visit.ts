import type { ExpectationPlan } from "../../model/expression.ts";
import type { Platform, World } from "../../model/platform.ts";
import type { Bounds } from "../bounds.ts";
import { boundHit } from "../bounds.ts";
import { BreadthFirst } from "./breadth-first.ts";
import { DepthFirst } from "./depth-first.ts";
import { ReducedSearch } from "./reduction/reduced-search.ts";
import { Skeleton } from "./reduction/skeleton.ts";
import { Space } from "./space.ts";
import { Unlike } from "./symmetry/alike.ts";
import { Asymmetry, Symmetry } from "./symmetry/symmetry.ts";
import type { Hire } from "./together/messages.ts";
import { TeamSearch } from "./together/team.ts";
import { Walks } from "./walks.ts";

/** How states are visited. */
export interface Manner {
  /** Orders that make no difference are tried as well. */
  readonly isFull?: boolean;
  /** Components that are alike are told apart. */
  readonly isByName?: boolean;
  /** Kept whole, the nearest first; otherwise by fingerprint, the newest first. */
  readonly isExact?: boolean;
  /** States that are more steps away are not visited; then the nearest come first. */
  readonly depthMax?: number | undefined;
  /** Steps of random walks before the search begins, and after a bound was hit. */
  readonly walkedSteps?: number;
  /** Other threads that help when every state is visited; without them this one is alone. */
  readonly team?: Team | undefined;
}

/** Threads that can be had. */
export interface Team {
  readonly hire: Hire;
  /** How many beside this one. */
  readonly count: number;
}

/** What is searched. */
export interface Scene {
  readonly world: World;
  readonly platform: Platform;
  readonly expectations: readonly ExpectationPlan[];
}

export type Search = DepthFirst | BreadthFirst | ReducedSearch | TeamSearch;

/** A search that has come to its end, found something wrong, or was stopped. */
export interface Visited {
  readonly space: Space;
  readonly search: Search;
  readonly walks: Walks;
  readonly symmetry?: Symmetry | undefined;
  /** What has kept it from visiting everything, in words. */
  readonly reason?: string | undefined;
}

/** States expanded between two looks at the bounds. */
export const SLICE = 8192;

/** Random walks before the search begins: they find at once what is wrong nearly everywhere. */
const FIRST_SEED = 1;
const FIRST_LENGTHS = [100, 200, 200, 400];
const FIRST_STEPS = 20_000;

/** Steps of random walks for each slice of states: a tenth of the time. */
const WALKED_STEPS = 3_000;

/** States of a space that is visited in full, each kept whole: none is taken for another then, and it takes no time. */
const WHOLE_MAX = 2_000;

/** Steps of random walks after a bound was hit, when nothing else is said. */
const LAST_STEPS = 1_000_000;

/** A new state space, in which nothing was worked out yet. */
export function spaceOf({ world, platform, expectations }: Scene): Space {
  return new Space(world, platform, expectations);
}

/**
 * Visits every state, until something is wrong, and walks at random before and beside it: in a large space that finds what is
 * wrong sooner. When components turn out not to be alike, it begins again.
 */
export function* visit(
  scene: Scene,
  bounds: Bounds,
  manner: Manner,
): Generator<undefined, Visited> {
  const unlike = new Unlike();
  const walks = firstWalks(scene, manner, unlike);
  const whole = visitSmall(scene, bounds, manner, walks);
  if (whole !== undefined) return whole;
  for (;;) {
    const space = spaceOf(scene);
    if (walks.wrong !== undefined) return { space, search: new DepthFirst(space), walks };
    try {
      const { search, symmetry } = searchOf(space, manner, unlike);
      const reason = yield* visitAll(search, walks, bounds, manner.walkedSteps);
      space.automata.onHandled = undefined;
      // Which thread is the first to find something wrong is a matter of chance: one alone always finds the same.
      if (search instanceof TeamSearch && search.isWrong)
        return yield* visit(scene, bounds, { ...manner, team: undefined });
      return { space, search, walks, symmetry, reason };
    } catch (fault) {
      if (!(fault instanceof Asymmetry)) throw fault;
    }
  }
}

/** Visits a space in full and keeps it whole, if it is a small one. */
function visitSmall(
  scene: Scene,
  { statesMax }: Bounds,
  { depthMax }: Manner,
  walks: Walks,
): Visited | undefined {
  if (walks.wrong !== undefined || depthMax !== undefined) return undefined;
  const space = spaceOf(scene);
  const search = new BreadthFirst(space);
  search.expand(Math.min(WHOLE_MAX, statesMax));
  const isEnough = search.waiting === 0 || search.wrong !== undefined;
  return isEnough ? { space, search, walks } : undefined;
}

/** Walks at random before the search; most of what is not alike turns out on the way. */
function firstWalks(
  scene: Scene,
  { walkedSteps = FIRST_STEPS, isByName }: Manner,
  unlike: Unlike,
): Walks {
  for (;;) {
    const space = spaceOf(scene);
    if (isByName !== true) Symmetry.of(space, unlike);
    const walks = new Walks(space, FIRST_SEED, FIRST_LENGTHS);
    try {
      walks.go(walkedSteps, Number.POSITIVE_INFINITY);
      space.automata.onHandled = undefined;
      return walks;
    } catch (fault) {
      if (!(fault instanceof Asymmetry)) throw fault;
    }
  }
}

/**
 * The search that suits: by levels when that is asked for, reduced when components are alike, or when what they can do to one another
 * is worked out soon enough.
 */
function searchOf(
  space: Space,
  { isFull = false, isByName = false, isExact = false, depthMax, team }: Manner,
  unlike: Unlike,
): Pick<Visited, "search" | "symmetry"> {
  if (isExact || depthMax !== undefined) return { search: new BreadthFirst(space, depthMax) };
  const symmetry = isByName ? undefined : Symmetry.of(space, unlike);
  const skeleton = isFull ? undefined : Skeleton.of(space);
  if (skeleton !== undefined || symmetry !== undefined)
    return { search: new ReducedSearch(space, { skeleton, symmetry }), symmetry };
  return { search: team === undefined ? new DepthFirst(space) : new TeamSearch(space, team) };
}

/** Gives what has kept it from visiting everything, in words. */
function* visitAll(
  search: Search,
  walks: Walks,
  bounds: Bounds,
  lastSteps = LAST_STEPS,
): Generator<undefined, string | undefined> {
  try {
    const reason = yield* expandAll(search, walks, bounds);
    if (reason !== undefined) yield* walkOn(walks, bounds, lastSteps);
    if (reason !== undefined || walks.wrong !== undefined)
      return walks.wrong === undefined ? reason : undefined;
  } finally {
    if (search instanceof TeamSearch) search.dismiss();
  }
  const isCut = search instanceof BreadthFirst && search.isTooDeep && search.wrong === undefined;
  return isCut ? "what is more steps away than `--max-depth` was not visited" : undefined;
}

function* expandAll(
  search: Search,
  walks: Walks,
  bounds: Bounds,
): Generator<undefined, string | undefined> {
  while (search.waiting > 0 && search.wrong === undefined && walks.wrong === undefined) {
    const reason = boundHit(search.states, bounds, search.waiting) ?? limitOf(search);
    if (reason !== undefined) return reason;
    search.expand(SLICE);
    if (search.waiting > 0) walks.go(WALKED_STEPS, Number.POSITIVE_INFINITY);
    yield;
  }
  return undefined;
}

/** Where not everything can be visited, walks go on for a while, as far as there is time: from where they have met something new. */
function* walkOn(walks: Walks, bounds: Bounds, steps: number): Generator<undefined, void> {
  for (let left = steps; left > 0 && walks.wrong === undefined; left -= SLICE) {
    if (bounds.stop() !== undefined) return;
    walks.go(SLICE, Number.POSITIVE_INFINITY);
    yield;
  }
}

function limitOf(search: Search): string | undefined {
  const isFull = search instanceof TeamSearch && search.isFull;
  return isFull ? "threads cannot remember more states together; `-j1` can" : undefined;
}
