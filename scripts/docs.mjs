// Writes the generated parts of the documents.
//
//   1. Each of SOURCES exports `referenceTables()`: for each name, a piece of Markdown.
//   2. A document shows a piece between `<!-- begin NAME -->` and `<!-- end NAME -->`.
//   3. This script fills them in. With --check it changes nothing and fails if something is stale.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { writeIfChanged } from "./write.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["src/app/reference.ts", "src/cli/reference.ts"];
const FOLDERS = [".", "docs", "grammar", "scenarios", "src", "reports"];
const PLACE = /(<!-- begin ([a-z0-9-]+) -->\n)([\s\S]*?)(<!-- end \2 -->)/g;

const isCheck = process.argv.includes("--check");
const tables = Object.assign({}, ...(await Promise.all(SOURCES.map(referenceTables))));
const stale = markdownFiles().filter(refresh);

for (const path of stale) console.error(`docs: ${path} ${isCheck ? "is stale" : "rewritten"}`);
if (isCheck && stale.length > 0) process.exitCode = 1;

/** Fills in one document and says whether it changed, or would change. */
function refresh(path) {
  const before = readFileSync(join(ROOT, path), "utf8");
  const after = before.replace(PLACE, (_, begin, name, __, end) => {
    if (tables[name] === undefined) throw new Error(`${path}: there is no piece named ${name}`);
    return `${begin}\n${tables[name].trim()}\n\n${end}`;
  });
  if (!isCheck) writeIfChanged(join(ROOT, path), after);
  return after !== before;
}

/** Every Markdown file at the top and, at any depth, in the folders that hold documents. */
function markdownFiles() {
  return FOLDERS.flatMap((folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder), { recursive: folder !== "." }).map((path) =>
          join(folder, path),
        )
      : [],
  )
    .filter((path) => path.endsWith(".md"))
    .sort();
}

/** Bundles the tables' source beside the installed packages, where it can still find them. */
async function referenceTables(source) {
  if (!existsSync(join(ROOT, source))) {
    console.error(`docs: ${source} is missing, nothing to generate`);
    return {};
  }
  const scratch = mkdtempSync(join(ROOT, "node_modules/.drs-docs-"));
  try {
    const outfile = join(scratch, "reference.mjs");
    await build({
      absWorkingDir: ROOT,
      entryPoints: [source],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      logLevel: "warning",
    });
    const { referenceTables: make } = await import(pathToFileURL(outfile).href);
    return make();
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
