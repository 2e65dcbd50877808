import type { RunEvent, SourceText } from "../../model/run-event.ts";
import type { FailureKind } from "../../model/verdict.ts";
import type { SampleFile, SampleFrame } from "./events.ts";
import { diagnostic, eventsOf, failure, result, spanOf } from "./events.ts";

/** A run that has every verdict, every kind of failure and both kinds of diagnostic, each at least once. */

const SECOND = 1_000_000_000;

const TAPE: SourceText = {
  file: "scenarios/sun/tape.drs",
  text: `platform sun-enterprise
import "../lab/boards.drs"

scenario "a closed tape drive lets the machine fall silent" {
  at 1s run "cfgadm -x quiesce-test sysctrl0:slot3" as only
  expect only succeeded
}

scenario "an open tape drive refuses quiescence" {
  process tar { opens st4 at 10ms }
  at 100ms run "cfgadm -x quiesce-test sysctrl0:slot3" as first
  at 20s   kill tar
  expect {
    first refused with SUSPEND naming st4
    io(db).lost == 0
    first.elapsed <= 5s
  }
}

scenario "drives of the next generation" {
  expect device(st9).state == ready
}
`,
};

const BOARDS: SourceText = {
  file: "scenarios/lab/boards.drs",
  text: "topology {\n  board slot3 { bus sbus3 { device st4 : tape using st } }\n}\n",
};

const KINDS: SourceText = {
  file: "scenarios/windows/kinds.drs",
  text: `platform windows-dhp

scenario "rule" { expect rule WIN-QP-01 violated }
scenario "invariant" { expect swap succeeded }
scenario "deadline" { expect eventually MEM1.state == in-use within 1s of swap.end }
scenario "deadlock" { at 5s replace MEM1 with MEMS as swap }
scenario "hang" { at 6s replace MEM1 with MEMS as swap2 }
scenario "panic" { at 7s replace MEM1 with MEMS as swap3 }
scenario "unexpected-pass" { expect failure "MEM1 is known to be lost" }
scenario "engine" { at 8s replace MEM1 with MEMS as swap4 }
`,
};

const BOUNDS: SourceText = {
  file: "scenarios/svr5/bounds.drs",
  text: `platform svr5-ddi8

scenario "limit" { expect eventually ready }
scenario "wall-timeout" { expect sometimes ready }
scenario "known to fail" { expect failure "card 2 loses its key" }
scenario "tests nothing" { expect never dma(sd0) while quiesced }
`,
};

const BROKEN: SourceText = {
  file: "scenarios/broken.drs",
  text: 'platform sun-enterprise\nscenario "half" {\n  at 200 kill tar\n  expct first succeeded\n}\n',
};

const UNKNOWN: SourceText = {
  file: "scenarios/unknown.drs",
  text: 'platform sun-enterprise\nimport "lab/boards.drs"\nscenario "wrong" {\n  at 1s kill tra\n}\n',
};

const WARNED: SourceText = {
  file: "scenarios/warned.drs",
  text: 'platform sun-enterprise\nlet unused = 5ms\nscenario "fine" { expect true }\n',
};

const EMPTY: SourceText = { file: "scenarios/empty.drs", text: "platform sun-enterprise\n" };

function tapeFile(): SampleFile {
  const refusal = spanOf(TAPE, "first refused with SUSPEND naming st4");
  const lost = spanOf(TAPE, "io(db).lost == 0");
  return {
    source: TAPE,
    imports: [BOARDS],
    options: ["profile=ultra", "suspend-retries=3"],
    scenarios: [
      { name: "a closed tape drive lets the machine fall silent", tags: ["tape"], wallMs: 2.4 },
      {
        name: "an open tape drive refuses quiescence",
        tags: ["tape", "smoke"],
        wallMs: 12.6,
        attachments: ["reports/an-open-tape-drive.svg"],
        result: result({
          verdict: "failed",
          virtualTime: 21.5 * SECOND,
          failures: [
            failure({
              message: "first refused with SUSPEND naming st4: first.outcome was succeeded",
              time: 21.5 * SECOND,
              span: refusal,
              parts: [
                { text: "first.outcome", value: "succeeded", span: spanOf(TAPE, "first refused") },
                { text: "first.error", value: "none", span: spanOf(TAPE, "SUSPEND") },
                { text: "first.culprit", value: "nobody", span: spanOf(TAPE, "naming st4") },
              ],
              trail: [
                { time: 10_000_000, text: "tar opened st4", span: spanOf(TAPE, "process tar") },
                {
                  time: 100_000_000,
                  text: "the operator ran cfgadm -x quiesce-test sysctrl0:slot3",
                  span: spanOf(TAPE, "at 100ms"),
                },
                { time: 130_500_000, text: "st4 was suspended although it was open" },
              ],
              notes: ["st is declared to suspend unsafely (scenarios/lab/boards.drs)"],
            }),
            failure({
              message: "io(db).lost == 0: io(db).lost was 7",
              time: 21.5 * SECOND,
              span: lost,
              parts: [{ text: "io(db).lost", value: "7", span: spanOf(TAPE, "io(db).lost") }],
            }),
          ],
          noted: [
            {
              rule: "SUN-SS-02",
              who: "st4",
              what: "suspended while open",
              time: 130_500_000,
              why: "expected",
            },
          ],
        }),
      },
      {
        name: "drives of the next generation",
        result: result({
          verdict: "skipped",
          assertions: 0,
          virtualTime: 0,
          skipReason: "needs st9",
        }),
      },
    ],
  };
}

