import fc from "fast-check";
import type { Machine } from "../../../kit/testing/machine.ts";
import { BEHAVIOUR_FORMS, CONTROLLER_FORMS } from "../vocabulary/behaviours.ts";

// Random machines as scenario texts: cards in slots and on the shelf, any mixture of faults, the operator and the resource
// manager's users one after or beside the other. What may be broken is known from what was put in.

const DRIVERS = [
  "driver quick : sdi",
  "driver slow : sdi { CFG_SUSPEND takes 700ms; CFG_RESUME takes 300ms; CFG_ADD takes 50ms; serves 4 at a time }",
  "driver takes_back : sdi { suspends jobs by requeuing; serves 8 at a time }",
  "driver single : plain { not multithreaded; CFG_SUSPEND takes 90ms }",
  "driver careful : plain { during CFG_ADD { begin own to write; delete SPEED of own; add SPEED 9 to own; end own }; during CFG_SUSPEND { begin own to read; count IRQ of own into seen; end own } }",
  "driver nic : mdi",
  "driver slow_nic : mdi { CFG_SUSPEND takes 70ms; CFG_RESUME takes 30ms }",
];
const DRIVER_NAMES = DRIVERS.map((text) => text.split(" ")[1] ?? "");

interface Card {
  readonly driver: string;
  readonly functions: number;
  readonly trait: string;
  readonly speed: number;
  readonly inSlot: boolean;
}

const card: fc.Arbitrary<Card> = fc.record({
  driver: fc.constantFrom(...DRIVER_NAMES),
  functions: fc.integer({ min: 1, max: 2 }),
  trait: fc.oneof(
    { weight: 5, arbitrary: fc.constant("") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "bound to cpu1",
        "bound to CG1",
        "line irq",
        "unbound",
        "not configured",
        "holds the root filesystem",
        "lacks IPL",
        "interrupts early",
        "fixed address",
      ),
    },
  ),
  speed: fc.constantFrom(66, 66, 66, 33),
  inSlot: fc.boolean(),
});

type Fault = readonly [text: string, rule: string, isOfSlot: boolean];

/** Behaviours that break a rule, as they are written, with the rule. Those of drivers as a whole are left out. */
const OF_DRIVERS: ReadonlySet<string> = new Set(["scans", "runs-early", "pauses-early"]);
const FAULTS: readonly Fault[] = [
  ...BEHAVIOUR_FORMS.flatMap((form) =>
    "breaks" in form && !OF_DRIVERS.has(form.id)
      ? [[form.example.replace("hba1", "f0").replace("cpu3", "cpu0"), form.breaks, false] as const]
      : [],
  ),
  ...CONTROLLER_FORMS.map(
    (form) => [form.example, "breaks" in form ? form.breaks : "", true] as const,
  ),
  ["fails CFG_SUSPEND with EBUSY", "", false],
  ["fails CFG_SUSPEND in detach with EIO", "", false],
  ["fails CFG_RESUME with EIO", "", false],
  ["fails CFG_ADD in register with ENOMEM", "", false],
  ["CFG_REMOVE takes 200ms", "", false],
];

/** Rules that are broken in the wake of another fault. */
const IN_THE_WAKE: Readonly<Record<string, readonly string[]>> = {
  "SVR5-INST-01": ["SVR5-CFG-04"],
  "SVR5-CFG-03": ["SVR5-CFG-04"],
  "SVR5-CFG-06": ["SVR5-CFG-04"],
  "SVR5-RM-03": ["SVR5-RM-02", "SVR5-RM-04"],
  "SVR5-CFG-09": ["SVR5-CFG-04", "SVR5-CFG-05"],
};

/** Rules whose breach makes something wait for ever. */
const HANGING: ReadonlySet<string> = new Set(["SVR5-SDI-05", "SVR5-MDI-04", "SVR5-RM-03"]);

interface Use {
  readonly on: number;
  readonly text: string;
}

const workload: fc.Arbitrary<Use> = fc.record({
  on: fc.nat(),
  text: fc.constantFrom(
    "every 7ms; takes 2ms; count 900",
    "rate 50/s; takes 15ms; times out after 2s; count 400",
    "outstanding 3; takes 20ms; count 300",
    "every 1s; takes 3s; count 2",
    "poisson; every 11ms; takes exponential 3ms; stops at 8s",
  ),
});

/** `@` a function, `#` another, `$` a slot, `%` a card. */
const ACTIONS = [
  "suspend @",
  "suspend @",
  "resume @",
  "resume @",
  "resume @ onto #",
  "modify @",
  "delete @",
  "add driver to @",
  "verify @",
  "open @",
  "close @",
  "hot-add $",
  "hot-add $",
  "power on $",
  "power off $",
  "remove $",
  "press button of $",
  "attention on $",
  "insert % into $",
  "insert % into $",
  "pull $",
  "open latch of $",
  "close latch of $",
  "configure @",
  "break @",
  "link of @ is lost",
  "link of @ is back",
  "stall CG1 for 300ms",
  "unload quick",
  "load quick",
  "shut down",
  "start writer",
  "start reader",
];

