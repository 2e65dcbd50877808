/**
 * A set of whole numbers as the first and last of each stretch, in order: `[3, 5, 9, 9]` is 3, 4, 5 and 9. A backlog of
 * a million requests that came one after the other is two numbers. Equal sets are equal data.
 */
export type Intervals = readonly number[];

export const NO_NUMBERS: Intervals = [];

/** Whether `n` is in the set. */
export function hasNumber(set: Intervals, n: number): boolean {
  const at = stretchFrom(set, n);
  return at < set.length && n >= (set[at] as number);
}

/** The set with `n` in it. */
export function withNumber(set: Intervals, n: number): Intervals {
  const [only, end] = set;
  // Requests come one after the other: hardly anything else happens here.
  if (only === undefined) return [n, n];
  if (set.length === 2 && n - 1 === end) return [only, n];
  const at = stretchFrom(set, n);
  if (at < set.length && n >= (set[at] as number)) return set;
  const joinsLeft = at > 0 && (set[at - 1] as number) === n - 1;
  const joinsRight = at < set.length && (set[at] as number) === n + 1;
  const first = joinsLeft ? (set[at - 2] as number) : n;
  const last = joinsRight ? (set[at + 1] as number) : n;
  const changed = set.slice();
  changed.splice(joinsLeft ? at - 2 : at, (joinsLeft ? 2 : 0) + (joinsRight ? 2 : 0), first, last);
  return changed;
}

/** The set without `n`. */
export function withoutNumber(set: Intervals, n: number): Intervals {
  // And they are answered one after the other.
  if (set.length === 2 && set[0] === n)
    return n === set[1] ? NO_NUMBERS : [n + 1, set[1] as number];
  const at = stretchFrom(set, n);
  const first = set[at];
  const last = set[at + 1];
  if (first === undefined || last === undefined || n < first) return set;
  const rest: number[] = [];
  if (first < n) rest.push(first, n - 1);
  if (n < last) rest.push(n + 1, last);
  const changed = set.slice();
  changed.splice(at, 2, ...rest);
  return changed;
}

/** How many numbers there are. */
export function sizeOf(set: Intervals): number {
  let size = 0;
  for (let at = 0; at < set.length; at += 2) {
    size += (set[at + 1] as number) - (set[at] as number) + 1;
  }
  return size;
}

/** How many numbers of the set are smaller than `n`. */
export function rankOf(set: Intervals, n: number): number {
  const at = stretchFrom(set, n);
  const below = sizeOf(set.slice(0, at));
  return at < set.length && n > (set[at] as number) ? below + n - (set[at] as number) : below;
}

/** The numbers one by one, smallest first. */
export function* numbersOf(set: Intervals): Generator<number> {
  for (let at = 0; at < set.length; at += 2) {
    for (let n = set[at] as number; n <= (set[at + 1] as number); n++) yield n;
  }
}

/** Position of the first stretch that ends at or after `n`. */
function stretchFrom(set: Intervals, n: number): number {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[2 * middle + 1] as number) < n) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}
