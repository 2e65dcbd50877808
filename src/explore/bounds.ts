/** How far a search may go. */
export interface Bounds {
  readonly statesMax: number;
  /** Asked now and then; what it gives ends the search, and says why. */
  readonly stop: () => string | undefined;
}

/** What ends a search that has met so many states, in words; nothing while it may go on. */
export function boundHit(states: number, { statesMax, stop }: Bounds): string | undefined {
  return stop() ?? (states > statesMax ? `${states} states were not all` : undefined);
}
