// The same scenarios told as drs files and as feature files, some three kilobytes each, from a seed. The drs files
// use every statement of the language in about the mixture that a test suite has.

/** A small generator of even quality: the same seed gives the same files on every machine. */
function dice(seed) {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e37_79b9) >>> 0;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  for (let round = 0; round < 8; round++) next();
  const below = (count) => next() % count;
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick: (list) => list[below(list.length)],
    chance: (percent) => below(100) < percent,
  };
}

const KINDS = [
  { kind: "tape", driver: "st" },
  { kind: "disk", driver: "sd" },
  { kind: "network", driver: "hme" },
  { kind: "serial", driver: "se" },
];
const TITLES = [
  "an open tape drive refuses quiescence, and closing it is the cure",
  "a busy disk drains before the silence",
  "one refusal takes back every suspend before it",
  "nothing is lost across a quiesce test",
];
const TAGS = [[], ["smoke"], ["tape", "slow"], ["nightly"]];

/** What both files of one seed tell. */
function story(seed) {
  const { below, between, pick, chance } = dice(seed);
  const boards = [];
  for (let slot = 0; slot < between(2, 3); slot++) {
    const devices = [];
    for (let unit = 0; unit < between(1, 3); unit++) {
      const { kind, driver } = pick(KINDS);
      devices.push({ kind, driver, name: `${driver}${slot * 8 + unit}` });
    }
    boards.push({
      slot: `slot${slot}`,
      bus: `sbus${slot}`,
      gibibytes: 2 ** between(0, 5),
      devices,
    });
  }
  const devices = boards.flatMap((board) => board.devices);
  const scenarios = [];
  for (let number = 0; number < between(4, 7); number++) {
    scenarios.push({
      number,
      title: `${pick(TITLES)} (${seed}.${number})`,
      tags: pick(TAGS),
      device: pick(devices).name,
      slot: pick(boards).slot,
      hasFault: chance(40),
      hasWorkload: chance(60),
      hasProcess: chance(60),
      hasNote: chance(30),
      isTable: number === 3,
      early: between(10, 90),
      late: between(100, 900),
      seconds: between(2, 60),
      expectations: Array.from({ length: between(2, 5) }, () => below(EXPECTATIONS.length)),
    });
  }
  return { seed, boards, drivers: [...new Set(devices.map(({ driver }) => driver))], scenarios };
}

const POLICIES = [
  { drs: "suspend takes 30ms", feature: "takes 30ms to suspend" },
  { drs: "suspend refuses while open", feature: "refuses to suspend while open" },
  {
    drs: "suspend drains within 30s; resume takes 1.5ms",
    feature: "drains within 30s and resumes in 1.5ms",
  },
];

const EXPECTATIONS = [
  {
    drs: (s) => `first refused with SUSPEND naming ${s.device}`,
    feature: (s) => `first is refused with SUSPEND naming ${s.device}`,
  },
  { drs: () => "second succeeded", feature: () => "second succeeds" },
  {
    drs: () => 'first failed with "System quiesce failure"',
    feature: () => 'first fails with "System quiesce failure"',
  },
  {
    drs: () => "io(db).lost == 0 and io(db).timed-out == 0",
    feature: () => "workload db has 0 requests lost and 0 timed out",
  },
  {
    drs: (s) => `never dma(${s.device}) while quiesced`,
    feature: (s) => `there is never a dma of ${s.device} while quiesced`,
  },
  {
    drs: (s) => `suspend(${s.device}) before quiesced`,
    feature: (s) => `${s.device} is suspended before the machine is quiesced`,
  },
  {
    drs: (s) => `eventually ${s.device}.state == running within ${s.seconds}s of second.end`,
    feature: (s) => `${s.device} is running within ${s.seconds}s of the end of second`,
  },
  {
    drs: (s) => `second.elapsed < ${s.late}ms + 2 * ${s.early}ms or not (first refused)`,
    feature: (s) =>
      `second takes less than ${s.late}ms and 2 times ${s.early}ms or first is not refused`,
  },
  {
    drs: (s) => `rule SUN-SS-02 violated by ${s.device}`,
    feature: (s) => `rule SUN-SS-02 is violated by ${s.device}`,
  },
];

/** A drs file. */
export function drsFile(seed) {
  const { boards, drivers, scenarios } = story(seed);
  const lines = [
    `# Quiescence on ${boards.length} boards, file ${seed}.`,
    "platform sun-enterprise { profile ngdr; watchdog 10min }",
    "",
    "topology {",
  ];
  for (const { slot, bus, gibibytes, devices } of boards) {
    lines.push(
      `  board ${slot} {`,
      `    cpu 0..1; memory bank0 ${gibibytes}GiB permanent`,
      `    bus ${bus} {`,
    );
    for (const { name, kind, driver } of devices)
      lines.push(`      device ${name} : ${kind} using ${driver}`);
    lines.push("    }", "  }");
  }
  lines.push("}", "");
  for (const [index, driver] of drivers.entries())
    lines.push(`driver ${driver} { ${POLICIES[index % POLICIES.length].drs} }`);
  for (const scenario of scenarios) lines.push(...drsScenario(scenario));
  return `${lines.join("\n")}\n`;
}

