// The stories as tests of Node's own runner.

export const extension = "test.mjs";

export const render = ({ name, stories }) => `import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Machine } from "../machine.mjs";

describe("quiescence ${name}", () => {
${stories.map(scenario).join("")}});
`;

const scenario = (s) => `  test("${s.title}", () => {
    const machine = new Machine();
    machine.device("${s.device}", "${s.kind}", "${s.driver}");
    machine.driver("${s.driver}", "${s.policy}");
    machine.process("${s.device}", ${s.openAtMs}, ${s.closeAtMs});
    const first = machine.quiesceTest(${s.firstAtMs});
    const second = machine.quiesceTest(${s.secondAtMs});
    assert.deepEqual(first, ${JSON.stringify(s.first)});
    assert.deepEqual(second, ${JSON.stringify(s.second)});
  });
`;

export const extra = {};

const REPORT = ["--test-reporter=junit", "--test-reporter-destination=report.xml"];

export const command = (files) => [
  process.execPath,
  "--test",
  ...REPORT,
  ...files.map((name) => `tests/${name}.test.mjs`),
];
