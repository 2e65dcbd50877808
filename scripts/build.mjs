// Bundles the program into dist/.
//
//   1. Each entry becomes one file; what it imports with `import()` becomes a chunk, loaded on first use.
//   2. Dependencies are bundled too: one file starts faster than forty.
//   3. Unchanged files are not touched, and files of earlier builds are removed.
//
// With --if-present a missing entry is a notice and not a failure.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeIfChanged } from "./write.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "dist");

// Each entry is bundled alone, so that the command does not share chunks with the library. The command
// starts the language server and the workers by the names of their files, without importing them.
// biome-ignore format: a table is read by rows and columns
const ENTRIES = [
  { name: "drs",    source: "src/cli/main.ts",   isRequired: true,  isCommand: true },
  { name: "worker", source: "src/cli/worker.ts", isRequired: false, isCommand: false },
  { name: "lsp",    source: "src/lsp/main.ts",   isRequired: false, isCommand: false },
  { name: "index",  source: "src/index.ts",      isRequired: false, isCommand: false },
];

const SHEBANG = "#!/usr/bin/env node\n";

// Bundled CommonJS packages ask for built-in modules by `require`, which ES modules lack.
const REQUIRE = `import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\n`;

const missing = ENTRIES.filter(
  (entry) => entry.isRequired && !existsSync(join(ROOT, entry.source)),
);
if (missing.length > 0) {
  console.error(`build: ${missing.map((entry) => entry.source).join(", ")} is missing`);
  process.exitCode = process.argv.includes("--if-present") ? 0 : 1;
} else {
  const present = ENTRIES.filter((entry) => existsSync(join(ROOT, entry.source)));
  const written = (await Promise.all(present.map(bundle))).flat();
  removeAllBut(new Set(written));
}

async function bundle({ name, source, isCommand }) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { [name]: source },
    outdir: DIST,
    chunkNames: `${name}-chunks/[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: false,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  for (const { path, text } of outputFiles) {
    const isEntry = path === join(DIST, `${name}.js`);
    const shebang = isEntry && isCommand ? SHEBANG : "";
    const prelude = text.includes("typeof require") ? REQUIRE : "";
    writeIfChanged(path, shebang + prelude + text.replace(SHEBANG, ""), shebang ? 0o755 : 0o644);
  }
  return outputFiles.map(({ path }) => relative(DIST, path));
}

function removeAllBut(kept) {
  for (const path of readdirSync(DIST, { recursive: true })) {
    if (path.endsWith(".js") && !kept.has(path)) rmSync(join(DIST, path));
  }
}
