import type { Happening, Turn } from "../../explore/timed/path.ts";
import type { Answered } from "../../explore/timed/replay.ts";
import type { ComponentId } from "../../model/component.ts";
import type { OrderPin, RunResult } from "../../model/verdict.ts";

/** The turns of a path as `order X before Y at T`; nothing when one of them is between things without a name. */
export function pinsOf(
  turns: readonly Turn[],
  answered: Answered | RunResult,
): readonly OrderPin[] | undefined {
  if ("verdict" in answered) return undefined;
  const pins = turns.flatMap(({ chosen, overtaken, time }) =>
    overtaken.map((other) => pinOf(chosen, other, time, answered)),
  );
  const isSpent = turns.some(({ spent }) => spent.includes(true));
  const named = pins.filter((pin) => pin !== undefined);
  return isSpent || named.length < pins.length ? undefined : unique(named);
}

function unique(pins: readonly OrderPin[]): readonly OrderPin[] {
  const texts = pins.map(({ first, second, at }) => `${first} ${second} ${at}`);
  return pins.filter((_, index) => texts.indexOf(texts[index] ?? "") === index);
}

function pinOf(
  one: Happening,
  other: Happening,
  at: number,
  world: Answered,
): OrderPin | undefined {
  const isToSame = one.class !== "statement" && other.class !== "statement" && one.to === other.to;
  const [first, second] = [one, other].map((happening) =>
    isToSame ? nameOf(happening.from, world) : receiverOf(happening, world),
  );
  return first === undefined || second === undefined ? undefined : { first, second, at };
}

function receiverOf(
  { class: kind, kind: statement, to }: Happening,
  world: Answered,
): string | undefined {
  return kind === "statement" ? world.plan.timeline[statement]?.label : nameOf(to, world);
}

/** As one would write it in the scenario. */
function nameOf(id: ComponentId, { world, platform }: Answered): string | undefined {
  const component = world.components[id];
  if (component === undefined) return undefined;
  const { kind, name } = component;
  if (!platform.vocabulary.kinds.some((known) => known.kind === kind)) return undefined;
  const isAlone = world.components.filter((other) => other.name === name).length === 1;
  return isAlone ? name : `${kind}(${name})`;
}
