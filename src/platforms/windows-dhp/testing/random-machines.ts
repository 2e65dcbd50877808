import fc from "fast-check";
import type { Machine } from "../../../kit/testing/machine.ts";
import { BEHAVIOUR_FORMS } from "../vocabulary/behaviours.ts";

// Random partitions as scenario texts: any tree of devices, any mixture of faults, any operations one after or beside
// the other. What may be broken is known from what was put in.

interface Leaf {
  readonly kind: string;
  readonly driver: string;
  readonly trait: string;
}

interface Branch {
  readonly leaf: Leaf;
  readonly children: readonly Branch[];
}

const DRIVERS = [
  "driver quick {}",
  "driver slow { D3 takes 700ms; D0 takes 1300ms; query takes 20ms }",
  "driver wide { serves 4 at a time; D3 takes 3ms; D0 takes 5ms }",
  "driver drains { stops requests by draining; D3 takes 30ms }",
  "driver requeues { stops requests by requeuing; D0 takes 11ms }",
  "driver suspends { stops requests by suspending; D3 takes 7ms; D0 takes 17ms }",
  "driver aware { has a processor callback; stop takes 3ms; start takes 9ms }",
  "driver absent { takes no part in the rebalance; D3 takes 90ms }",
];
const NAMES = DRIVERS.map((text) => text.split(" ")[1] ?? "");

const leaf: fc.Arbitrary<Leaf> = fc.record({
  kind: fc.constantFrom("disk", "disk", "net", "hid", "bus"),
  driver: fc.constantFrom(...NAMES),
  trait: fc.oneof(
    { weight: 6, arbitrary: fc.constant("") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "inrush",
        "nonpageable",
        "in the paging path",
        "armed for wake",
        "filter quick",
      ),
    },
  ),
});

const branchOf = (depth: number): fc.Arbitrary<Branch> =>
  fc.record({
    leaf,
    children: depth === 0 ? fc.constant([]) : fc.array(branchOf(depth - 1), { maxLength: 3 }),
  });

/** Behaviours that break a rule, as they are written, with the rule. */
const FAULTS: readonly (readonly [text: string, rule: string])[] = BEHAVIOUR_FORMS.flatMap(
  (form) => ("breaks" in form ? [[form.example, form.breaks] as const] : []),
);

/** Rules that are broken in the wake of another fault, or by a time-out that is too short. */
const IN_THE_WAKE: Readonly<Record<string, readonly string[]>> = {
  "WIN-SP-01": ["WIN-DMA-01"],
  "WIN-SP-06": ["WIN-DMA-01", "WIN-DMA-02", "WIN-IO-07", "WIN-SP-03"],
  "WIN-IO-01": ["WIN-DMA-01", "WIN-DMA-02"],
  "WIN-IO-04": ["WIN-DMA-01", "WIN-DMA-02"],
  "WIN-IO-07": ["WIN-SP-03"],
  "WIN-AF-01": ["WIN-IO-07"],
  "WIN-DMA-01": ["WIN-DMA-02"],
  "WIN-DMA-02": ["WIN-DMA-01"],
  "WIN-D3-04": ["WIN-DMA-01", "WIN-DMA-02"],
  "WIN-HA-02": ["WIN-HA-06"],
  "WIN-QP-03": ["WIN-IO-04"],
};

/** Rules whose breach may bring the system down. */
const FATAL: ReadonlySet<string> = new Set([
  "WIN-SP-02",
  "WIN-SP-03",
  "WIN-SP-04",
  "WIN-SP-05",
  "WIN-SP-07",
  "WIN-IO-07",
  "WIN-HA-07",
  "WIN-SP-08",
]);

/** Something that is on a device, by an index into all of them. */
interface Use {
  readonly on: number;
  readonly text: string;
}

const workload: fc.Arbitrary<Use> = fc.record({
  on: fc.nat(),
  text: fc.constantFrom(
    "every 7ms; takes 2ms; count 900",
    "rate 50/s; takes 15ms; times out after 10s; count 400",
    "outstanding 3; takes 20ms; count 300",
    "every 1s; takes 3s; count 2",
    "poisson; every 11ms; takes exponential 3ms; stops at 8s",
    "rate 100/s; takes 1ms; times out after 800ms; retried 2 times; count 700",
    "rate 100/s; takes 1ms; times out after 50ms; timed from dispatch; count 700",
  ),
});

