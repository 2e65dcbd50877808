// Changes the program in one place at a time and asks whether the scenarios notice.
//
//   1. scripts/mutants/ holds the tables of mutations. (That a rule is missed when nobody watches it is a test of its own.)
//   2. Each mutant is bundled apart (no file of the project is touched) and plays the scenarios that should notice, until one fails.
//   3. It is noticed when that run fails. One that is not, or whose text is no longer there, fails this script.
//
// node scripts/mutants.mjs [part of a name …]

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MUTANTS as MACHINE } from "./mutants/kit-and-engine.mjs";
import { MUTANTS as SUN } from "./mutants/sun-enterprise.mjs";
import { MUTANTS as SVR5 } from "./mutants/svr5-ddi8.mjs";
import { MUTANTS as WINDOWS } from "./mutants/windows-dhp.mjs";
import { bundleProgram } from "./program/bundle.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Which scenarios should notice what is changed in a platform. */
const PLATFORMS = [
  {
    folder: "src/platforms/sun-enterprise",
    scenarios: ["scenarios/sun", "scenarios/tour"],
  },
  {
    folder: "src/platforms/windows-dhp",
    scenarios: ["scenarios/windows"],
  },
  {
    folder: "src/platforms/svr5-ddi8",
    scenarios: ["scenarios/svr5"],
  },
];
/** A mutant may run for ever. */
const TIME_LIMIT_MS = 60_000;

const wanted = process.argv.slice(2);
const mutants = [...MACHINE, ...SUN, ...WINDOWS, ...SVR5]
  .map(([name, file, from, to]) => ({ name, file, from, to }))
  .filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const scratch = mkdtempSync(join(ROOT, "node_modules/.drs-mutants-"));
try {
  await main();
} finally {
  rmSync(scratch, { recursive: true });
}

async function main() {
  const unchanged = await judge({ name: "the program as it is", file: "", from: "", to: "" }, 0);
  if (unchanged.verdict !== "survived") {
    console.error(`mutants: the scenarios must pass first\n${unchanged.output}`);
    process.exitCode = 1;
    return;
  }
  const queue = mutants.entries();
  const bad = [];
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (const [index, mutant] of queue) {
      const { verdict } = await judge(mutant, index + 1);
      if (verdict !== "noticed") bad.push(mutant);
      console.log(`${verdict.padEnd(10)} ${mutant.name}`);
    }
  });
  await Promise.all(workers);
  console.log(`\n${mutants.length - bad.length} of ${mutants.length} mutants noticed`);
  process.exitCode = bad.length === 0 ? 0 : 1;
}

async function judge(mutant, number) {
  const { file } = mutant;
  const program = join(scratch, `${number}.cjs`);
  if (!(await bundle(mutant, program))) return { verdict: "misplaced", output: "" };
  const { failed, output } = await play(program, scenariosFor(file));
  rmSync(program);
  return { verdict: failed ? "noticed" : "survived", output };
}

/** Bundles the command with one text replaced. False when the text is not there exactly once. */
async function bundle({ file, from, to }, program) {
  const changed = { isDone: file === "" };
  const mutate = {
    name: "mutate",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (file === "" || path !== join(ROOT, file)) return undefined;
        const text = readFileSync(path, "utf8");
        changed.isDone = text.split(from).length === 2;
        return { contents: text.replace(from, () => to), loader: "ts" };
      });
    },
  };
  const text = await bundleProgram({ plugins: [mutate] });
  writeFileSync(
    program,
    `${text}(module, require, __filename, (address) => import(address));\nmodule.exports.command();\n`,
  );
  return changed.isDone;
}

/** A platform's own scenarios for what is changed in it, all of them for anything else. */
function scenariosFor(file) {
  const platform = PLATFORMS.find(({ folder }) => file.startsWith(`${folder}/`));
  return platform?.scenarios ?? ["scenarios/"];
}

function play(program, scenarios) {
  return new Promise((resolve) => {
    const args = [program, "run", ...scenarios, "--bail", "--no-junit", "-j1"];
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, timeout: TIME_LIMIT_MS },
      (error, stdout, stderr) => resolve({ failed: error !== null, output: `${stdout}${stderr}` }),
    );
  });
}
