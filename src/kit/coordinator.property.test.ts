import fc from "fast-check";
import { expect, test } from "vitest";
import { START } from "../model/lifecycle.ts";
import type { OperationConfig } from "../model/phase.ts";
import { operation } from "./coordinator.ts";
import type { OperationState } from "./operation-state.ts";
import { FakeWorld } from "./testing/fake-effects.ts";
import type { Manner } from "./testing/participants.ts";
import { Did, Do, participant } from "./testing/participants.ts";
import { postOrder, treeOf } from "./tree.ts";

interface Given {
  readonly parents: readonly number[];
  readonly manners: readonly Manner[];
}

/** Trees of devices, of which some skip and some refuse. */
const trees: fc.Arbitrary<Given> = fc
  .array(fc.record({ pick: fc.nat(), kind: fc.integer({ min: 0, max: 11 }), takes: fc.nat(3) }), {
    maxLength: 60,
  })
  .map((nodes) => ({
    parents: nodes.map(({ pick }, node) => (pick % (node + 1)) - 1),
    manners: nodes.map(({ kind, takes }): Manner => {
      if (kind < 3) return { suspend: "skips" };
      if (kind === 3) return { suspend: "refuses" };
      return takes === 0 ? {} : { takes: takes * 1_000_000 };
    }),
  }));

function quiesce({ parents, manners }: Given, order: "each" | "all"): FakeWorld {
  const undo = { who: "done", message: Do.resume, order: "each", onRefusal: "panic" } as const;
  const config: OperationConfig = {
    title: "quiesce",
    watchdog: 600_000_000_000,
    phases: [
      {
        id: "suspend",
        title: "",
        source: "",
        ask: {
          who: postOrder(treeOf(parents)),
          message: Do.suspend,
          order,
          onRefusal: "abort",
        },
        undo: [{ ask: undo }],
      },
      { id: "resume", title: "", source: "", unwind: "suspend" },
    ],
    conclude: ({ outcome }) => ({ exit: 0, message: outcome, error: "" }),
  };
  const devices = manners.map((manner, index) => participant(`d${index}`, manner));
  const world = new FakeWorld([...devices, operation("op", config)]);
  world.send(world.id("op"), START);
  world.run();
  return world;
}

test("resumptions are the exact reverse of suspensions, whoever skips or refuses", () => {
  fc.assert(
    fc.property(trees, (given) => {
      const world = quiesce(given, "each");
      expect(world.seen(Did.resume)).toEqual(world.seen(Did.suspend).toReversed());
    }),
    { numRuns: 500 },
  );
});

test("asked together, everybody who suspended is resumed, in the reverse order of asking", () => {
  fc.assert(
    fc.property(trees, (given) => {
      const world = quiesce(given, "all");
      const suspended = new Set(world.seen(Did.suspend));
      const order = postOrder(treeOf(given.parents)).map((node) => `d${node}`);
      const expected = order.filter((name) => suspended.has(name)).toReversed();
      expect(world.seen(Did.resume)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("the first refuser in the order of asking decides, and nobody after it is asked", () => {
  fc.assert(
    fc.property(trees, (given) => {
      const world = quiesce(given, "each");
      const order = postOrder(treeOf(given.parents));
      const refuser = order.findIndex((node) => given.manners[node]?.suspend === "refuses");
      const { outcome, culprit } = world.state<OperationState>("op");
      expect(outcome).toBe(refuser < 0 ? "succeeded" : "refused");
      expect(culprit).toBe(refuser < 0 ? -1 : order[refuser]);
      const later = new Set(refuser < 0 ? [] : order.slice(refuser).map((node) => `d${node}`));
      expect(world.seen(Did.suspend).filter((name) => later.has(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
