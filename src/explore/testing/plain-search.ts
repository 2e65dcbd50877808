import type { ComponentSpec, Effects, Message, Plain } from "../../model/component.ts";
import type { World } from "../../model/platform.ts";

// A search that shares nothing with the real one but the handlers: every state is a text, every successor is made anew. Slow,
// and so plain that one can see that it is right. Tests compare.

type Mail = readonly [from: number, kind: number, a: number, b: number, data: Plain];

interface Part {
  state: unknown;
  timers: Mail[];
  inbox: Mail[];
}

interface Plainly {
  readonly parts: Part[];
  readonly left: number[];
}

/** What a plain search came to. */
export interface Counted {
  readonly states: number;
  readonly transitions: number;
  readonly isWrong: boolean;
}

/** Tells by its kind, its value and whom it is about whether an event must not happen. */
export type IsWrong = (kind: number, value: number, subject: number) => boolean;

/** Visits every state of a world in which every latency may take any value, until something is wrong. */
export function plainSearch(world: World, isWrong: IsWrong): Counted {
  const { components } = world;
  const first: Plainly = {
    parts: components.map(({ initial }) => ({ state: initial, timers: [], inbox: [] })),
    left: [...(world.budgets ?? [])],
  };
  for (const { to, kind, a = 0, b = 0, data = null } of world.initially)
    play(first, components, to, [-1, kind, a, b, data], []);
  const seen = new Set([JSON.stringify(first)]);
  const open = [JSON.stringify(first)];
  let transitions = 0;
  let hasGoneWrong = false;
  for (let text = open.pop(); text !== undefined && !hasGoneWrong; text = open.pop()) {
    for (const { next, events } of successors(text, components)) {
      transitions += 1;
      hasGoneWrong ||= events.some((event) => isWrong(...event));
      const found = JSON.stringify(next);
      if (!seen.has(found)) open.push(found);
      seen.add(found);
    }
  }
  return { states: seen.size, transitions, isWrong: hasGoneWrong };
}

type Event = readonly [kind: number, value: number, subject: number];

interface Successor {
  readonly next: Plainly;
  readonly events: readonly Event[];
}

function successors(text: string, components: readonly ComponentSpec[]): readonly Successor[] {
  const { parts } = JSON.parse(text) as Plainly;
  return parts.flatMap((part, to) =>
    arrivals(part, components[to] as ComponentSpec).flatMap((mail) =>
      [[], [true]].flatMap((answers) => {
        const next = JSON.parse(text) as Plainly;
        remove(next.parts[to] as Part, mail, part.timers.includes(mail));
        const events = play(next, components, to, mail, answers);
        return events === undefined ? [] : [{ next, events }];
      }),
    ),
  );
}

/** Its timers, and of each sender the oldest message that it takes. */
function arrivals({ state, timers, inbox }: Part, spec: ComponentSpec): readonly Mail[] {
  const { accepts } = spec.class;
  const taken = inbox.filter(([, kind]) => accepts?.(state, kind as never) ?? true);
  const oldest = taken.filter(([from], at) => taken.findIndex(([other]) => other === from) === at);
  return [...timers, ...oldest];
}

function remove(part: Part, mail: Mail, isTimer: boolean): void {
  const list = isTimer ? part.timers : part.inbox;
  const at = list.findIndex((other) => JSON.stringify(other) === JSON.stringify(mail));
  list.splice(at, 1);
}

/** Lets one component handle one message. Gives the events, or nothing when the answers do not fit what is asked. */
function play(
  world: Plainly,
  components: readonly ComponentSpec[],
  to: number,
  [from, kind, a, b, data]: Mail,
  answers: readonly boolean[],
): readonly Event[] | undefined {
  const part = world.parts[to] as Part;
  const spec = components[to] as ComponentSpec;
  let asked = 0;
  const events: Event[] = [];
  let isImpossible = false;
  const send = (who: number, what: number, x = 0, y = 0, z: Plain = null): void => {
    const { inbox } = world.parts[who] as Part;
    inbox.push([to, what, x, y, z]);
    inbox.sort(([one], [other]) => one - other);
  };
  const effects = {
    now: 0,
    self: to,
    send,
    sendAfter: (_: number, ...mail: Parameters<typeof send>) => send(...mail),
    startTimer: (what: number, _: number, x = 0, y = 0, z: Plain = null) => {
      part.timers = [...part.timers.filter(([, other]) => other !== what), [to, what, x, y, z]];
      part.timers.sort(([, one], [, other]) => one - other);
    },
    stopTimer: (what: number) => {
      part.timers = part.timers.filter(([, other]) => other !== what);
    },
    emit: (what: number, who = to, value = 0) => events.push([what, value, who]),
    spend: (budget: number) => {
      asked += 1;
      if (answers[asked - 1] !== true) return false;
      if (world.left[budget] === 0) isImpossible = true;
      world.left[budget] = (world.left[budget] ?? 0) - 1;
      return true;
    },
  } as unknown as Effects;
  const handler = spec.class.on.find(([handled]) => handled === kind)?.[1];
  const message = { from, kind, a, b, data } as Message;
  part.state = handler?.(part.state, message, effects, spec.config);
  return isImpossible || answers.length > asked ? undefined : events;
}
