import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lab } from "../testing/labs.ts";
import { expectationsOf, labs, platformOf, worldOf } from "../testing/labs.ts";
import { DepthFirst } from "./depth-first.ts";
import { Space } from "./space.ts";
import { Walks } from "./walks.ts";

const spaceOf = (lab: Lab): Space => new Space(worldOf(lab), platformOf(lab), expectationsOf(lab));

/** Whether a path leads from the beginning to something wrong, and not before its last step. */
function isWrongAtLast(space: Space, path: Walks["path"]): boolean {
  const row = space.initial.slice();
  return path.every(({ component, edge }, at) => {
    const followed = space.follow(row, component, edge);
    const isWrong = typeof followed === "object" || space.wrongAtTheEnd(row) !== undefined;
    return at === path.length - 1 ? isWrong : followed === "fine";
  });
}

test("what walks find wrong is wrong, by the way that they tell, also from where something new was met", () => {
  let wrong = 0;
  const agrees = (lab: Lab): void => {
    const space = spaceOf(lab);
    const walks = new Walks(space, 1, [3]);
    walks.go(3000, Number.POSITIVE_INFINITY);
    if (walks.wrong === undefined) return;
    wrong += 1;
    expect(walks.path.length === 0 || isWrongAtLast(space, walks.path)).toBe(true);
    const search = new DepthFirst(spaceOf(lab));
    search.expand(100_000);
    expect(search.wrong).toBeDefined();
  };
  fc.assert(fc.property(labs, agrees), { numRuns: 200 });
  expect(wrong).toBeGreaterThan(30);
});
