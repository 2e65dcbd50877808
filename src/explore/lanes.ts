// Fingerprints are sums of two 32-bit lanes, one summand for each part of a state, so that a step takes the old summands
// out and puts the new ones in. A summand depends on content alone: it is the same in every process and every run.

/** 32 well-spread bits of a text. */
export function laneOf(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

/** Both lanes of a text in one go: other numbers than `laneOf` gives, and as well spread. */
export function lanesOf(text: string): readonly [low: number, high: number] {
  let low = LANE_SEEDS[0];
  let high = LANE_SEEDS[1];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low ^= low >>> 16;
  low = Math.imul(low ^ high, 0x7feb352d);
  low ^= low >>> 15;
  high = Math.imul(high ^ (low >>> 7), 0x846ca68b);
  return [low, high ^ (high >>> 16)];
}

/** 32 well-spread bits of two numbers, whose order matters. */
export function mixed(hash: number, more: number): number {
  let mix = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ more;
  mix = Math.imul(mix ^ (mix >>> 16), 0x7feb352d);
  mix = Math.imul(mix ^ (mix >>> 15), 0x846ca68b);
  return mix ^ (mix >>> 16);
}

/** The seeds of the two lanes. */
export const LANE_SEEDS: readonly [number, number] = [0x243f6a88, 0x13198a2e];

/** A copy with room for more. */
export function grown(array: Int32Array, length: number, filler = 0): Int32Array {
  if (array.length >= length) return array;
  const longer = new Int32Array(Math.max(length, array.length * 2)).fill(filler, array.length);
  longer.set(array);
  return longer;
}
