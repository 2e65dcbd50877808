import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lab } from "../testing/labs.ts";
import {
  BACK,
  EVENTS,
  expectationsOf,
  labs,
  labsOfTwins,
  plainPart,
  platformOf,
  TO_NOTED,
  worldOf,
} from "../testing/labs.ts";
import { plainSearch } from "../testing/plain-search.ts";
import type { Cell } from "./cell.ts";
import { DepthFirst } from "./depth-first.ts";
import { ReducedSearch } from "./reduction/reduced-search.ts";
import { Skeleton } from "./reduction/skeleton.ts";
import { Space } from "./space.ts";
import { Unlike } from "./symmetry/alike.ts";
import { Asymmetry, Symmetry } from "./symmetry/symmetry.ts";

// Generated worlds, searched in full, without orders that make no difference, and with components that are alike taken for one
// another: what can go wrong, where they can end and what is seen must be the same.

interface Found {
  readonly isWrong: boolean;
  readonly ends: readonly string[];
  readonly unseen: readonly string[];
  readonly states: number;
  /** How many components were taken for another one. */
  readonly alike: number;
}

interface Manner {
  readonly orders?: "fewer";
  readonly names?: "alike";
}

const STATES_MAX = 5_000;

/** What a search finds in a lab; nothing when it is too large. */
function found(lab: Lab, manner: Manner, unlike: Unlike = new Unlike()): Found | undefined {
  try {
    return foundIfAlike(lab, manner, unlike);
  } catch (fault) {
    if (fault instanceof Asymmetry) return found(lab, manner, unlike);
    throw fault;
  }
}

function foundIfAlike(lab: Lab, { orders, names }: Manner, unlike: Unlike): Found | undefined {
  const space = new Space(worldOf(lab), platformOf(lab), expectationsOf(lab));
  const ends = endsOf(space, lab);
  const symmetry = names === "alike" ? Symmetry.of(space, unlike) : undefined;
  const skeleton = orders === "fewer" ? Skeleton.of(space) : undefined;
  if (orders === "fewer" && skeleton === undefined) return undefined;
  const isWhole = skeleton === undefined && symmetry === undefined;
  const search = isWhole ? new DepthFirst(space) : new ReducedSearch(space, { skeleton, symmetry });
  while (search.waiting > 0 && search.wrong === undefined && search.states < STATES_MAX)
    search.expand(1000);
  if (search.states >= STATES_MAX) return undefined;
  const isWrong = search.wrong !== undefined;
  return {
    isWrong,
    ends: isWrong ? [] : [...ends].sort(),
    unseen: isWrong ? [] : [...space.conditions.unseen].map(({ text }) => text).sort(),
    states: search.states,
    alike: symmetry?.groups.reduce((sum, { length }) => sum + length - 1, 0) ?? 0,
  };
}

/** Gathers the states in which nothing can happen any more, as texts that are the same when twins change places. */
function endsOf(space: Space, lab: Lab): Set<string> {
  const ends = new Set<string>();
  const atTheEnd = space.wrongAtTheEnd.bind(space);
  space.wrongAtTheEnd = (row) => {
    const cells = Array.from(row.subarray(0, space.components), (id) => space.automata.cell(id));
    ends.add(nameless(cells, lab));
    return atTheEnd(row);
  };
  return ends;
}

function nameless(cells: readonly Cell[], { parts }: Lab): string {
  const places = permutations(parts.map((_, id) => id)).filter((order) =>
    order.every((old, at) => parts[old] === parts[at]),
  );
  const texts = places.map((order) => {
    const renamed = (from: number): number => (from < 0 ? from : order.indexOf(from));
    const move = (parcels: Cell["inbox"]): Cell["inbox"] =>
      parcels
        .map((parcel) => ({ ...parcel, from: renamed(parcel.from) }))
        .toSorted((one, other) => one.from - other.from);
    return JSON.stringify(
      order.map((old) => {
        const { state, timers, inbox, recalled, deferred } = cells[old] as Cell;
        const kept = [recalled, deferred].map((list) =>
          list.map((parcel) => ({ ...parcel, from: renamed(parcel.from) })),
        );
        const { noted, ...others } = state as { readonly noted: number };
        return [
          { ...others, noted: renamed(noted) },
          timers.map(({ kind }) => kind),
          move(inbox),
          kept,
        ];
      }),
    );
  });
  return texts.sort()[0] ?? "";
}

