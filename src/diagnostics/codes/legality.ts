import type { CodeTable } from "../code-entry.ts";
import { block, declarations, expectation, QUIESCE, scenario, scenarioAlone } from "./examples.ts";

/** A toy machine with one workload and one operation. */
const workload = (statements: string): string => `platform toy

topology { device sd0 }
workload db on sd0 { ${statements} }

scenario "nothing is lost while the machine is quiet" {
  at 1s quiesce as first

  expect {
    first succeeded
    io(db).lost == 0
  }
}
`;

/** A bus with a disk, which a workload uses. */
const BUS = `platform toy

topology { bus b0 { device sd0 } }
workload db on sd0 { every 5ms; takes 2ms }
`;

/** A scenario of a Sun machine in which an operator types a command. */
const cfgadm = (command: string): string => `platform sun-enterprise

topology { board slot3 { cpu 6..7; memory bank0 2GiB } }

${block('scenario "an example"', [`at 1s run "${command}" as first`, "expect first.ended"])}`;

/** A toy machine with a single device. */
const chainOf = (kind: string): string => `platform svr5-ddi8
driver d : ${kind}
topology { bus p { slot s { card c { function f0 using d; function f1 using d } } } }
chain lan { device f0; device f1 }
scenario "one" {
  at 1s suspend f0 as first
  expect first succeeded
}
`;

const oneDevice = `platform toy

${scenarioAlone("topology { device sd0 }", "at 1s quiesce as first", "expect first succeeded")}`;

/** More devices than one machine may have. */
const manyDevices = (): string =>
  Array.from({ length: 20_001 }, (_, index) => `device sd${index}`).join("; ");

