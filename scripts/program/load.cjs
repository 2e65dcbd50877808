// Loads the program: one script, and beside it what V8 once made of it. Node 20 keeps no compiled code between two
// starts by itself, and compiling is half of what a short run costs. Code that another V8 made is ignored.
//
// The build puts the name in the place of NAME. It holds a hash of the script, because V8 itself tells scripts of the
// same length not apart.

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const filename = join(__dirname, "NAME.js");
const script = new Script(readFileSync(filename, "latin1"), {
  filename,
  cachedData: compiled(),
});
script.runInThisContext()(module, require, filename, (address) => import(address));

/** Nothing when the build could not make it: then the program only starts slower. */
function compiled() {
  try {
    return readFileSync(join(__dirname, "NAME.code"));
  } catch {
    return undefined;
  }
}
