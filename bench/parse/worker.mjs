// One parser in a process of its own, since parsers that share one spoil each other's compiled code. Reads the corpus
// again and again; prints milliseconds of wall and CPU time for the first pass and, by median, for the settled ones.

import { median } from "../runners/statistics.mjs";
import { corpus, drsFile, drsStatements, featureFile, featureStatements } from "./corpus.mjs";
import { PARSERS } from "./parsers.mjs";

const { name, bytes, passes } = JSON.parse(process.argv[2]);
const { language, load } = PARSERS[name];
const files = corpus(language === "drs" ? drsFile : featureFile, bytes);
const begin = performance.now();
const parse = await load();
parse(files[0]);
const start = performance.now() - begin;

const times = [];
for (let pass = 0; pass < passes; pass++) times.push(once());
const [first, ...others] = times;
const settled = others.slice(Math.floor(others.length / 2));
const size = files.reduce((sum, file) => sum + file.length, 0);
const statements = files.reduce(
  (sum, file) => sum + (language === "drs" ? drsStatements(parse(file)) : featureStatements(file)),
  0,
);
const result = {
  size,
  statements,
  start,
  first,
  settled: settled.length === 0 ? first : middle(settled),
};
console.log(JSON.stringify(result));

function once() {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  for (const file of files) parse(file);
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - wall, cpu: (user + system) / 1000 };
}

function middle(list) {
  return { wall: median(list.map(({ wall }) => wall)), cpu: median(list.map(({ cpu }) => cpu)) };
}
