// One queue, one server: customers come at random, wait their turn, are served and leave. Customers are
// messages, the queue is the server's mailbox, service is a timer; the trace is hashed and one invariant
// watches it. Prints one line of JSON.
//
//   node mm1.mjs <customers>

import { standing } from "../../src/engine/announcer.ts";
import { Kernel, Pause } from "../../src/engine/kernel.ts";
import { Monitors } from "../../src/engine/monitors.ts";
import { exponentialTicks } from "../../src/kit/exponential.ts";
import type { Handler } from "../../src/model/component.ts";
import { component } from "../../src/model/component.ts";
import { eventKind, messageKind } from "../../src/model/kinds.ts";
import type { Invariant } from "../../src/model/rule.ts";
import { monitor } from "../../src/model/rule.ts";

const NEXT = messageKind("next");
const CUSTOMER = messageKind("customer");
const SERVED = messageKind("served");
const ARRIVED = eventKind("arrived");
const LEFT = eventKind("left");

const SECOND = 1_000_000_000;

interface Source {
  readonly made: number;
}
interface SourceConfig {
  readonly server: number;
  readonly customers: number;
  readonly meanGap: number;
}

interface Server {
  readonly busy: boolean;
  readonly served: number;
  /** Ticks that customers have spent here, all together. */
  readonly spent: number;
}
interface ServerConfig {
  readonly meanService: number;
}

const arrive: Handler<Source, SourceConfig> = ({ made }, _, effects, config) => {
  effects.emit(ARRIVED, effects.self, made);
  effects.send(config.server, CUSTOMER, made, effects.now);
  if (made + 1 < config.customers) {
    effects.sendAfter(exponentialTicks(effects.random(0), config.meanGap), effects.self, NEXT);
  }
  return { made: made + 1 };
};

const take: Handler<Server, ServerConfig> = (state, { a, b }, effects, config) => {
  if (state.busy) {
    effects.defer();
    return state;
  }
  effects.startTimer(SERVED, exponentialTicks(effects.random(0), config.meanService), a, b);
  return { busy: true, served: state.served, spent: state.spent };
};

const release: Handler<Server, ServerConfig> = (state, { a, b }, effects) => {
  effects.emit(LEFT, effects.self, a);
  effects.recall();
  return { busy: false, served: state.served + 1, spent: state.spent + effects.now - b };
};

const firstComeFirstServed: Invariant = {
  id: "MM1-1",
  text: "Customers leave in the order in which they came.",
  source: "[bench]",
  exceptions: "none",
  monitor: monitor<number>({
    scope: "run",
    kinds: [ARRIVED, LEFT],
    initial: 0,
    step: (left, { kind, value, subject }, seen) => {
      if (kind === ARRIVED) return left;
      if (value !== left) seen.violate(subject, `${value} left before ${left}`);
      return left + 1;
    },
  }),
};

const kernel = new Kernel();
const monitors = new Monitors(kernel, { rules: [], invariants: [firstComeFirstServed] });
const table = standing(monitors.listeners);

function play(customers: number): void {
  const source = { name: "Source", on: [[NEXT, arrive]] } as const;
  const server = {
    name: "Server",
    on: [
      [CUSTOMER, take],
      [SERVED, release],
    ],
  } as const;
  kernel.reset({
    components: [
      component<Source, SourceConfig>({
        name: "source",
        kind: "source",
        class: source,
        config: { server: 1, customers, meanGap: SECOND / 0.9 },
        initial: { made: 0 },
      }),
      component<Server, ServerConfig>({
        name: "server",
        kind: "server",
        class: server,
        config: { meanService: SECOND },
        initial: { busy: false, served: 0, spent: 0 },
      }),
    ],
    seed: 1,
    identity: "bench/mm1",
    recording: false,
    standing: table,
  });
  monitors.reset();
  kernel.perform([{ to: 0, kind: NEXT }], -1);
  const end = kernel.run(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (end !== Pause.idle || monitors.breaches.length > 0) throw new Error("the bench is broken");
}

const customers = Number(process.argv[2] ?? 2_000_000);
const rounds = Number(process.argv[3] ?? 1);
for (let round = 0; round < rounds; round += 1) {
  const before = process.cpuUsage();
  play(customers);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const state = kernel.cells[1]?.state as Server;
  console.log(
    JSON.stringify({
      customers,
      seconds,
      messages: kernel.steps,
      customersPerSecond: Math.round(customers / seconds),
      messagesPerSecond: Math.round(kernel.steps / seconds),
      meanSeconds: state.spent / customers / SECOND,
      hash: kernel.announcer.digits(),
    }),
  );
}
