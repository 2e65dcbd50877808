import type { Ticks } from "../model/component.ts";

const BITS_MAX = 0xffff_ffff;

/** 1/1, 1/3, 1/5, …: enough of the series of artanh for the 53 bits of a number up to 1/3. */
const RECIPROCALS = Array.from({ length: 16 }, (_, index) => 1 / (2 * index + 1));

/**
 * An exponentially distributed time with this mean, from 32 random bits; whole ticks. The logarithm is worked out
 * from the four basic operations, because `Math.log` may differ in its last digit from one engine to the next.
 */
export function exponentialTicks(bits: number, mean: Ticks): Ticks {
  return Math.round(mean * (32 * Math.LN2 - lnOfWhole(bits + 1)));
}

/** Natural logarithm of a whole number from 1 to 2³²: halved into [1, 2), then the series of artanh. */
function lnOfWhole(n: number): number {
  if (n > BITS_MAX) return 32 * Math.LN2;
  const exponent = 31 - Math.clz32(n);
  const fraction = n / ((1 << exponent) >>> 0);
  const s = (fraction - 1) / (fraction + 1);
  const square = s * s;
  let sum = 0;
  for (let index = RECIPROCALS.length - 1; index >= 0; index--) {
    sum = sum * square + (RECIPROCALS[index] as number);
  }
  return exponent * Math.LN2 + 2 * s * sum;
}