const operation = fc.constantFrom(
  "replace MEM1 with MEMS",
  "replace MEM1 with MEMS",
  "replace CPU1 with CPUS",
  "replace MEM0 with MEMS",
  "add CPUS",
  "add MEMS",
  "add IOHS",
  "simulate replace",
  "sleep for 100ms",
  "sleep critical",
  "rebalance",
);

const OTHER = [
  "pull @",
  "remove @",
  "unload driver of @",
  "dpc of @ on cpu1",
  "MEMS becomes unready",
];

const SWITCHES = [
  "",
  "passive-copy false; copy-bandwidth 64GiB",
  "clock-in-quiesce running; freeze-user-at never",
  "query-reject-policy override",
  "send-query false",
  "power-irp-workers 1",
  "swap-rollback true",
  "multi-level-rebalance true",
  "dirty-rate 1GiB",
  "quiesce-timeout 300ms",
  "timer-basis dispatch",
];

const CHIPSETS: readonly (readonly [text: string, mayEnd: boolean])[] = [
  ["", false],
  ["", false],
  ["", false],
  ["mirrors memory in hardware", false],
  ["MirrorPhysicalMemory fails once", false],
  ["SetProcessorId fails", false],
  ["Swap fails", true],
];

/** A machine with what runs on it, what is wrong with it and what is done to it. `faultsMax` faults at most. */
export const machineWith = (faultsMax: number): fc.Arbitrary<Machine> =>
  fc
    .record({
      setting: fc.constantFrom(...SWITCHES),
      chipset: fc.constantFrom(...CHIPSETS),
      branches: fc.array(branchOf(2), { minLength: 1, maxLength: 3 }),
      workloads: fc.array(workload, { maxLength: 3 }),
      faults: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...FAULTS), fc.boolean()), {
        maxLength: faultsMax,
      }),
      actions: fc.array(
        fc.tuple(
          fc.boolean(),
          fc.nat({ max: 4000 }),
          fc.nat(),
          fc.oneof(
            { weight: 3, arbitrary: operation },
            { weight: 1, arbitrary: fc.constantFrom(...OTHER) },
          ),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ setting, chipset: [chipset, chipsetEnds], branches, workloads, faults, actions }) => {
      const names: string[] = [];
      const write = ({ leaf: { kind, driver, trait }, children }: Branch): string => {
        const name = `v${names.length}`;
        names.push(name);
        const body = [trait, ...children.map(write)].filter((text) => text !== "").join("; ");
        return `device ${name} : ${kind} using ${driver} { ${body} }`;
      };
      const tree = branches.map(write).join("\n  ");
      const at = (index: number): string => names[index % names.length] ?? "v0";
      const lines = [
        `platform windows-dhp { ${setting} }`,
        "topology {",
        "  unit CPU0 { processor 0 }; unit CPU1 { processor 1 }",
        "  unit MEM0 { memory 8GiB }; unit MEM1 { memory 8GiB }",
        "  spare CPUS { processor 2 }; spare MEMS { memory 8GiB }",
        "  spare IOHS { host bridge { device w0 : bus { device w1 : disk using slow } } }",
        `  ${tree}`,
        "}",
        ...DRIVERS,
        chipset === "" ? "" : `chipset { ${chipset} }`,
        ...workloads.map(({ on, text }, index) => `workload l${index} on ${at(on)} { ${text} }`),
        'scenario "random" {',
        ...faults.map(
          ([on, [text], isOnce]) => `  fault ${at(on)} ${text}${isOnce ? " once" : ""}`,
        ),
        ...actions.map(
          ([isAfter, ms, on, text]) =>
            `  ${isAfter ? "after" : "at"} ${ms}ms ${text.replaceAll("@", at(on))}`,
        ),
        "  expect cpu0.state != absent",
        "}",
      ];
      const rules = faults.flatMap(([, [, rule]]) => [rule, ...(IN_THE_WAKE[rule] ?? [])]);
      const mayBreak = new Set([...rules, "WIN-TO-01"]);
      // A power IRP may be lost, or the replace driver fail for good.
      const mayEnd = chipsetEnds || rules.some((rule) => FATAL.has(rule));
      return {
        text: lines.join("\n"),
        mayBreak,
        mayFail: (kind) => mayEnd && (kind === "panic" || kind === "hang"),
      };
    });
