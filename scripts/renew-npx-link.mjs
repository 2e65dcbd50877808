// Makes `npx drs` start the program that was just built.
//
// When a package starts its own command, npx keeps a link to it, one for each folder, and never looks at it again. If an
// earlier clone in the same place had nothing to link to, or a file of another name, every later clone there would end
// in `drs: not found`. A link of this folder that leads nowhere is therefore dropped; npx then makes a new one.

import { createHash } from "node:crypto";
import { existsSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { npm_config_cache: cache, npm_command: command } = process.env;

// npx prepares the package as well, while it makes the link.
if (cache && command !== "exec") {
  for (const folder of new Set([ROOT, realpathSync(ROOT)])) {
    const kept = join(cache, "_npx", nameOf(folder));
    if (existsSync(kept) && !existsSync(join(kept, "node_modules/.bin/drs")))
      rmSync(kept, { recursive: true, force: true });
  }
}

/** What npx calls its own folder for a package that lies in `folder`. */
function nameOf(folder) {
  return createHash("sha512").update(folder).digest("hex").slice(0, 16);
}
