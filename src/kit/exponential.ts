import type { Ticks } from "../model/component.ts";

const BITS_MAX = 0xffff_ffff;

/**
 * An exponentially distributed time with this mean, from 32 random bits; whole ticks. The logarithm is worked out
 * from the four basic operations, because `Math.log` may differ in its last digit from one engine to the next.
 */
export function exponentialTicks(bits: number, mean: Ticks): Ticks {
  return Math.round(mean * (32 * Math.LN2 - lnOfWhole(bits + 1)));
}

/** Natural logarithm of a whole number from 1 to 2³²: halved into [1, 2), then the series of artanh. */
function lnOfWhole(n: number): number {
  const exponent = n > BITS_MAX ? 32 : 31 - Math.clz32(n);
  const fraction = n / 2 ** exponent;
  const s = (fraction - 1) / (fraction + 1);
  const square = s * s;
  let term = s;
  let sum = 0;
  for (let odd = 1; odd < 27; odd += 2) {
    sum += term / odd;
    term *= square;
  }
  return exponent * Math.LN2 + 2 * sum;
}
