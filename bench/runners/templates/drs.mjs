// The stories in the language of drs, on the platform sun-enterprise.

import { fileURLToPath } from "node:url";

const DRS = fileURLToPath(new URL("../../../dist/drs.js", import.meta.url));

const DRIVERS = {
  "refuses-while-open": "", // what a tape driver owes anyway
  drains: " { drains within 30s }",
  unsafe: " { suspend-unsafe }",
};

const HEAD = `platform sun-enterprise

topology {
  board slot0 { cpu 0..1; memory bank0 1GiB permanent }
  board slot3 { cpu 6..7; memory bank0 2GiB }
}
`;

export const extension = "drs";

export const render = ({ stories }) => `${HEAD}${stories.map(scenario).join("")}`;

const scenario = (s) => `
scenario "${s.title}" {
  topology { board ${s.board} { bus sbus3 { device ${s.device} : ${s.kind} using ${s.driver} } } }
  driver ${s.driver}${DRIVERS[s.policy]}
  process ${s.process} { opens ${s.device} at ${s.openAtMs}ms; closes ${s.device} at ${s.closeAtMs}ms }
  at ${s.firstAtMs}ms run "cfgadm -x quiesce-test sysctrl0:${s.board}" as first
  at ${s.secondAtMs}ms run "cfgadm -x quiesce-test sysctrl0:${s.board}" as second
  expect {
    ${said("first", s.first)}
    ${said("second", s.second)}
  }
}
`;

const said = (name, { ok, reason, by }) =>
  ok ? `${name} succeeded` : `${name} refused with ${reason} naming ${by}`;

export const extra = {};

export const command = () => [process.execPath, DRS, "run", "tests", "--junit", "report.xml"];
