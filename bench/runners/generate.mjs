// The same stories in one runner's words, in a folder of its own.

import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { files } from "./stories.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Runners there are words for. */
export const RUNNERS = ["floor", "drs", "drs-toy", "cucumber", "node-test"];

/** Writes everything that a runner needs into a new folder; gives the command that is run there. */
export async function generate({ runner, count, perFile, folder }) {
  const template = await import(`./templates/${runner}.mjs`);
  mkdirSync(join(folder, "tests"), { recursive: true });
  const names = [];
  for (const file of files(count, perFile)) {
    const path = join(folder, "tests", `${file.name}.${template.extension}`);
    writeFileSync(path, template.render(file));
    names.push(file.name);
  }
  // Ends the search for settings here.
  writeFileSync(join(folder, "package.json"), "{}\n");
  for (const [name, text] of Object.entries(template.extra))
    writeFileSync(join(folder, name), text);
  copyFileSync(join(HERE, "machine.mjs"), join(folder, "machine.mjs"));
  const modules = join(HERE, "node_modules");
  if (existsSync(modules)) symlinkSync(modules, join(folder, "node_modules"));
  return template.command(names);
}