/** DRS4xxx: what a platform does not allow. Codes from DRS4100 on are given while its world is built. */
export const LEGALITY_CODES = {
  DRS4001: {
    title: "a file names no platform",
    explanation:
      "What statements exist and what they mean depends on the machine, so a file with scenarios names its platform, " +
      "itself or through an import: `platform sun-enterprise`.",
    wrong: scenarioAlone("run for 1s", "expect 1s < 2s"),
    right: `platform toy\n\n${QUIESCE}`,
  },
  DRS4002: {
    title: "a file has two platforms",
    explanation:
      "All scenarios of a file run on one platform, and what it imports is about the same one. Put scenarios of " +
      "another platform into a file of their own.",
    wrong: `platform toy\nplatform toy\n\n${QUIESCE}`,
    right: `platform toy\n\n${QUIESCE}`,
  },
  DRS4003: {
    title: "the platform has no such option",
    explanation:
      "The options of a platform are listed in its reference page, with their defaults and sources.",
    wrong: `platform toy { hold 50ms }\n\n${QUIESCE}`,
    right: `platform toy { hold-time 50ms }\n\n${QUIESCE}`,
  },
  DRS4004: {
    title: "the platform has no such profile",
    explanation:
      "A profile is a named set of options. The platform's reference page lists its profiles.",
    wrong: `platform toy { profile unusual }\n\n${QUIESCE}`,
    right: `platform toy { profile usual }\n\n${QUIESCE}`,
  },
  DRS4005: {
    title: "an option is given twice",
    explanation:
      "Each option of a platform is given at most once, since only one of two values could count.",
    wrong: `platform toy { hold-time 50ms; hold-time 60ms }\n\n${QUIESCE}`,
    right: `platform toy { hold-time 60ms }\n\n${QUIESCE}`,
  },
  DRS4006: {
    title: "an option is not a name and a value",
    explanation:
      "An option is written as its name and one value, with nothing between and nothing behind.",
    wrong: `platform toy { hold-time = 50ms }\n\n${QUIESCE}`,
    right: `platform toy { hold-time 50ms }\n\n${QUIESCE}`,
  },
  DRS4007: {
    title: "an imported file holds scenarios",
    explanation:
      "An import brings in declarations and values. Scenarios of the other file run when that file is run, and not " +
      "from here; what both share is better kept in a file of its own.",
    wrong: `platform toy\nimport "imported/with-scenario.drs"\n\n${QUIESCE}`,
    right: `platform toy\n\n${QUIESCE}`,
  },
  DRS4008: {
    title: "a statement is unknown, or in the wrong place",
    explanation:
      "No statement of the platform begins with this word here. Perhaps it is misspelt, or it belongs into the block " +
      "of another statement, or it is something to do and needs its time: `at 1s kill tar`.",
    wrong: declarations("proces dump { opens sd0 }"),
    right: declarations("process dump { opens sd0 }"),
  },
  DRS4009: {
    title: "something in a statement does not fit",
    explanation:
      "The statement begins like one of the platform and goes on in a way that none of its forms allows. The notes " +
      "show how it is written: `<name>` stands for something of yours, and what is in `[ ]` may be left out.",
    wrong: declarations("process dump { opens sd0 af 10ms }"),
    right: declarations("process dump { opens sd0 at 10ms }"),
  },
  DRS4010: {
    title: "the end of a statement is missing",
    explanation:
      "The statement stops where more of it must follow. The notes show how it is written.",
    wrong: scenario("at 1s quiesce as first", "at 2s kill", "expect first succeeded"),
    right: scenario("at 1s quiesce as first", "at 2s kill tar", "expect first succeeded"),
  },
  DRS4011: {
    title: "a block does not belong here",
    explanation: "This statement says all that it has to say on its line and takes no `{ … }`.",
    wrong: scenario("at 1s quiesce { }", "expect quiesced at 2s"),
    right: scenario("at 1s quiesce", "expect not quiesced at 2s"),
  },
  DRS4012: {
    title: "a block is missing",
    explanation:
      "This statement says nothing without its block: `{ … }` behind it, on the same line.",
    wrong: `platform toy\n\ntopology\n\n${QUIESCE}`,
    right: `platform toy\n\ntopology { device sd0 }\n\n${QUIESCE}`,
  },
  DRS4013: {
    title: "something is said twice",
    explanation:
      "A block says this at most once, since only one of the two could count. In a scenario a statement that the " +
      "file has too replaces the file's, and is no repetition.",
    wrong: declarations("driver sd { suspend takes 30ms; suspend takes 40ms }"),
    right: declarations("driver sd { suspend takes 40ms }"),
  },
  DRS4014: {
    title: "a statement makes no sense to the platform",
    explanation:
      "Every part of the statement is of the right kind, and together they describe something that cannot exist on " +
      "this platform. The message says why.",
    wrong: `platform sun-enterprise\n\ntopology { board left { cpu 0..1 } }\n`,
    right: `platform sun-enterprise\n\ntopology { board slot0 { cpu 0..1 } }\n`,
  },
  DRS4015: {
    title: "a label where nothing begins",
    explanation:
      "`as name` gives a name to what a statement starts: an operation. This statement starts nothing that could be " +
      "asked about later.",
    wrong: scenario("at 1s quiesce as first", "at 2s kill tar as second", "expect first succeeded"),
    right: scenario("at 1s quiesce as first", "at 2s kill tar", "expect first succeeded"),
  },
  DRS4016: {
    title: "`at`, `after` and `when` are mixed up",
    explanation:
      "`at` takes a time that is known beforehand, counted from the start. `after` takes a moment of the run, such " +
      "as `first.end`, or a delay since the statement before. `when` takes a condition.",
    wrong: scenario("at 1s quiesce as first", "at first.end kill tar", "expect first succeeded"),
    right: scenario("at 1s quiesce as first", "after first.end kill tar", "expect first succeeded"),
  },
  DRS4017: {
    title: "`order` needs two things that happen",
    explanation:
      "`order a before b` pins which of two things at one instant comes first. Each is an event, an operation or a " +
      "moment of one; a condition happens at no single moment.",
    wrong: expectation("order transfer(sd0) before quiesced"),
    right: expectation("order transfer(sd0) before suspend(sd0)"),
  },
  DRS4018: {
    title: "an examples table does not add up",
    explanation:
      "Each row of a table has one cell for each column, and a table has at most 10,000 rows.",
    wrong: scenario(
      "examples {",
      "  | start | limit |",
      "  | 1s    |",
      "}",
      "at start quiesce as first",
      "expect first succeeded and first.elapsed < limit",
    ),
    right: scenario(
      "examples {",
      "  | start | limit |",
      "  | 1s    | 2s    |",
      "}",
      "at start quiesce as first",
      "expect first succeeded and first.elapsed < limit",
    ),
  },
  DRS4019: {
    title: "a scenario says twice what it says once",
    explanation: "A scenario has one `run for`, one `expect failure` and one table of examples.",
    wrong: scenario("run for 5s", "run for 6s", "at 1s quiesce as first", "expect first succeeded"),
    right: scenario("run for 6s", "at 1s quiesce as first", "expect first succeeded"),
  },
  DRS4020: {
    title: "an examples table has no rows",
    explanation: "A scenario runs once for each row of its table, and so never without any.",
    wrong: scenario(
      "examples {",
      "  | start |",
      "}",
      "at start quiesce as first",
      "expect first succeeded",
    ),
    right: scenario(
      "examples {",
      "  | start |",
      "  | 1s    |",
      "}",
      "at start quiesce as first",
      "expect first succeeded",
    ),
  },
  DRS4021: {
    title: "a statement comes after the end",
    explanation: "`run for` ends the scenario, so what is to happen later never does.",
    wrong: scenario(
      "run for 5s",
      "at 1s quiesce as first",
      "at 6s kill tar",
      "expect first succeeded",
    ),
    right: scenario(
      "run for 9s",
      "at 1s quiesce as first",
      "at 6s kill tar",
      "expect first succeeded",
    ),
  },
  DRS4022: {
    title: "a replacement takes away what is still used",
    explanation:
      "A scenario's declaration replaces the file's of the same name, with all that the file's one declared in its " +
      "block. Something else in the file refers to a part of that.",
    wrong: `${BUS}\n${scenarioAlone("topology { bus b0 { device st0 } }", "at 1s quiesce as first", "expect first succeeded")}`,
    right: `${BUS}\n${scenarioAlone("topology { bus b0 { device st0; device sd0 } }", "at 1s quiesce as first", "expect first succeeded")}`,
  },
  DRS4023: {
    title: "something that may not be there is referred to",
    explanation:
      "`maybe` leaves open whether a statement is there. What such a statement declares is missing in half of the " +
      "runs, so nothing outside it can refer to it.",
    wrong: scenario("at 1s maybe quiesce as first", "expect first succeeded"),
    right: scenario("at 1s quiesce as first", "at 2s maybe kill tar", "expect first succeeded"),
  },
  DRS4100: {
    title: "a workload does not say when its requests come",
    explanation:
      "A workload has exactly one source of requests. `every 5ms` and `rate 200/s` put them at even distances, and " +
      "`poisson` beside one of them makes the distances random. `outstanding 8` alone keeps eight requests under " +
      "way all the time. Without any of these no request would ever come, and with two it is not clear which is meant.",
    wrong: workload("takes 2ms"),
    right: workload("every 5ms; takes 2ms"),
  },
  DRS4101: {
    title: "a command line is not one of this platform's",
    explanation:
      "The text after `run` is a command as an operator types it. Its options, functions and attachment points are those of " +
      "the platform's manual; `docs/platforms/` lists the ones that are simulated.",
    wrong: cfgadm("cfgadm -z sysctrl0:slot3"),
    right: cfgadm("cfgadm -x quiesce-test sysctrl0:slot3"),
  },
  DRS4102: {
    title: "a command is about something that the machine does not have",
    explanation:
      "The command is well formed, but names an attachment point at which the topology has nothing. Declare what should be " +
      "there, or correct the name.",
    wrong: cfgadm("cfgadm -x quiesce-test sysctrl0:slot9"),
    right: cfgadm("cfgadm -x quiesce-test sysctrl0:slot3"),
  },
  DRS4103: {
    title: "things are put together that do not fit",
    explanation:
      "Each of them is well formed, but the platform knows of no machine that has them so: a failover chain of something that is " +
      "no NIC, a disk on something that is no storage adapter, a program that speaks of the record of an instance that it does not have.",
    wrong: chainOf("sdi"),
    right: chainOf("mdi"),
  },
  DRS4199: {
    title: "the machine is too large",
    explanation:
      "One scenario may have 20,000 parts: devices, boards, processes, workloads and operations together. No question " +
      "about reconfiguration needs as many; leave out what no operation and no expectation is about. A platform may have " +
      "limits of its own, as the systems had that it stands for.",
    wrong: oneDevice,
    right: oneDevice,
    grow: (wrong) => wrong.replace("device sd0", manyDevices()),
  },
} as const satisfies CodeTable;
