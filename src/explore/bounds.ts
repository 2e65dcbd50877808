/** How far a search may go. */
export interface Bounds {
  readonly statesMax: number;
  /** Asked now and then; what it gives ends the search, and says why. */
  readonly stop: () => string | undefined;
  /** Told now and then how many states were met, and how many of them wait for their turn, if any do. */
  readonly tell?: (states: number, waiting: number) => void;
}

/** What ends a search that has met so many states, in words; nothing while it may go on. Tells how far it is. */
export function boundHit(
  states: number,
  { statesMax, stop, tell }: Bounds,
  waiting = 0,
): string | undefined {
  tell?.(states, waiting);
  return stop() ?? (states > statesMax ? `${states} states were not all` : undefined);
}
