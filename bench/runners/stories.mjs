// The work that every runner is given: story number i as plain data; templates only put it into words.
//
// Seven steps each: three declarations (a device, its driver, a process that has it open for a while), two
// actions (two tests whether the machine can fall silent), two expectations.

const NOBODY = { ok: true, reason: "NONE", by: "nobody" };

// biome-ignore format: a table is read by rows and columns
const KINDS = [
  { kind: "tape",    driver: "st",  policy: "refuses-while-open", title: "an open tape drive refuses" },
  { kind: "disk",    driver: "sd",  policy: "drains",             title: "a busy disk drains" },
  { kind: "network", driver: "hme", policy: "unsafe",             title: "a suspend-unsafe interface refuses while it is open" },
  { kind: "tape",    driver: "st",  policy: "refuses-while-open", title: "closing the tape drive is the cure" },
];

/** Story number `i`; times are virtual milliseconds. */
export function story(i) {
  const { kind, driver, policy, title } = KINDS[i % KINDS.length];
  const device = `${driver}${(i * 7) % 16}`;
  const refusal = { ok: false, reason: "SUSPEND", by: device };
  const isUnsafe = policy === "unsafe";
  return {
    title: `${title} #${i}`,
    kind,
    driver,
    policy,
    device,
    process: "tar",
    board: "slot3",
    openAtMs: 10 + (i % 50),
    closeAtMs: (isUnsafe ? 45_000 : 15_000) + (i % 1000),
    firstAtMs: 100 + (i % 100),
    secondAtMs: 20_000 + (i % 1000),
    first: policy === "drains" ? NOBODY : refusal,
    second: isUnsafe ? refusal : NOBODY,
  };
}

/** Stories 0 to count - 1 by file, so many to each. */
export function* files(count, perFile) {
  for (let from = 0; from < count; from += perFile) {
    const stories = [];
    for (let i = from; i < Math.min(count, from + perFile); i += 1) stories.push(story(i));
    yield { name: String(from / perFile).padStart(5, "0"), stories };
  }
}
