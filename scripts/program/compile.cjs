// Plays scenarios with the program and writes down what V8 made of it until then: all functions that were called are
// in it. Runs in a process of its own.
//
// node scripts/program/compile.cjs <program> <code> <word of the command…>

const { readFileSync, writeFileSync } = require("node:fs");
const { Script } = require("node:vm");

const [, , filename, code] = process.argv;
const script = new Script(readFileSync(filename, "latin1"), { filename });
const program = { exports: {} };
script.runInThisContext()(program, require, filename, (address) => import(address));
process.argv.splice(2, 2);
program.exports.command().then(() => {
  writeFileSync(code, script.createCachedData());
});
