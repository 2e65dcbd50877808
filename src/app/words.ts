/** A word of results and reports, explained. */
export interface WordEntry {
  readonly what: "verdict" | "outcome" | "failure";
  readonly title: string;
  readonly explanation: string;
  /** Something in which it shows, as one would write it. */
  readonly wrong?: string;
  /** The same, put right. */
  readonly right?: string;
}

/** Every verdict of a scenario, outcome of an operation and kind of failure, by the word that reports use. */
export const WORDS = {
  passed: {
    what: "verdict",
    title: "everything that the scenario expects came true",
    explanation:
      "Every expectation held, no rule or invariant was broken that the scenario did not expect to be broken, and " +
      "no operation hung or panicked unnoticed. A scenario with `expect failure` passes when it fails.",
  },
  failed: {
    what: "verdict",
    title: "something that must hold did not",
    explanation:
      "Of a scenario: an expectation, rule, invariant, deadline or hang; the report shows the values of the parts and " +
      "what led there. Of an operation: it ended with an error other than a refusal.",
    wrong: "expect first succeeded",
    right: "expect first failed",
  },
  inconclusive: {
    what: "verdict",
    title: "a bound was reached before there was an answer",
    explanation:
      "The run had more events, virtual time or wall time than allowed. Either the scenario never comes to an end, " +
      "for instance because a workload has no last request, or the bound is too small: `--max-events`, " +
      "`--max-time`, `--wall-timeout`. `run for 10s` gives a scenario a definite end.",
  },
  skipped: {
    what: "verdict",
    title: "the scenario was not played",
    explanation: "It bears the tag `@skip`, or the run was a `--dry-run`. Skipping fails nothing.",
    wrong: '@skip\nscenario "not now" { … }',
    right: 'scenario "now" { … }',
  },
  invalid: {
    what: "verdict",
    title: "the text of the file is wrong",
    explanation:
      "The file could not be read, parsed or checked, so nothing in it was played. Each mistake has a code; " +
      "`drs explain DRS…` says more about it. The other files are played all the same.",
  },
  succeeded: {
    what: "outcome",
    title: "the operation did all that it was asked",
    explanation: "Every phase came to its end and nobody refused.",
    right: "expect first succeeded",
  },
  refused: {
    what: "outcome",
    title: "somebody said no, and everything was undone",
    explanation:
      "A participant refused a request of a phase. Whatever had been done before was undone in reverse order. " +
      "`with` names the class of the error and `naming` who refused.",
    right: "expect first refused with SUSPEND naming st4",
  },
  panicked: {
    what: "outcome",
    title: "the simulated machine went down",
    explanation:
      "A refusal at a point of no return, or a broken machine, ended the simulated world. A panic fails the scenario " +
      "unless one of its expectations names it and holds.",
    right: "expect first panicked",
  },
  hung: {
    what: "outcome",
    title: "the operation never came to an end",
    explanation:
      "Nothing happened for as long as the watchdog allows, or nothing was left that could happen. The report says " +
      "for whom the operation was waiting. A hang fails the scenario unless one of its expectations names it and holds.",
    right: "expect first hung",
  },
  expectation: {
    what: "failure",
    title: "an expectation did not hold",
    explanation: "The report shows its place, the value of each of its parts, and the moment.",
  },
  rule: {
    what: "failure",
    title: "a platform rule was broken unexpectedly",
    explanation:
      "Rules are always on. A scenario that means to break one says so; a violation that only follows from an " +
      "expected one is noted and does not fail. `drs rules` lists them.",
    wrong: "fault NIC0 rejects query-power",
    right: "fault NIC0 rejects query-power\nexpect rule WIN-QP-01 violated by NIC0",
  },
  invariant: {
    what: "failure",
    title: "the protocol itself did not keep its promise",
    explanation:
      "Invariants hold in every run, save those that a declared fault was meant to break. A broken one means that the " +
      "model of the platform is wrong, or that a fault has an effect that it should not have.",
  },
  deadline: {
    what: "failure",
    title: "something came too late",
    explanation: "An expectation with `within` was still false when its time was over.",
  },
  deadlock: {
    what: "failure",
    title: "everybody waits for somebody else",
    explanation: "Nothing was pending any more, and an operation had not ended.",
  },
  hang: {
    what: "failure",
    title: "an operation hung and no expectation says so",
    explanation: "See `drs explain hung`.",
  },
  panic: {
    what: "failure",
    title: "the simulated machine went down and no expectation says so",
    explanation: "See `drs explain panicked`.",
  },
  "unexpected-pass": {
    what: "failure",
    title: "a failure that was expected did not come",
    explanation:
      "The scenario says `expect failure` and passes. Remove the line: the defect is gone.",
    wrong: 'expect failure "the driver loses requests"',
  },
  limit: {
    what: "failure",
    title: "a bound on events or virtual time was reached",
    explanation: "See `drs explain inconclusive`.",
  },
  "wall-timeout": {
    what: "failure",
    title: "playing took too long by the clock on the wall",
    explanation: "See `drs explain inconclusive`. `--wall-timeout` allows more.",
  },
  engine: {
    what: "failure",
    title: "drs itself has a fault",
    explanation:
      "This is no mistake of the scenario. The message says how to report it; the exit code is 70.",
  },
} as const satisfies Readonly<Record<string, WordEntry>>;