function permutations(of: readonly number[]): readonly (readonly number[])[] {
  if (of.length < 2) return [of];
  return of.flatMap((one, at) => permutations(of.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}

interface Tally {
  all: number;
  smaller: number;
  alike: number;
}

/** Compares ways to search with the full one. */
function compare(lab: Lab, manners: readonly Manner[], tally: Tally): void {
  const full = found(lab, {});
  if (full === undefined) return;
  for (const manner of manners) {
    const other = found(lab, manner);
    if (other === undefined) continue;
    expect({ ...other, states: 0, alike: 0 }).toEqual({ ...full, states: 0 });
    tally.all += 1;
    tally.alike += other.alike > 0 ? 1 : 0;
    if (!full.isWrong && other.states < full.states) tally.smaller += 1;
  }
}

test("without orders that make no difference, the same is found", () => {
  const tally = { all: 0, smaller: 0, alike: 0 };
  const manners: readonly Manner[] = [{ orders: "fewer" }];
  fc.assert(
    fc.property(labs, (lab) => compare(lab, manners, tally)),
    { numRuns: 500 },
  );
  expect(tally.all).toBeGreaterThan(400);
  expect(tally.smaller).toBeGreaterThan(150);
});

test("a search that shares nothing but the handlers finds the same", () => {
  const tally = { all: 0, wrong: 0 };
  const agrees = (generated: Lab): void => {
    const lab = plainly(generated);
    const [full, reduced] = [found(lab, {}), found(lab, { orders: "fewer" })];
    if (full === undefined || reduced === undefined || full.states > 400) return;
    const plain = plainSearch(
      worldOf(lab),
      (kind, _, subject) => kind === EVENTS[1] && subject !== 0,
    );
    expect(full.isWrong).toBe(plain.isWrong);
    expect(reduced.isWrong).toBe(plain.isWrong);
    if (!plain.isWrong) expect(full.states).toBe(plain.states);
    tally.all += 1;
    tally.wrong += plain.isWrong ? 1 : 0;
  };
  fc.assert(fc.property(labs, agrees), { numRuns: 300 });
  expect(tally.all).toBeGreaterThan(150);
  expect(tally.wrong).toBeGreaterThan(20);
});

/** A lab without what the plain search does not know. */
function plainly(lab: Lab): Lab {
  const parts = lab.parts.map((part) => ({
    ...part,
    acts: part.acts.map((byKind) => byKind.map((act) => ({ ...act, waits: null, halts: false }))),
  }));
  return { ...lab, parts, rules: ["alone"], expects: [] };
}

test("with components that are alike taken for one another, the same is found", () => {
  const tally = { all: 0, smaller: 0, alike: 0 };
  const manners: readonly Manner[] = [{ names: "alike" }, { names: "alike", orders: "fewer" }];
  fc.assert(
    fc.property(labsOfTwins, (lab) => compare(lab, manners, tally)),
    { numRuns: 400 },
  );
  expect(tally.all).toBeGreaterThan(400);
  expect(tally.alike).toBeGreaterThan(200);
});

// Two that do the same: they call, and get an answer.
const TWIN = plainPart([{ sends: [[0, 1]] }], 0);
const HEARD = plainPart([{ emit: 0, sends: [[0, 1]] }], 0);
const ANSWERS = { sends: [[BACK, 2]] } as const;

test.each<[string, Partial<Lab>, number]>([
  ["answers whoever calls", { parts: [plainPart([{}, ANSWERS], null), TWIN, TWIN] }, 1],
  [
    "answers who called first",
    { parts: [plainPart([{}, { notes: true, sends: [[TO_NOTED, 2]] }], null), TWIN, TWIN] },
    0,
  ],
  ["puts calls off", { parts: [plainPart([{}, { waits: "defers" }], null), TWIN, TWIN] }, 0],
  ["is named by an expectation", { parts: [TWIN, TWIN], expects: ["never while"] }, 0],
  [
    "is remembered by a rule",
    {
      parts: [plainPart([{}, ANSWERS], null), HEARD, HEARD],
      rules: ["remembers who"],
    },
    0,
  ],
])("who %s", (_, lab, alike) => {
  const whole = { fuel: 2, rules: [], expects: [], faults: 0, parts: [], ...lab };
  expect(found(whole, { names: "alike" })?.alike).toBe(alike);
});
