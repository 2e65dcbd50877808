// Bundles the program into dist/.
//
//   drs.js, worker.js   start the command, and a worker thread of it
//   load.js             loads the program for them (scripts/program/load.cjs)
//   drs-HASH.js         the program with everything it needs, dependencies too: one file starts faster than forty
//   drs-HASH.code       what V8 made of it while it played some scenarios (scripts/program/compile.cjs)
//   package.json        says that these are CommonJS
//   library/            the library, an ES module
//
// Unchanged files are not touched, and files of earlier builds are removed. With --if-present missing sources are a
// notice and not a failure; with --no-code nothing is compiled in advance.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleLibrary, bundleProgram } from "./program/bundle.mjs";
import { writeIfChanged } from "./write.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "dist");
const SOURCES = ["src/cli/program.ts", "src/index.ts"];

/** What is played while the code is made: most of the program, in a second. */
const REHEARSAL = ["run", "scenarios/", "-j1", "--reporter", "junit=-"];

const missing = SOURCES.filter((source) => !existsSync(join(ROOT, source)));
if (missing.length > 0) {
  console.error(`build: ${missing.join(", ")} is missing`);
  process.exitCode = process.argv.includes("--if-present") ? 0 : 1;
} else {
  const [program, library] = await Promise.all([bundleProgram(), bundleLibrary()]);
  const hash = createHash("sha256").update(program).digest("hex").slice(0, 12);
  const name = `drs-${hash}`;
  const load = readFileSync(join(ROOT, "scripts/program/load.cjs"), "utf8");
  const files = {
    [`${name}.js`]: program,
    "load.js": load.replaceAll("NAME", name),
    "worker.js": `require("./load.js").work();\n`,
    "package.json": `{ "type": "commonjs" }\n`,
    "library/index.js": library,
    "library/package.json": `{ "type": "module" }\n`,
  };
  for (const [file, text] of Object.entries(files)) writeIfChanged(join(DIST, file), text);
  if (!process.argv.includes("--no-code")) compile(name);
  const command = `#!/usr/bin/env node\nrequire("./load.js").command();\n`;
  writeIfChanged(join(DIST, "drs.js"), command, 0o755);
  removeAllBut([...Object.keys(files), "drs.js", `${name}.code`]);
}

/** Makes the code, unless it is there. Without it everything works, so that a failure is a notice. */
function compile(name) {
  const code = join(DIST, `${name}.code`);
  if (existsSync(code)) return;
  const part = `${code}.${process.pid}.tmp`;
  const compiler = join(ROOT, "scripts/program/compile.cjs");
  const words = [compiler, join(DIST, `${name}.js`), part, ...REHEARSAL];
  try {
    execFileSync(process.execPath, words, { cwd: ROOT, stdio: "ignore" });
  } catch {
    console.error("build: the scenarios do not pass, which is no matter of the build");
  }
  if (existsSync(part)) renameSync(part, code);
}

function removeAllBut(kept) {
  for (const file of readdirSync(DIST)) {
    if (file !== "library" && !kept.includes(file) && !file.endsWith(".tmp"))
      rmSync(join(DIST, file), { recursive: true });
  }
}
