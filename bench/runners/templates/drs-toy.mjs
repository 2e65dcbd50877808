// The stories in the language of drs, on the platform of two states that is nearest to the other runners' toy.

import { fileURLToPath } from "node:url";

const DRS = fileURLToPath(new URL("../../../dist/drs.js", import.meta.url));

const DRIVERS = {
  "refuses-while-open": "refuses suspend while open",
  drains: "suspend takes 30ms",
  unsafe: "refuses suspend while open",
};

export const extension = "drs";

export const render = ({ stories }) => `platform toy\n${stories.map(scenario).join("")}`;

const scenario = (s) => `
scenario "${s.title}" {
  topology { device cpu6; device bank0; device ${s.device} using ${s.driver} }
  driver ${s.driver} { ${DRIVERS[s.policy]} }
  process ${s.process} { opens ${s.device} at ${s.openAtMs}ms until ${s.closeAtMs}ms }
  at ${s.firstAtMs}ms quiesce as first
  at ${s.secondAtMs}ms quiesce as second
  expect {
    ${said("first", s.first)}
    ${said("second", s.second)}
  }
}
`;

const said = (name, { ok, by }) => (ok ? `${name} succeeded` : `${name} refused naming ${by}`);

export const extra = {};

export const command = () => [process.execPath, DRS, "run", "tests", "--junit", "report.xml"];
