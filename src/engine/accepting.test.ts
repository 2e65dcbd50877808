import { describe, expect, test } from "vitest";
import type { ComponentSpec } from "../model/component.ts";
import { component } from "../model/component.ts";
import type { MessageKind } from "../model/kinds.ts";
import { eventKind, messageKind } from "../model/kinds.ts";
import { Kernel } from "./kernel.ts";

const OPEN = messageKind("accepting-open");
const ASK = messageKind("accepting-ask");
const TICK = messageKind("accepting-tick");
const SEEN = eventKind("accepting-seen");

interface Door {
  readonly isOpen: boolean;
}

/** Takes asks only once it is open; tells of each. */
const DOOR: ComponentSpec = component<Door, null>({
  name: "door",
  kind: "part",
  class: {
    name: "Door",
    accepts: (state, kind) => kind !== ASK || state.isOpen,
    on: [
      [OPEN, () => ({ isOpen: true })],
      [
        ASK,
        (state, { a }, effects) => {
          effects.emit(SEEN, effects.self, a);
          return state;
        },
      ],
      [
        TICK,
        (state, { a }, effects) => {
          if (effects.spend(0)) effects.emit(SEEN, effects.self, a);
          return state;
        },
      ],
    ],
  },
  config: null,
  initial: { isOpen: false },
});

const to = (kind: MessageKind, a = 0) => ({ to: 0, kind, a });

function seen(
  messages: readonly ReturnType<typeof to>[],
  budgets: readonly number[] = [],
  seed = 1,
): readonly number[] {
  const kernel = new Kernel();
  kernel.reset({ components: [DOOR], seed, identity: "t", recording: true, budgets });
  kernel.perform(messages, -1);
  kernel.run(1e9, 1000);
  return (kernel.announcer.recorded ?? []).map(({ value }) => value);
}

describe("what a class does not accept", () => {
  test("waits in the mailbox until the state has changed, in order", () => {
    expect(seen([to(ASK, 1), to(ASK, 2)])).toEqual([]);
    expect(seen([to(ASK, 1), to(ASK, 2), to(OPEN)])).toEqual([1, 2]);
    expect(seen([to(ASK, 1), to(OPEN), to(ASK, 2)])).toEqual([2, 1]);
  });
});

describe("a budget", () => {
  const many = Array.from({ length: 50 }, (_, index) => to(TICK, index));

  test("is taken from as often as it allows, when fate will have it", () => {
    expect(seen(many, [3])).toHaveLength(3);
    expect(seen(many, [0])).toEqual([]);
    expect(seen(many)).toEqual([]);
  });

  test("is spent by the seed, and by it alone", () => {
    expect(seen(many, [3], 7)).toEqual(seen(many, [3], 7));
    const all = Array.from({ length: 20 }, (_, seed) => seen(many, [3], seed).join());
    expect(new Set(all).size).toBeGreaterThan(5);
  });

  test("comes back with an earlier point of the run", () => {
    const kernel = new Kernel();
    kernel.reset({ components: [DOOR], seed: 1, identity: "t", recording: true, budgets: [3] });
    const before = kernel.save();
    kernel.perform(many, -1);
    const first = kernel.announcer.digits();
    kernel.restore(before);
    kernel.perform(many, -1);
    expect(kernel.announcer.digits()).toBe(first);
  });
});
