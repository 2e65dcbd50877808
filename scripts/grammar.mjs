// Generates the parser from the grammar.
//
//   1. Peggy compiles grammar/drs.peggy with the options in grammar/peggy.config.mjs.
//   2. If that file exports `postProcess(source)`, the generated JavaScript goes through it.
//   3. The result replaces src/syntax/generated/drs-parser.js and .d.ts, if it differs.
//
// With --if-present a missing grammar is a notice and not a failure.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeIfChanged } from "./write.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const GRAMMAR = join(ROOT, "grammar/drs.peggy");
const CONFIG = join(ROOT, "grammar/peggy.config.mjs");
const OUTPUT = join(ROOT, "src/syntax/generated");
const PEGGY = join(ROOT, "node_modules/peggy/bin/peggy.js");

if (existsSync(GRAMMAR) && existsSync(CONFIG)) {
  await generate();
} else {
  console.error(
    "grammar: grammar/drs.peggy and grammar/peggy.config.mjs are needed, one is missing",
  );
  process.exitCode = process.argv.includes("--if-present") ? 0 : 1;
}

async function generate() {
  const scratch = mkdtempSync(join(tmpdir(), "drs-grammar-"));
  try {
    runPeggy(join(scratch, "drs-parser.js"));
    const { postProcess = (source) => source } = await import(pathToFileURL(CONFIG).href);
    const parser = await postProcess(readFileSync(join(scratch, "drs-parser.js"), "utf8"));
    writeIfChanged(join(OUTPUT, "drs-parser.js"), parser);
    const types = readFileSync(join(scratch, "drs-parser.d.ts"), "utf8");
    writeIfChanged(join(OUTPUT, "drs-parser.d.ts"), types);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

// Peggy explains a mistake in the grammar itself; a stack trace of this script would add nothing.
function runPeggy(output) {
  const options = ["-c", CONFIG, "--format", "es", "--dts", "-o", output, GRAMMAR];
  try {
    execFileSync(process.execPath, [PEGGY, ...options], { cwd: ROOT, stdio: "inherit" });
  } catch {
    process.exit(1);
  }
}