const KIND_CASES = [
  { kind: "rule", part: "rule WIN-QP-01 violated", rule: "WIN-QP-01" },
  { kind: "invariant", part: "swap succeeded", rule: "WIN-INV-1" },
  { kind: "deadline", part: "eventually MEM1.state == in-use within 1s of swap.end" },
  { kind: "deadlock", part: "at 5s replace MEM1 with MEMS as swap" },
  { kind: "hang", part: "at 6s replace MEM1 with MEMS as swap2" },
  { kind: "panic", part: "at 7s replace MEM1 with MEMS as swap3" },
  { kind: "unexpected-pass", part: 'expect failure "MEM1 is known to be lost"' },
  { kind: "engine", part: "at 8s replace MEM1 with MEMS as swap4" },
] as const satisfies readonly { kind: FailureKind; part: string; rule?: string }[];

function kindsFile(): SampleFile {
  return {
    source: KINDS,
    platform: "windows-dhp",
    scenarios: KIND_CASES.map((row) => ({
      name: row.kind,
      at: `scenario "${row.kind}"`,
      result: result({
        verdict: "failed",
        ...(row.kind === "unexpected-pass" ? { expectedFailure: "MEM1 is known to be lost" } : {}),
        failures: [
          failure({
            kind: row.kind,
            message: `the ${row.kind} that this scenario is about`,
            time: 5 * SECOND,
            span: spanOf(KINDS, row.part),
            ...("rule" in row ? { rule: row.rule } : {}),
          }),
        ],
      }),
    })),
  };
}

function boundsFile(): SampleFile {
  const bound = (kind: "limit" | "wall-timeout", message: string, part: string) => ({
    name: kind,
    at: `scenario "${kind}"`,
    wallMs: kind === "limit" ? 850 : 60_000,
    result: result({
      verdict: "inconclusive",
      assertions: 0,
      failures: [failure({ kind, message, span: spanOf(BOUNDS, part), time: 3 * SECOND })],
    }),
  });
  const known = failure({
    message: "card2.key == k17: card2.key was none",
    span: spanOf(BOUNDS, 'expect failure "card 2 loses its key"'),
  });
  return {
    source: BOUNDS,
    platform: "svr5-ddi8",
    scenarios: [
      bound("limit", "10,000,000 events were not enough", "eventually ready"),
      bound("wall-timeout", "the scenario ran for 60s of wall time", "sometimes ready"),
      {
        name: "known to fail",
        result: result({ failures: [known], expectedFailure: "card 2 loses its key" }),
      },
      {
        name: "tests nothing",
        result: result({
          vacuous: [
            {
              message: "`never dma(sd0) while quiesced` was never tested: quiesced never held",
              span: spanOf(BOUNDS, "never dma(sd0) while quiesced"),
            },
          ],
        }),
      },
    ],
  };
}

function invalidFiles(): readonly SampleFile[] {
  return [
    {
      source: BROKEN,
      diagnostics: [
        diagnostic({
          code: "DRS1004",
          message: "a duration needs its unit",
          span: spanOf(BROKEN, "200"),
          label: "expected a duration such as `200ms`",
          help: ["write `200ms`"],
        }),
        diagnostic({
          code: "DRS1001",
          message: "`expct` begins no statement here",
          span: spanOf(BROKEN, "expct"),
          notes: ["a scenario holds declarations, timeline statements and expectations"],
        }),
      ],
    },
    {
      source: UNKNOWN,
      imports: [BOARDS],
      diagnostics: [
        diagnostic({
          code: "DRS2001",
          message: "there is no process `tra`",
          span: spanOf(UNKNOWN, "tra"),
          label: "not declared",
          related: [
            { span: spanOf(BOARDS, "st4"), message: "devices are declared here (see topology)" },
          ],
        }),
      ],
    },
  ];
}

const WARNED_FILE: SampleFile = {
  source: WARNED,
  diagnostics: [
    diagnostic({
      code: "DRS2009",
      severity: "warning",
      message: "`unused` is never used",
      span: spanOf(WARNED, "unused"),
    }),
  ],
  scenarios: [{ name: "fine", result: result({ seed: 7 }) }],
};

/** The files of the sample run, in path order. */
function sampleFiles(): readonly SampleFile[] {
  const files = [
    tapeFile(),
    kindsFile(),
    boundsFile(),
    ...invalidFiles(),
    WARNED_FILE,
    { source: EMPTY },
  ];
  return files.sort((one, other) => (one.source.file < other.source.file ? -1 : 1));
}

/** All events of the sample run. */
export function sampleRun(frame: SampleFrame = {}): readonly RunEvent[] {
  return eventsOf(sampleFiles(), frame);
}

/** A run in which everything passed. */
export function passingRun(frame: SampleFrame = {}): readonly RunEvent[] {
  const { scenarios = [], ...tape } = tapeFile();
  return eventsOf([{ ...tape, scenarios: scenarios.slice(0, 1) }], frame);
}