function* drsScenario(s) {
  const run = `run "cfgadm -x quiesce-test sysctrl0:${s.isTable ? "{slot}" : s.slot}"`;
  yield "";
  if (s.hasNote) yield "# The manual names the first device that refuses.";
  if (s.tags.length > 0) yield s.tags.map((tag) => `@${tag}`).join(" ");
  yield `scenario "${s.title}" {`;
  if (s.hasFault) yield `  fault ${s.device} delays suspend by ${s.early}ms`;
  if (s.hasWorkload)
    yield `  workload db on ${s.device} { every ${s.early}ms; takes 1.5ms; times out after ${s.seconds}s }`;
  if (s.hasProcess) yield `  process tar { opens ${s.device} at ${s.early}ms }`;
  yield `  at ${s.late}ms  ${run} as first`;
  if (s.hasProcess)
    yield `  after first.end + ${s.early}ms  kill tar     # which closes the device`;
  yield `  at ${s.seconds}s..${s.seconds + 5}s  ${run} as second`;
  if (s.isTable) yield* ["  examples {", "    | slot  |", "    | slot0 |", "    | slot1 |", "  }"];
  yield "";
  yield "  expect {";
  for (const index of s.expectations) yield `    ${EXPECTATIONS[index].drs(s)}`;
  yield* ["  }", "}"];
}

/** The same as a feature file. */
export function featureFile(seed) {
  const { boards, drivers, scenarios } = story(seed);
  const lines = [
    `# Quiescence on ${boards.length} boards, file ${seed}.`,
    `Feature: quiescence on sun-enterprise ${seed}`,
    "",
    "  Background:",
    "    Given the topology",
    "      | board | device | kind | driver |",
  ];
  for (const { slot, devices } of boards) {
    for (const { name, kind, driver } of devices)
      lines.push(`      | ${slot} | ${name} | ${kind} | ${driver} |`);
  }
  for (const [index, driver] of drivers.entries())
    lines.push(`    And driver ${driver} ${POLICIES[index % POLICIES.length].feature}`);
  for (const scenario of scenarios) lines.push(...featureScenario(scenario));
  return `${lines.join("\n")}\n`;
}

function* featureScenario(s) {
  const run = `"cfgadm -x quiesce-test sysctrl0:${s.isTable ? "<slot>" : s.slot}" runs`;
  yield "";
  if (s.hasNote) yield "  # The manual names the first device that refuses.";
  if (s.tags.length > 0) yield `  ${s.tags.map((tag) => `@${tag}`).join(" ")}`;
  yield `  Scenario${s.isTable ? " Outline" : ""}: ${s.title}`;
  if (s.hasFault) yield `    Given ${s.device} delays its suspend by ${s.early}ms`;
  if (s.hasWorkload)
    yield `    Given a workload db on ${s.device} every ${s.early}ms that takes 1.5ms and times out after ${s.seconds}s`;
  if (s.hasProcess) yield `    Given a process tar that opens ${s.device} at ${s.early}ms`;
  yield `    When ${run} at ${s.late}ms as first`;
  if (s.hasProcess) yield `    And tar is killed ${s.early}ms after the end of first`;
  yield `    And ${run} between ${s.seconds}s and ${s.seconds + 5}s as second`;
  for (const [number, index] of s.expectations.entries())
    yield `    ${number === 0 ? "Then" : "And"} ${EXPECTATIONS[index].feature(s)}`;
  if (s.isTable)
    yield* ["", "    Examples:", "      | slot  |", "      | slot0 |", "      | slot1 |"];
}

/** Whole files of one kind until there are `bytes` of text. Each is one flat string, so that no parser pays for joining. */
export function corpus(make, bytes) {
  const files = [];
  let size = 0;
  for (let seed = 1; size < bytes; seed++) {
    const text = Buffer.from(make(seed)).toString("latin1");
    files.push(text);
    size += text.length;
  }
  return files;
}

const STATEMENTS = new Set([
  "platform",
  "let",
  "scenario",
  "timeline",
  "expect",
  "expectation",
  "examples",
  "row",
  "phrase",
]);

/** How many statements a drs tree has; the action of a timeline statement is part of it. */
export function drsStatements(node) {
  if (typeof node !== "object" || node === null) return 0;
  if (Array.isArray(node)) return node.reduce((sum, one) => sum + drsStatements(one), 0);
  const own = STATEMENTS.has(node.kind) ? 1 : 0;
  const action = node.kind === "timeline" ? 1 : 0;
  return own - action + drsStatements(Object.values(node));
}

/** How many lines a feature file has that say something; each is a statement. */
export function featureStatements(text) {
  return text.split("\n").filter((line) => /^\s*[^\s#]/.test(line)).length;
}
