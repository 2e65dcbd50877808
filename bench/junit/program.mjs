// What bench/junit/run.mjs measures: node program.mjs <mode> <cases> <cases a file> <report>.
// Writes its peak memory in kB to standard output.

import { openSync, writeFileSync, writeSync } from "node:fs";

const FAILS_EVERY = 10;

const [mode, casesText, perFileText, path] = process.argv.slice(2);
process.on("exit", () => writeSync(1, String(process.resourceUsage().maxRSS)));

async function run(cases, perFile) {
  const accept = await consumers[mode](Math.ceil(cases / perFile));
  for (let index = 0; index < cases; index += 1) {
    const file = `scenarios/f${String(Math.floor(index / perFile)).padStart(6, "0")}.drs`;
    const isFirst = index % perFile === 0;
    if (isFirst)
      accept({
        kind: "file-started",
        source: source(file),
        classname: file.slice(0, -4).replaceAll("/", "."),
        scenarios: perFile,
      });
    accept(finished(file, index));
    if (index % perFile === perFile - 1 || index === cases - 1) {
      accept({ kind: "file-finished", file, verdict: "passed", wallMs: 1 });
    }
  }
  accept({ kind: "run-finished", interrupted: false, totals: {} });
  accept.close?.();
}

function source(file) {
  return { file, text: `scenario "of ${file}" {\n  expect first succeeded\n}\n` };
}

function finished(file, index) {
  const isFailed = index % FAILS_EVERY === 0;
  const span = { file, start: 26, end: 48 };
  return {
    kind: "scenario-finished",
    scenario: {
      file,
      classname: file.slice(0, -4).replaceAll("/", "."),
      name: `scenario number ${index} of a long run`,
      line: 1 + index,
      tags: [],
    },
    result: {
      verdict: isFailed ? "failed" : "passed",
      failures: isFailed ? [failure(span, index)] : [],
      noted: [],
      vacuous: [],
      assertions: 2,
      virtualTime: 1_000_000 * index,
      steps: 100,
      traceHash: "00c0ffee00c0ffee",
      seed: index,
    },
    wallMs: index % 7,
    replay: `drs run ${file}:${1 + index} --seed ${index}`,
    platform: "sun-enterprise",
    options: [],
    sources: [source(file)],
  };
}

function failure(span, index) {
  return {
    kind: "expectation",
    message: `first succeeded: first.outcome was refused (${index})`,
    time: 1_000_000 * index,
    span,
    parts: [{ text: "first.outcome", value: "refused", span }],
    trail: [{ time: 5_000_000, text: "tar opened st4" }],
    notes: [],
  };
}

/** Each gives a function that takes the events; \`close\` ends the report. */
const consumers = {
  events: async () => () => {},
  drs: async (files) => {
    const { reporter } = await import("../../src/reporters/junit/index.ts");
    const junit = { profile: "ci", time: "wall", attachments: "relative", root: "/", casesMax: 0 };
    const report = reporter.open({ junit });
    const descriptor = openSync(path, "w");
    const write = (pieces) => {
      for (const { place, text } of pieces) {
        if (place === "end") writeSync(descriptor, text);
        else writeSync(descriptor, text, 0);
      }
    };
    const accept = (event) => write(report.accept(event));
    accept({
      kind: "run-started",
      version: "0.1.0",
      startedAt: "2026-08-22T10:00:00Z",
      hostname: "ci-1",
      deterministic: false,
      files,
    });
    accept.close = () => write(report.close());
    return accept;
  },
  plain: async () => {
    const { default: library } = await import("junit-report-builder");
    const builder = library.newBuilder().name("drs");
    let suite = builder.testSuite();
    const accept = (event) => {
      if (event.kind === "file-started") suite = builder.testSuite().name(event.source.file);
      if (event.kind === "scenario-finished") addPlain(suite, event);
    };
    accept.close = () => writeFileSync(path, builder.build());
    return accept;
  },
};

/** As the library's manual shows it. */
function addPlain(suite, { scenario, result, wallMs, replay }) {
  const node = suite
    .testCase()
    .className(scenario.classname)
    .name(scenario.name)
    .file(scenario.file)
    .time(wallMs / 1000);
  for (const { message, parts } of result.failures) {
    node
      .property("drs.replay", replay)
      .failure(message, "AssertionFailure")
      .stacktrace(`${message}\n${parts[0].text} = ${parts[0].value}`);
  }
}

if (mode !== "empty") await run(Number(casesText), Number(perFileText));
