import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20.19",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
  write: false,
};

// CommonJS has no address of its own, and a script that comes with compiled code cannot import: whoever loads it does.
const PROGRAM_HEAD =
  "(function (module, require, __filename, importModule) {" +
  `const moduleUrl = require("node:url").pathToFileURL(__filename).href;`;
const importModule = {
  name: "import-module",
  setup({ onLoad }) {
    onLoad({ filter: /\/cli\/import-module\.ts$/ }, () => ({
      contents: "const given = importModule;\nexport { given as importModule };",
    }));
  },
};

// Bundled CommonJS packages ask for built-in modules by `require`, which ES modules lack.
const LIBRARY_HEAD =
  `import { createRequire } from "node:module";\n` +
  "const require = createRequire(import.meta.url);\n";

/**
 * The text of the program: a script that is a function of (module, require, file name, import) and puts `command` and
 * `work` into the module. All of it is ASCII, so that it can be read without being decoded.
 */
export async function bundleProgram({ plugins = [] } = {}) {
  const text = await bundle({
    entryPoints: [join(ROOT, "src/cli/program.ts")],
    format: "cjs",
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: PROGRAM_HEAD },
    footer: { js: "})" },
    plugins: [importModule, ...plugins],
  });
  return text.replace(/[^\0-\x7f]/g, escaped);
}

/** Regular expressions keep what they are written with; in strings nothing is left to do. */
function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The text of the library, an ES module. */
export async function bundleLibrary() {
  const text = await bundle({ entryPoints: [join(ROOT, "src/index.ts")], format: "esm" });
  return text.includes("typeof require") ? LIBRARY_HEAD + text : text;
}

async function bundle(options) {
  const { outputFiles } = await build({ ...COMMON, ...options });
  return outputFiles[0].text;
}
