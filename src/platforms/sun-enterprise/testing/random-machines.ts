import fc from "fast-check";

// Random Sun machines as scenario texts. Drivers conform: they differ in how long they take and in what they refuse
// for, so that no rule is ever broken, whatever the operator does.

/** A node of a device tree, with the nodes behind it. */
export interface Node {
  readonly name: string;
  readonly text: string;
  /** The framework asks its driver. */
  readonly isAsked: boolean;
  readonly children: readonly Node[];
}

/** A scenario that holds whatever it is about, and what is known of its machine. */
export interface Machine {
  readonly text: string;
  /** Topmost nodes by slot. */
  readonly trees: readonly (readonly Node[])[];
}

const DRIVERS = [
  "driver quick {}",
  "driver slow { suspend takes 120ms; resume takes 30ms }",
  "driver bounded { drains within 2s; suspend takes 1ms }",
  "driver unsafe { suspend-unsafe; resume takes 7ms }",
  "driver moody { refuses suspend }",
  "driver tuned { needs tunable knob }",
];
const NAMES = ["quick", "quick", "quick", "slow", "slow", "bounded", "unsafe", "moody", "tuned"];
const KINDS = ["disk", "disk", "disk", "tape", "network", "serial"];

/** What a leaf is like, before it has a name. */
interface Leaf {
  readonly kind: string;
  readonly driver: string;
  readonly trait: "" | "no reg property" | "no driver attached" | "reserved" | "width 3";
}

interface Branch {
  readonly leaf: Leaf;
  readonly isBus: boolean;
  readonly children: readonly Branch[];
}

const leaf: fc.Arbitrary<Leaf> = fc.record({
  kind: fc.constantFrom(...KINDS),
  driver: fc.constantFrom(...NAMES),
  trait: fc.oneof(
    { weight: 8, arbitrary: fc.constant("" as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "no reg property" as const,
        "no driver attached" as const,
        "reserved" as const,
        "width 3" as const,
      ),
    },
  ),
});

const branchOf = (depth: number): fc.Arbitrary<Branch> =>
  fc.record({
    leaf,
    isBus: fc.boolean(),
    children: depth === 0 ? fc.constant([]) : fc.array(branchOf(depth - 1), { maxLength: 3 }),
  });

/** The nodes of one board, named `d0`, `d1`, … from a counter that goes on from board to board. */
function named(branches: readonly Branch[], next: { id: number }): readonly Node[] {
  return branches.map(({ leaf: { kind, driver, trait }, isBus, children }) => {
    const name = `d${next.id++}`;
    const head = isBus
      ? `bus ${name} using ${driver === "unsafe" ? "quick" : driver}`
      : `device ${name} : ${kind} using ${driver}`;
    const own = isBus ? "" : trait;
    const below = named(children, next);
    const body = [own, ...below.map(({ text }) => text)].filter((text) => text !== "");
    const text = body.length === 0 ? head : `${head} { ${body.join("; ")} }`;
    const isAsked = own !== "no reg property" && own !== "no driver attached";
    return { name, text, isAsked, children: below };
  });
}

const allOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [node, ...allOf(node.children)]);

/** Something that is on a device, by an index into all of them. */
interface Use {
  readonly on: number;
  readonly text: string;
}

const workload: fc.Arbitrary<Use> = fc.record({
  on: fc.nat(),
  text: fc.constantFrom(
    "every 7ms; takes 2ms",
    "rate 50/s; takes 15ms; times out after 10s",
    "outstanding 3; takes 20ms; count 400",
    "every 1s; takes 3s; count 2",
    "poisson; every 11ms; takes exponential 3ms; stops at 20s",
  ),
});

const process: fc.Arbitrary<Use> = fc.record({
  on: fc.nat(),
  text: fc.constantFrom(
    "opens @",
    "opens @ at 10ms; closes @ at 6s",
    "opens @; stops after 700ms",
    "opens @; exits at 4s",
    "blocked in the kernel",
    "blocked in the kernel from 2s; wakes at 9s",
    "stops in pass 2",
    "never stops",
    "realtime; bound to cpu1",
  ),
});

