import type { ComponentClass, ComponentSpec } from "../../model/component.ts";
import { component } from "../../model/component.ts";
import { CoreEvent } from "../../model/event.ts";
import { messageKind } from "../../model/kinds.ts";
import { START } from "../../model/lifecycle.ts";
import type { ScenarioPlan } from "../../model/plan.ts";
import type { Delivery, World } from "../../model/platform.ts";

const NEXT = messageKind("explore-next-statement");

/** How many statements were carried out. */
interface TimelineState {
  readonly done: number;
}

interface Statement {
  /** Its place in the plan's timeline. */
  readonly index: number;
  readonly deliveries: readonly Delivery[];
}

const TIMELINE_CLASS: ComponentClass<TimelineState, readonly Statement[]> = {
  name: "timeline",
  on: [
    [
      START,
      (state, _, effects, statements) => {
        if (statements.length > 0) effects.startTimer(NEXT, 0);
        return state;
      },
    ],
    [
      NEXT,
      ({ done }, _, effects, statements) => {
        const statement = statements[done];
        if (statement !== undefined) {
          effects.emit(CoreEvent.statement, effects.self, statement.index);
          for (const { to, kind, a, b, data } of statement.deliveries)
            effects.send(to, kind, a, b, data);
        }
        if (done + 1 < statements.length) effects.startTimer(NEXT, 0);
        return { done: done + 1 };
      },
    ],
  ],
};

/** A world with its timeline as one more component, or why it cannot be made one. */
export type Staged = { readonly world: World } | { readonly reason: string };

/**
 * Makes the timeline a component of the world. Where every latency may take any value, the times that statements state only
 * put them in order; what waits for a condition or for the end of an operation is not covered.
 */
export function staged({ timeline }: ScenarioPlan, world: World): Staged {
  if (timeline.length === 0) return { world };
  const waits = timeline.find(({ moment }) => moment.kind !== "at");
  if (waits !== undefined) return { reason: "a statement of its timeline waits for something" };
  const statements = timeline
    .map(({ moment }, index) => ({ index, time: moment.kind === "at" ? moment.time : 0 }))
    .sort((one, other) => one.time - other.time || one.index - other.index)
    .map(({ index }): Statement => ({ index, deliveries: world.deliveries[index] ?? [] }));
  const spec: ComponentSpec = component<TimelineState, readonly Statement[]>({
    name: "the scenario",
    kind: "timeline",
    class: TIMELINE_CLASS,
    config: statements,
    initial: { done: 0 },
  });
  const to = world.components.length;
  return {
    world: {
      ...world,
      components: [...world.components, spec],
      initially: [...world.initially, { to, kind: START }],
    },
  };
}
