import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ancestors,
  below,
  mirroredPostOrder,
  mirroredPreOrder,
  postOrder,
  preOrder,
  treeOf,
} from "./tree.ts";

//   0 ── 1 ── 3
//   │    └─── 4
//   └─── 2
//   5
const TREE = treeOf([-1, 0, 0, 1, 1, -1]);

// biome-ignore format: a table is read by rows and columns
const ORDERS = [
  { walk: preOrder,          order: [0, 1, 3, 4, 2, 5] },
  { walk: postOrder,         order: [3, 4, 1, 2, 0, 5] },
  { walk: mirroredPreOrder,  order: [5, 0, 2, 1, 4, 3] },
  { walk: mirroredPostOrder, order: [5, 2, 4, 3, 1, 0] },
] as const;

for (const { walk, order } of ORDERS) {
  test(walk.name, () => expect(walk(TREE)).toEqual(order));
}

test("what lies below and above a node", () => {
  expect(below(TREE, 1)).toEqual([1, 3, 4]);
  expect(ancestors(TREE, 4)).toEqual([1, 0]);
  expect(ancestors(TREE, 5)).toEqual([]);
});

const forests = fc
  .array(fc.nat(), { maxLength: 40 })
  .map((picks) => treeOf(picks.map((pick, node) => (pick % (node + 1)) - 1)));

test("every walk visits every node once, children on the right side of their parents", () => {
  fc.assert(
    fc.property(forests, (tree) => {
      for (const { walk } of ORDERS) {
        const order = walk(tree);
        expect(order.toSorted((a, b) => a - b)).toEqual(tree.parents.map((_, node) => node));
        const place = new Map(order.map((node, index) => [node, index]));
        const parentsFirst = walk === preOrder || walk === mirroredPreOrder;
        for (const [node, parent] of tree.parents.entries()) {
          if (parent < 0) continue;
          expect((place.get(parent) ?? 0) < (place.get(node) ?? 0)).toBe(parentsFirst);
        }
      }
    }),
  );
});

test("a chain of a hundred thousand nodes is walked like any other", () => {
  const chain = treeOf(Array.from({ length: 100_000 }, (_, node) => node - 1));
  expect(preOrder(chain).at(-1)).toBe(99_999);
  expect(postOrder(chain)[0]).toBe(99_999);
  expect(ancestors(chain, 99_999).length).toBe(99_999);
});
