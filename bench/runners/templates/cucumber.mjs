// The stories in Gherkin, for cucumber-js.

export const extension = "feature";

export const render = ({ name, stories }) =>
  `Feature: quiescence ${name}\n${stories.map(scenario).join("")}`;

const scenario = (s) => `
  Scenario: ${s.title}
    Given device ${s.device} is a ${s.kind} using ${s.driver}
    And driver ${s.driver} follows ${s.policy}
    And process ${s.process} opens ${s.device} at ${s.openAtMs} ms and closes it at ${s.closeAtMs} ms
    When "cfgadm -x quiesce-test sysctrl0:${s.board}" runs at ${s.firstAtMs} ms as first
    And "cfgadm -x quiesce-test sysctrl0:${s.board}" runs at ${s.secondAtMs} ms as second
    Then first ${said(s.first)}
    And second ${said(s.second)}
`;

const said = ({ ok, reason, by }) => (ok ? "succeeds" : `is refused with ${reason} naming ${by}`);

const STEPS = `import assert from "node:assert/strict";
import { Given, Then, When, World, setWorldConstructor } from "@cucumber/cucumber";
import { Machine } from "./machine.mjs";

setWorldConstructor(class extends World { machine = new Machine(); outcomes = {}; });

Given("device {word} is a {word} using {word}", function (name, kind, driver) { this.machine.device(name, kind, driver); });
Given("driver {word} follows {word}", function (name, policy) { this.machine.driver(name, policy); });
Given("process {word} opens {word} at {int} ms and closes it at {int} ms", function (_, device, from, to) { this.machine.process(device, from, to); });
When("{string} runs at {int} ms as {word}", function (_, at, name) { this.outcomes[name] = this.machine.quiesceTest(at); });
Then("{word} succeeds", function (name) { assert.deepEqual(this.outcomes[name], { ok: true, reason: "NONE", by: "nobody" }); });
Then("{word} is refused with {word} naming {word}", function (name, reason, by) { assert.deepEqual(this.outcomes[name], { ok: false, reason, by }); });
`;

const PROFILE = `export default { paths: ["tests/**/*.feature"], import: ["steps.mjs"], format: ["summary", "junit:report.xml"] };\n`;

export const extra = { "steps.mjs": STEPS, "cucumber.mjs": PROFILE };

export const command = () => [process.execPath, "node_modules/@cucumber/cucumber/bin/cucumber.js"];
