import { distance } from "fastest-levenshtein";

/** At most this many names are offered. */
const OFFERED_MAX = 3;

/**
 * The known names that a mistyped one was probably meant to be, nearest first, at most three. Case, `-`, `_` and
 * leading zeros are no difference; two neighbouring letters swapped are one mistake. Empty when nothing is near enough.
 */
export function nearestNames(mistyped: string, known: Iterable<string>): readonly string[] {
  const plain = normalised(mistyped);
  const names = [...new Set(known)];
  const same = names.find((name) => name !== mistyped && normalised(name) === plain);
  if (same !== undefined) return [same];
  const distanceMax = tolerance(plain.length);
  const near: { readonly name: string; readonly away: number }[] = [];
  for (const name of names) {
    if (name === mistyped || Math.abs(name.length - mistyped.length) > distanceMax + 2) continue;
    const away = mistakesBetween(plain, normalised(name));
    if (away <= distanceMax) near.push({ name, away });
  }
  near.sort((one, other) => one.away - other.away || (one.name < other.name ? -1 : 1));
  return near.slice(0, OFFERED_MAX).map(({ name }) => name);
}

/** The one nearest name, or nothing when none is near enough. */
export function nearestName(mistyped: string, known: Iterable<string>): string | undefined {
  return nearestNames(mistyped, known)[0];
}

/** Short words resemble each other by chance, so they may differ less. */
function tolerance(length: number): number {
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]|\b0+(?=\d)/g, "");
}

function mistakesBetween(one: string, other: string): number {
  return isOneSwap(one, other) ? 1 : distance(one, other);
}

function isOneSwap(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}