const SWITCHES = [
  "",
  "scope per-key",
  "readers snapshot",
  "grant random",
  "begin-cost 1ms; commit-cost 2ms; hold-warn 1s",
  "tree-read 50ms",
  "job-timer-in-suspend freeze",
  "hpci-unbind before",
  "nic-suspend refused",
  "shutdown-removes true",
  "open-suspended ok",
  "remote-access 1ms",
];

const action = fc.record({
  isAfter: fc.boolean(),
  ms: fc.nat({ max: 4000 }),
  text: fc.constantFrom(...ACTIONS),
  on: fc.nat(),
  other: fc.nat(),
});

const SLOTS = ["s0", "s1", "s2", "s3"];

interface Drawn {
  readonly setting: string;
  readonly cards: readonly Card[];
  readonly workloads: readonly Use[];
  readonly faults: readonly (readonly [on: number, fault: Fault, isOnce: boolean])[];
  readonly actions: readonly {
    readonly isAfter: boolean;
    readonly ms: number;
    readonly text: string;
    readonly on: number;
    readonly other: number;
  }[];
}

const pick = (names: readonly string[], index: number): string => names[index % names.length] ?? "";

function textOf({ setting, cards, workloads, faults, actions }: Drawn): string {
  const functions: string[] = [];
  const nics: string[] = [];
  const written = cards.map(({ driver, functions: count, trait, speed }, index) => {
    const bodies = Array.from({ length: count }, () => {
      const name = `f${functions.length}`;
      functions.push(name);
      if (driver.endsWith("nic")) nics.push(name);
      return `function ${name} using ${driver} { ${trait} }`;
    });
    return `card c${index} at ${speed} MHz { ${bodies.join("; ")} }`;
  });
  const placed = cards.flatMap(({ inSlot }, index) => (inSlot ? [index] : []));
  const slots = SLOTS.map((slot, place) => {
    const inside = placed[place];
    return `slot ${slot} { ${inside === undefined ? "" : written[inside]} }`;
  });
  const shelf = written.filter(
    (_, index) => placed.slice(0, SLOTS.length).includes(index) === false,
  );
  const lines = [
    `platform svr5-ddi8 { ${setting} }`,
    ...DRIVERS,
    "topology {",
    "  group CG0 { cpu 0 }; group CG1 { cpu 1 }",
    `  bus p0 in CG0 { ${slots.slice(0, 2).join("; ")} }`,
    `  bus p1 in CG1 { ${slots.slice(2).join("; ")} }`,
    ...shelf.map((text) => `  ${text}`),
    "}",
    nics.length > 0 ? `chain lan { ${nics.map((name) => `device ${name}`).join("; ")} }` : "",
    nics.length > 0 ? "workload frames on lan { every 13ms; takes 1ms; count 300 }" : "",
    "context writer { begin f0 to write; delete TUNE of f0; add TUNE 1 to f0; wait 20ms; end f0 }",
    "context reader { begin f0 to read; read IRQ of f0 into irq; end f0 }",
    ...workloads.map(
      ({ on, text }, index) => `workload l${index} on ${pick(functions, on)} { ${text} }`,
    ),
    'scenario "random" {',
    ...faults.map(
      ([on, [text, , isOfSlot], isOnce]) =>
        `  fault ${pick(isOfSlot ? SLOTS : functions, on)} ${text}${isOnce ? " once" : ""}`,
    ),
    ...actions.map(({ isAfter, ms, text, on, other }) => {
      const what = text
        .replaceAll("@", pick(functions, on))
        .replaceAll("#", pick(functions, other))
        .replaceAll("$", pick(SLOTS, on))
        .replaceAll("%", `c${other % cards.length}`);
      return `  ${isAfter ? "after" : "at"} ${ms}ms ${what}`;
    }),
    "  expect resmgr.open == 0",
    "}",
  ];
  return lines.join("\n");
}

/** A machine with what runs on it, what is wrong with it and what is done to it. `faultsMax` faults at most. */
export const machineWith = (faultsMax: number): fc.Arbitrary<Machine> =>
  fc
    .record({
      setting: fc.constantFrom(...SWITCHES),
      cards: fc.array(card, { minLength: 1, maxLength: 5 }),
      workloads: fc.array(workload, { maxLength: 3 }),
      faults: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...FAULTS), fc.boolean()), {
        maxLength: faultsMax,
      }),
      actions: fc.array(action, { minLength: 1, maxLength: 7 }),
    })
    .map((drawn) => {
      const rules = drawn.faults.flatMap(([, [, rule]]) => [rule, ...(IN_THE_WAKE[rule] ?? [])]);
      const mayHang = rules.some((rule) => HANGING.has(rule));
      return {
        text: textOf(drawn),
        mayBreak: new Set(rules),
        mayFail: () => mayHang,
      };
    });
