// Small complete files for the examples of the code tables: a machine of two devices, and a scenario on it.

/** A machine with a disk, a tape, a process and a workload. */
export const MACHINE = `platform toy

topology {
  device sd0 using sd
  device st0 using st
}
process tar { opens st0 }
workload db on sd0 { every 5ms; takes 2ms }
`;

/** A scenario on that machine. */
export const scenario = (...statements: readonly string[]): string =>
  `${MACHINE}\n${scenarioAlone(...statements)}`;

/** A scenario without a machine, for files that say themselves what exists. */
export const scenarioAlone = (...statements: readonly string[]): string =>
  block('scenario "an example"', statements);

/** Declarations on that machine, followed by a scenario that quiesces it. */
export const declarations = (...statements: readonly string[]): string =>
  `${MACHINE}${statements.join("\n")}\n\n${QUIESCE}`;

/** What somebody expects of the machine when it is quiesced once. */
export const expectation = (...lines: readonly string[]): string =>
  scenario("at 1s quiesce as first", "expect first.ended", ...lines);

/** A scenario that quiesces the machine. */
export const QUIESCE = scenarioAlone("at 1s quiesce as first", "expect first succeeded");

/** A statement with a block, a statement on each line. */
export function block(head: string, statements: readonly string[]): string {
  return `${head} {\n${statements.map((line) => `  ${line}\n`).join("")}}\n`;
}
