// No runner at all: read the files, split the lines, play the steps, write JUnit. What the same reading, playing and
// reporting costs when there is nothing else.

export const extension = "txt";

export const render = ({ stories }) => stories.map(scenario).join("\n");

const scenario = (s) => `scenario ${s.title}
  device ${s.device} ${s.kind} ${s.driver}
  driver ${s.driver} ${s.policy}
  process ${s.device} ${s.openAtMs} ${s.closeAtMs}
  at ${s.firstAtMs} quiesce-test first
  at ${s.secondAtMs} quiesce-test second
  expect first ${said(s.first)}
  expect second ${said(s.second)}
`;

const said = ({ ok, reason, by }) => `${ok} ${reason} ${by}`;

const PROGRAM = `import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { Machine } from "./machine.mjs";

const xml = ['<?xml version="1.0"?>\\n<testsuites>\\n'];
let failed = 0;
for (const file of readdirSync("tests").sort()) {
  let machine, outcomes;
  const cases = [];
  for (const line of readFileSync("tests/" + file, "utf8").split("\\n")) {
    const [word, ...rest] = line.trim().split(" ");
    if (word === "scenario") {
      machine = new Machine();
      outcomes = {};
      cases.push({ title: rest.join(" "), why: "" });
    } else if (word === "device") machine.device(rest[0], rest[1], rest[2]);
    else if (word === "driver") machine.driver(rest[0], rest[1]);
    else if (word === "process") machine.process(rest[0], Number(rest[1]), Number(rest[2]));
    else if (word === "at") outcomes[rest[2]] = machine.quiesceTest(Number(rest[0]));
    else if (word === "expect") {
      const { ok, reason, by } = outcomes[rest[0]];
      if (String(ok) === rest[1] && reason === rest[2] && by === rest[3]) continue;
      cases.at(-1).why += line;
      failed += 1;
    }
  }
  xml.push('<testsuite name="', file, '" tests="', String(cases.length), '">\\n');
  for (const { title, why } of cases) xml.push('<testcase name="', title, why === "" ? '"/>\\n' : '"><failure message="' + why + '"/></testcase>\\n');
  xml.push("</testsuite>\\n");
}
writeFileSync("report.xml", xml.join("") + "</testsuites>\\n");
process.exitCode = failed > 0 ? 1 : 0;
`;

export const extra = { "run.mjs": PROGRAM };

export const command = () => [process.execPath, "run.mjs"];
