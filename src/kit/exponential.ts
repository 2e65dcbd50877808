import type { Ticks } from "../model/component.ts";

const BITS_MAX = 0xffff_ffff;

/** A number from 1 to 2 falls into one of so many stretches, each with a middle whose logarithm is known. */
const STRETCHES = 64;
const MIDDLES = Array.from({ length: STRETCHES }, (_, index) => 1 + (index + 0.5) / STRETCHES);
const RECIPROCALS: Float64Array = Float64Array.from(MIDDLES, (middle) => 1 / middle);
const LOGARITHMS: Float64Array = Float64Array.from(MIDDLES, lnOfMiddle);

/**
 * An exponentially distributed time with this mean, from 32 random bits; whole ticks. The logarithm is worked out
 * from the four basic operations, because `Math.log` may differ in its last digit from one engine to the next.
 */
export function exponentialTicks(bits: number, mean: Ticks): Ticks {
  const n = bits + 1;
  if (n > BITS_MAX) return 0;
  const zeros = Math.clz32(n);
  // Shifted up, the number is at least 2³¹: its logarithm is that of its stretch's middle and of the rest.
  const shifted = (n << zeros) >>> 0;
  const stretch = (shifted >>> 25) & (STRETCHES - 1);
  const rest = shifted * (RECIPROCALS[stretch] as number) * 2 ** -31 - 1;
  const ln = (LOGARITHMS[stretch] as number) + lnNearOne(rest);
  return Math.round(mean * ((zeros + 1) * Math.LN2 - ln));
}

/** ln(1 + x) for |x| up to 1/128: the first terms of its series are enough for 53 bits. */
function lnNearOne(x: number): number {
  return x * (1 - x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x / 7))))));
}

/** ln of a number from 1 to 2, by the series of artanh. */
function lnOfMiddle(middle: number): number {
  const s = (middle - 1) / (middle + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 31; odd > 0; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * s * sum;
}
