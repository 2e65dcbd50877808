// Runs the benches, one after the other.
//
//   npm run bench                          all of them
//   npm run bench -- runners engine        those named
//   npm run bench -- runners start         a bench with arguments of its own: the words that name no bench
//
// Each bench is a folder with a program `run.mjs`, which prints tables and writes nothing. What it printed is kept
// in results/<bench>.json, with the machine that it ran on; nothing else in the repository changes.

import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const RESULTS = join(HERE, "results");

const benches = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, "run.mjs")));
const words = process.argv.slice(2);
const named = words.filter((word) => benches.includes(word));
const others = words.filter((word) => !benches.includes(word));
if (named.length === 0 && others.length > 0) {
  console.error(`no bench is named ${others[0]}; there are ${benches.join(", ")}`);
  process.exit(3);
}

mkdirSync(RESULTS, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "drs-bench-"));
try {
  for (const name of named.length > 0 ? named : benches) {
    console.log(`── ${name} ${"─".repeat(60 - name.length)}\n`);
    const code = await runBench(name, join(scratch, `${name}.json`));
    if (code === 0) continue;
    console.error(`bench ${name} ended with ${code}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true });
}

/** Runs one bench, shows and keeps what it prints; gives its exit code. */
async function runBench(name, figuresPath) {
  const loadBefore = loadavg();
  const child = spawn(process.execPath, [join(HERE, name, "run.mjs"), ...others], {
    cwd: join(HERE, ".."),
    env: { ...process.env, DRS_BENCH_FIGURES: figuresPath },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stdout.write(text);
  });
  const code = await new Promise((done) => child.on("close", done));
  const figures = existsSync(figuresPath) ? JSON.parse(readFileSync(figuresPath, "utf8")) : null;
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  const load = { before: loadBefore, after: loadavg() };
  const kept = {
    bench: name,
    words: others,
    code,
    machine,
    load,
    output: output.split("\n"),
    figures,
  };
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(kept, null, 1)}\n`);
  console.log();
  return code;
}
