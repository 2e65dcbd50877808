/** Milliseconds of wall clock since this process began. */
export function elapsedMs(): number {
  return performance.now();
}

/** The moment a run begins, UTC, as reports write it: `2026-08-22T10:00:00`. */
export function utcNow(): string {
  return new Date().toISOString().slice(0, 19);
}

/** Gives waiting signals and messages their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
