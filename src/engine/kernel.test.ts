import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../base/invariant-violation.ts";
import type { ComponentSpec, Effects, Handler, Message } from "../model/component.ts";
import { component } from "../model/component.ts";
import type { TraceEvent } from "../model/event.ts";
import type { MessageKind } from "../model/kinds.ts";
import { eventKind, eventName, messageKind } from "../model/kinds.ts";
import { Kernel, Pause } from "./kernel.ts";

const GO = messageKind("go");
const PING = messageKind("ping");
const LATE = messageKind("late");
const SEEN = eventKind("seen");
const FOREVER = 1e15;

type State = { readonly count: number };
type On = readonly (readonly [MessageKind, Handler<State, null>])[];

let made = 0;

/** A component of a class of its own. */
function part(on: On, mailboxMax?: number): ComponentSpec {
  made += 1;
  return component<State, null>({
    name: `part${made}`,
    kind: "part",
    class: { name: `Part${made}`, on, ...(mailboxMax === undefined ? {} : { mailboxMax }) },
    config: null,
    initial: { count: 0 },
  });
}

/** Handles a kind by doing something and leaving the state alone. */
const on = (
  kind: MessageKind,
  act: (effects: Effects, message: Message) => void,
): readonly [MessageKind, Handler<State, null>] => [
  kind,
  (state, message, effects) => {
    act(effects, message);
    return state;
  },
];

const seeing = (kind: MessageKind) =>
  on(kind, (effects, message) => effects.emit(SEEN, effects.self, message.a));

/** Starts a world by a `go` to its first component and runs it. */
function play(components: readonly ComponentSpec[]): Kernel {
  const kernel = new Kernel();
  kernel.reset({ components, seed: 1, identity: "t", recording: true });
  kernel.perform([{ to: 0, kind: GO }], -1);
  kernel.run(FOREVER, 10_000);
  return kernel;
}

const told = (kernel: Kernel): readonly string[] =>
  (kernel.announcer.recorded ?? []).map(
    (event) => `${event.time} ${eventName(event.kind)} ${event.value}`,
  );

describe("the order of one instant", () => {
  test("is what was scheduled for it, then what it sends, then its timers", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          effects.startTimer(LATE, 10, 4);
          effects.sendAfter(10, 0, PING, 1);
          effects.sendAfter(10, 0, PING, 2);
        }),
        on(PING, (effects, { a }) => {
          effects.emit(SEEN, effects.self, a);
          if (a === 1) effects.send(0, PING, 3);
        }),
        seeing(LATE),
      ]),
    ]);
    expect(told(kernel)).toEqual(["10 seen 1", "10 seen 2", "10 seen 3", "10 seen 4"]);
  });

  test("puts timeline statements first, by rank", () => {
    const kernel = new Kernel();
    const components = [part([on(GO, (effects) => effects.sendAfter(5, 0, PING)), seeing(PING)])];
    kernel.reset({ components, seed: 1, identity: "t", recording: true });
    kernel.perform([{ to: 0, kind: GO }], -1);
    kernel.schedule(7, 5, 2);
    kernel.schedule(8, 5, 1);
    const seen: number[] = [];
    while (kernel.run(FOREVER, 100) === Pause.statement) seen.push(kernel.statement);
    expect(seen).toEqual([8, 7]);
    expect(told(kernel)).toEqual(["5 seen 0"]);
  });
});

describe("timers", () => {
  test("supersede the running one of their kind", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          effects.startTimer(PING, 100, 1);
          effects.startTimer(PING, 50, 2);
          effects.startTimer(LATE, 70, 3);
        }),
        seeing(PING),
        seeing(LATE),
      ]),
    ]);
    expect(told(kernel)).toEqual(["50 seen 2", "70 seen 3"]);
  });

  test("do not fire once stopped, and stopping a quiet one is nothing", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          effects.startTimer(PING, 100);
          effects.startTimer(LATE, 50);
        }),
        seeing(PING),
        on(LATE, (effects) => {
          effects.stopTimer(PING);
          effects.stopTimer(PING);
          effects.stopTimer(LATE);
        }),
      ]),
    ]);
    expect(told(kernel)).toEqual([]);
    expect(kernel.nextTime()).toBe(Number.POSITIVE_INFINITY);
  });

  test("never come when they are asked for after the end of time", () => {
    const kernel = play([
      part([on(GO, (effects) => effects.startTimer(PING, Number.POSITIVE_INFINITY)), seeing(PING)]),
    ]);
    expect(told(kernel)).toEqual([]);
  });
});

