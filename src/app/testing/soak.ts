/** More random runs than usual, for a soak: `DRS_SOAK=10000`. 0: as many as the test says. */
const SOAKED = Number(process.env["DRS_SOAK"] ?? 0);

/** How many runs a property has, from which seed. Those of a soak begin with the time, and are printed so that they can be had again. */
export function parameters(
  usual: number,
  seed: number,
  now: number,
): { numRuns: number; seed: number } {
  if (SOAKED === 0) return { numRuns: usual, seed };
  const fresh = now % 2 ** 31;
  // biome-ignore lint/suspicious/noConsole: who soaks wants to know how to do it again
  console.info(`soaking: ${SOAKED} runs, seed ${fresh}`);
  return { numRuns: SOAKED, seed: fresh };
}

/** How long such a test may take. */
export const LIMIT_MS = SOAKED === 0 ? 60_000 : 6 * 3_600_000;
