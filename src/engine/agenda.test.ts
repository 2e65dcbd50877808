import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Agenda, EMPTY, LATER, MESSAGE_ORDER, STATEMENT_ORDER, TIMER_ORDER } from "./agenda.ts";
import type { Pending } from "./pending.ts";

/** Stands where no name is. */
const NOTHING = -1;

const HORIZON = Number.MAX_SAFE_INTEGER;

/** One thing done to the agenda; delays are from the time of the last message taken out. */
type Act =
  | { readonly do: "push"; readonly delay: number; readonly order: number }
  | { readonly do: "append" }
  | { readonly do: "cancel"; readonly which: number }
  | { readonly do: "pop"; readonly times: number };

const delay = fc.oneof(
  { weight: 4, arbitrary: fc.nat(20) },
  { weight: 4, arbitrary: fc.nat(5000) },
  { weight: 2, arbitrary: fc.nat(2 ** 31 - 1) },
  { weight: 1, arbitrary: fc.maxSafeNat() },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 52 }).map((bits) => 2 ** bits) },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("push" as const),
      delay,
      order: fc.constantFrom(STATEMENT_ORDER, MESSAGE_ORDER, TIMER_ORDER),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: "append" as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pop" as const), times: fc.nat(30) }) },
);

interface Waiting {
  readonly time: number;
  readonly order: number;
  readonly name: number;
}

/** A message of which only the name matters. */
function take(agenda: Agenda, name: number): Pending {
  const pending = agenda.pool.take();
  pending.to = 0;
  pending.a = name;
  return pending;
}

function pushAt(agenda: Agenda, pending: Pending, time: number, order: number): void {
  pending.time = time;
  pending.order = order;
  agenda.push(pending);
}

/** The same by looking through everything. */
class Naive {
  now = 0;
  waiting: Waiting[] = [];

  pop(): number {
    const [first, ...others] = this.waiting;
    if (first === undefined) return NOTHING;
    let best = first;
    for (const other of others) {
      if (other.time < best.time || (other.time === best.time && other.order < best.order)) {
        best = other;
      }
    }
    this.waiting = this.waiting.filter((one) => one !== best);
    this.now = best.time;
    return best.name;
  }
}

/** Plays the acts on the agenda and on the naive one, and compares everything that comes out. */
class Duel {
  readonly agenda = new Agenda();
  readonly naive = new Naive();
  readonly #places = new Map<number, Pending>();
  #next = 0;

  play(acts: readonly Act[]): void {
    for (const one of acts) this.#act(one);
    while (this.#pop() !== NOTHING);
  }

  #act(one: Act): void {
    if (one.do === "pop") for (let left = one.times; left > 0; left -= 1) this.#pop();
    else if (one.do === "cancel") this.#cancel(one.which);
    else this.#add(one);
  }

  #add(one: Extract<Act, { do: "push" | "append" }>): void {
    const { agenda, naive } = this;
    const name = this.#next++;
    const pending = take(agenda, name);
    const time = Math.min(naive.now + (one.do === "push" ? one.delay : 0), HORIZON);
    const delayed = one.do === "push" && (one.order !== MESSAGE_ORDER || time > naive.now);
    const order = (one.do === "push" ? one.order : MESSAGE_ORDER) + name;
    naive.waiting.push({ time, order, name });
    if (delayed) {
      pushAt(agenda, pending, time, order);
      this.#places.set(name, pending);
    } else agenda.append(pending);
  }

  #cancel(which: number): void {
    const names = [...this.#places.keys()];
    const name = names[which % Math.max(names.length, 1)];
    if (name === undefined) return;
    this.agenda.cancel(this.#places.get(name) as Pending);
    this.#places.delete(name);
    this.naive.waiting = this.naive.waiting.filter((one) => one.name !== name);
  }

  #pop(): number {
    const { agenda, naive } = this;
    const pending = agenda.pop(HORIZON);
    const wanted = naive.pop();
    if (pending === EMPTY || wanted === NOTHING) {
      expect(pending === EMPTY ? NOTHING : pending.a).toBe(wanted);
      return NOTHING;
    }
    const name = pending.a;
    agenda.pool.give(pending);
    this.#places.delete(name);
    // Asking `expect` only about differences keeps a hundred thousand comparisons fast.
    if (name !== wanted || agenda.now !== naive.now) {
      expect([name, agenda.now]).toEqual([wanted, naive.now]);
    }
    return name;
  }
}

describe("the agenda", () => {
  test("gives messages in the order of time, class and sequence", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 400, size: "max" }), (acts) => {
        new Duel().play(acts);
      }),
      { numRuns: 200 },
    );
  });

  test.each([3, 20, 50, 100, 300, 5000])("keeps the order with %i pending", (count) => {
    for (const mean of [3, 1000, 100_000, 5_000_000_000]) {
      const duel = new Duel();
      let seed = count;
      const draw = (): number => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor(-Math.log(1 - seed / 2 ** 32) * mean);
      };
      const push = (): Act => ({ do: "push", delay: draw(), order: MESSAGE_ORDER });
      const start = Array.from({ length: count }, push);
      const hold = Array.from({ length: 600 }, (_, at) =>
        at % 2 === 0 ? ({ do: "pop", times: 1 } as const) : push(),
      );
      duel.play([...start, ...hold]);
    }
  });

  test("is not filled up by timers that are restarted again and again", () => {
    const agenda = new Agenda();
    let running: Pending | null = null;
    for (let round = 0; round < 100_000; round += 1) {
      if (running !== null) agenda.cancel(running);
      running = take(agenda, round);
      pushAt(agenda, running, 1_000_000_000 + round, TIMER_ORDER + round);
    }
    expect(agenda.pool.used).toBeLessThan(1000);
    expect(agenda.later).toBe(1);
    expect(agenda.nextTime()).toBe(1_000_099_999);
  });

  test("leaves in place what comes after the limit", () => {
    const agenda = new Agenda();
    const pending = take(agenda, 0);
    pushAt(agenda, pending, 100, MESSAGE_ORDER);
    expect(agenda.pop(99)).toBe(LATER);
    expect(agenda.now).toBe(0);
    expect(agenda.pop(100)).toBe(pending);
    expect(agenda.pop(100)).toBe(EMPTY);
  });

  test("goes on from a saved state as if nothing had happened since", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200, size: "max" }), fc.nat(), (acts, cut) => {
        const at = acts.length === 0 ? 0 : cut % acts.length;
        const agenda = new Agenda();
        play(agenda, acts.slice(0, at));
        const saved = agenda.save();
        const rest = [...acts.slice(at), { do: "pop", times: acts.length } as const];
        const once = play(agenda, rest);
        agenda.restore(saved);
        expect(play(agenda, rest)).toEqual(once);
      }),
    );
  });
});

/** What comes out, by time and name; names count from zero. */
function play(agenda: Agenda, acts: readonly Act[]): readonly string[] {
  const out: string[] = [];
  for (const [name, one] of acts.entries()) {
    if (one.do === "pop") out.push(...popSome(agenda, one.times));
    else if (one.do !== "cancel") {
      const pending = take(agenda, name);
      if (one.do === "append") agenda.append(pending);
      else pushAt(agenda, pending, Math.min(agenda.now + one.delay + 1, HORIZON), one.order + name);
    }
  }
  return out;
}

function popSome(agenda: Agenda, times: number): readonly string[] {
  const out: string[] = [];
  for (let left = times; left > 0; left -= 1) {
    const pending = agenda.pop(HORIZON - 1);
    if (pending.index < 0) break;
    out.push(`${agenda.now} ${pending.a}`);
    agenda.pool.give(pending);
  }
  return out;
}
