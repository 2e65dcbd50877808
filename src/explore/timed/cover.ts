// Every value of a range that matters, without trying every value. Which of two things comes first changes only where a
// sum of times meets another one; the values for which all of it stays the same lie side by side, without a gap. So two
// values that lead to the same orders and the same ends have nothing else between them, and where two differ, the place
// where the first difference begins is reckoned from the times of the two runs, and tried.

/** What trying one value gave. */
export interface Tried {
  /** The same for two values exactly when they led to the same orders and ends. */
  readonly signature: number;
}

/** A value, and what it gave. */
export interface Point<T> {
  readonly value: number;
  readonly tried: T;
}

/** Reckons, from what two values gave, between which two neighbours the difference may begin; nothing when it cannot be told. */
export type Guess<T> = (low: Point<T>, high: Point<T>) => number | undefined;

/** A way to try a value: comes back now and then, and gives nothing when a bound was hit. */
export type Try<T> = (value: number) => Generator<undefined, T | undefined>;

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly isGuessed: boolean;
}

/**
 * Tries values from `from` to `to` (whole numbers) until between any two that were tried beside each other either nothing
 * lies or nothing differs. Gives all that were tried, in order; nothing when a bound was hit.
 */
export function* cover<T extends Tried>(
  from: number,
  to: number,
  attempt: Try<T>,
  guess: Guess<T>,
): Generator<undefined, readonly Point<T>[] | undefined> {
  const points = new Map<number, Point<T>>();
  const open: Gap[] = [{ from, to, isGuessed: false }];
  if (!(yield* tryAll([from, to], attempt, points))) return undefined;
  for (let gap = open.pop(); gap !== undefined; gap = open.pop()) {
    const [low, high] = [points.get(gap.from), points.get(gap.to)];
    if (low === undefined || high === undefined || isClosed(low, high)) continue;
    // A gap that a guess has left is halved: guesses that are always wrong must not make this slow.
    const guessed = gap.isGuessed ? undefined : guess(low, high);
    const inner = placesIn(low, high, guessed);
    if (!(yield* tryAll(inner, attempt, points))) return undefined;
    open.push(...gapsBetween([low.value, ...inner, high.value], guessed !== undefined));
  }
  return [...points.values()].sort((one, other) => one.value - other.value);
}

/** Tries values that were not tried before. Gives whether none of them met a bound. */
function* tryAll<T>(
  values: readonly number[],
  attempt: Try<T>,
  points: Map<number, Point<T>>,
): Generator<undefined, boolean> {
  for (const value of values) {
    if (points.has(value)) continue;
    const tried = yield* attempt(value);
    if (tried === undefined) return false;
    points.set(value, { value, tried });
  }
  return true;
}

function gapsBetween(places: readonly number[], isGuessed: boolean): readonly Gap[] {
  return places.slice(1).map((to, at) => ({ from: places[at] ?? to, to, isGuessed }));
}

function isClosed<T extends Tried>(low: Point<T>, high: Point<T>): boolean {
  return high.value - low.value < 2 || low.tried.signature === high.tried.signature;
}

/** The place where a difference is thought to begin, with its neighbours; or the middle. */
function placesIn<T>(low: Point<T>, high: Point<T>, guess: number | undefined): readonly number[] {
  const isWithin = (value: number): boolean => value > low.value && value < high.value;
  if (guess !== undefined && guess >= low.value && guess <= high.value) {
    const near = [Math.floor(guess) - 1, Math.floor(guess), Math.ceil(guess), Math.ceil(guess) + 1];
    const places = [...new Set(near)].filter(isWithin);
    if (places.length > 0) return places;
  }
  return [low.value + Math.floor((high.value - low.value) / 2)];
}