/** Actions; `@` is a device, `#` a slot, `%` a process. */
const action: fc.Arbitrary<Use> = fc.record({
  on: fc.nat(),
  text: fc.oneof(
    { weight: 7, arbitrary: fc.constant('run "cfgadm -x quiesce-test sysctrl0:slot0"') },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'run "cfgadm -y -c connect sysctrl0:#"',
        'run "cfgadm -y -c configure sysctrl0:#"',
        'run "cfgadm -c unconfigure sysctrl0:#"',
        'run "cfgadm -f -c disconnect sysctrl0:#"',
        'run "cfgadm -y -c unconfigure sysctrl0:slot0"',
      ),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        "kill %",
        "open @ for %",
        "close @ for %",
        "wake %",
        "unplumb @",
        "reserve @",
        "release @",
        "set tunable knob 1",
        "lose supply",
        "add supply",
        "temperature of # rises",
        "fault @ refuses suspend once",
      ),
    },
  ),
});

const PROFILES = ["exx00", "guide", "ngdr"];
const SWITCHES = [
  "",
  "allow-blocked-threads false",
  "skip-user-threads true",
  "check-user-stop-result false",
  "skip-kernel-threads false",
  "hardware-watchdog false",
  "rt-policy refuse",
];

/** A machine with what runs on it and what is done to it. Commands never overlap. */
export const machine: fc.Arbitrary<Machine> = fc
  .record({
    profile: fc.constantFrom(...PROFILES),
    setting: fc.constantFrom(...SWITCHES),
    boards: fc.array(
      fc.record({
        state: fc.constantFrom("configured", "configured", "unconfigured", "disconnected"),
        branches: fc.array(branchOf(2), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    workloads: fc.array(workload, { maxLength: 3 }),
    processes: fc.array(process, { minLength: 1, maxLength: 3 }),
    actions: fc.array(fc.tuple(fc.nat({ max: 4000 }), action), { minLength: 1, maxLength: 6 }),
  })
  .map(({ profile, setting, boards, workloads, processes, actions }) => {
    const next = { id: 0 };
    const trees = boards.map(({ branches }) => named(branches, next));
    const everything = trees.flatMap(allOf);
    const nodes = everything.filter(({ isAsked }) => isAsked);
    const on = (index: number): string | undefined =>
      nodes[index % Math.max(1, nodes.length)]?.name;
    const filled = ({ on: index, text }: Use): string | undefined => {
      const device = on(index);
      if (device === undefined && text.includes("@")) return undefined;
      return text
        .replaceAll("@", device ?? "")
        .replaceAll("#", `slot${1 + (index % boards.length)}`)
        .replaceAll("%", `p${index % processes.length}`);
    };
    const lines = [
      `platform sun-enterprise { profile ${profile}; ${setting} }`,
      "topology {",
      "  board slot0 { cpu 0..2; memory bank0 1GiB permanent }",
      ...boards.map(
        ({ state }, index) =>
          `  board slot${index + 1} type dual-sbus { state ${state}; ${(trees[index] ?? []).map(({ text }) => text).join("; ")} }`,
      ),
      "}",
      ...DRIVERS,
      "daemon pageout { stops after 40ms }",
      ...workloads.flatMap((use, index) => {
        const device = on(use.on);
        return device === undefined ? [] : [`workload w${index} on ${device} { ${use.text} }`];
      }),
      ...processes.map((use, index) => `process p${index} { ${filled(use) ?? ""} }`),
      'scenario "random" {',
      ...actions.flatMap(([delay, use]) => {
        const text = filled(use);
        return text === undefined ? [] : [`  after ${delay}ms ${text}`];
      }),
      "  expect machine.memory == intact",
      "}",
    ];
    return { text: lines.join("\n"), trees };
  });