describe("mailboxes", () => {
  test("give back the oldest first, before what is already waiting", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          for (const a of [1, 2, 3]) effects.send(0, PING, a);
          effects.send(0, LATE);
        }),
        on(PING, (effects, { a, b }) => {
          if (effects.now === 0) effects.defer();
          else effects.emit(SEEN, effects.self, a * 10 + b);
        }),
        on(LATE, (effects) => {
          if (effects.now === 0) effects.sendAfter(9, 0, LATE);
          else {
            effects.emit(SEEN, effects.self, effects.deferred());
            effects.send(0, PING, 9, 9);
            effects.recall();
            effects.recall();
            effects.emit(SEEN, effects.self, effects.discard());
            effects.recall();
          }
        }),
      ]),
    ]);
    expect(told(kernel)).toEqual(["9 seen 3", "9 seen 1", "9 seen 10", "9 seen 20", "9 seen 99"]);
  });

  test("that overflow end the run by name", () => {
    const overflow = part(
      [
        on(GO, (effects) => {
          for (const a of [1, 2, 3]) effects.send(0, PING, a);
        }),
        on(PING, (effects) => effects.defer()),
      ],
      2,
    );
    const kernel = play([overflow]);
    expect(kernel.exhausted).toContain(`part ${overflow.name}`);
    expect(kernel.exhausted).toContain("more than 2 messages");
  });
});

describe("causes", () => {
  test("are the last event written before sending, else inherited", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          effects.emit(SEEN, effects.self, 0);
          effects.send(0, PING, 1);
          effects.emit(SEEN, effects.self, 1);
          effects.send(0, PING, 2);
        }),
        on(PING, (effects, { a }) => effects.send(0, LATE, a)),
        seeing(LATE),
      ]),
    ]);
    const causes = (kernel.announcer.recorded ?? []).map(({ seq, cause }) => [seq, cause]);
    expect(causes).toEqual([
      [0, -1],
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  test("of a recalled message is what recalled it", () => {
    const kernel = play([
      part([
        on(GO, (effects) => {
          effects.send(0, PING);
          effects.startTimer(LATE, 5);
        }),
        on(PING, (effects) => {
          if (effects.now === 0) effects.defer();
          else effects.emit(SEEN);
        }),
        on(LATE, (effects) => {
          effects.emit(SEEN);
          effects.recall();
        }),
      ]),
    ]);
    expect((kernel.announcer.recorded ?? []).map(({ cause }) => cause)).toEqual([-1, 0]);
  });
});

describe("faults of the program", () => {
  const rejected = (components: readonly ComponentSpec[]): string => {
    try {
      play(components);
    } catch (error) {
      expect(error).toBeInstanceOf(InvariantViolation);
      return String(error);
    }
    return "";
  };

  test("name the message and the component that does not handle it", () => {
    const one = part([on(GO, (effects) => effects.send(1, PING))]);
    const two = part([]);
    expect(rejected([one, two])).toContain(
      `ping from part ${one.name} (${one.class.name}) reached part ${two.name} (${two.class.name})`,
    );
    expect(rejected([part([on(GO, (effects) => effects.send(5, PING))])])).toContain("component 5");
  });

  test("name impossible delays and timers", () => {
    const late = (delay: number) => part([on(GO, (effects) => effects.sendAfter(delay, 0, GO))]);
    for (const delay of [-1, 0.5, Number.NaN]) {
      expect(rejected([late(delay)])).toContain(`a delay of ${delay} ticks`);
    }
    expect(rejected([part([on(GO, (effects) => effects.startTimer(PING, 1))])])).toContain(
      "timer ping",
    );
  });
});

describe("the trace", () => {
  const chatter = (text: string, value: number) => [
    part([on(GO, (effects) => effects.emit(SEEN, effects.self, value, text))]),
  ];
  const hash = (components: readonly ComponentSpec[]): string =>
    play(components).announcer.digits();

  test("hash depends on every part of an event", () => {
    const values = [0, 1, -1, 0.5, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, Number.MAX_VALUE];
    const hashes = ["", "a", "b"].flatMap((text) =>
      values.map((value) => hash(chatter(text, value))),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const one of hashes) expect(one).toMatch(/^[0-9a-f]{16}$/);
  });

  test("hash is the same after another run in the same kernel", () => {
    const kernel = new Kernel();
    const digits = [chatter("a", 1), chatter("b", 2), chatter("a", 1)].map((components) => {
      kernel.reset({ components, seed: 1, identity: "t", recording: false });
      kernel.perform([{ to: 0, kind: GO }], -1);
      kernel.run(FOREVER, 100);
      return kernel.announcer.digits();
    });
    expect(digits[2]).toBe(digits[0]);
    expect(digits[1]).not.toBe(digits[0]);
  });

  test("reaches those who listen to a kind, the latest first", () => {
    const kernel = new Kernel();
    kernel.reset({ components: chatter("x", 3), seed: 1, identity: "t", recording: false });
    const heard: string[] = [];
    const hear = (who: string) => (event: TraceEvent) =>
      heard.push(`${who} ${event.value} ${event.text}`);
    kernel.announcer.listen({ kinds: [SEEN], hear: hear("first") });
    kernel.announcer.listen({ kinds: [eventKind("other")], hear: hear("deaf") });
    kernel.announcer.listen({ kinds: [SEEN], hear: hear("second") });
    kernel.perform([{ to: 0, kind: GO }], -1);
    expect(heard).toEqual(["second 3 x", "first 3 x"]);
  });
});
