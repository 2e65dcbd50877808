/**
 * A set of small numbers as plain data: chunks of words of bits. Adding copies one chunk, so that a set of
 * 100,000 numbers is built in a moment and a set of twenty is one word. Equal sets are equal data.
 */
export type Bits = readonly (readonly number[])[];

export const NO_BITS: Bits = [];

const WORDS_PER_CHUNK = 32;
const NUMBERS_PER_CHUNK = WORDS_PER_CHUNK * 32;

/** Whether `index` is in the set. */
export function hasBit(bits: Bits, index: number): boolean {
  const word = bits[Math.floor(index / NUMBERS_PER_CHUNK)]?.[wordOf(index)] ?? 0;
  return (word & (1 << (index & 31))) !== 0;
}

/** The set with `index` (≥ 0) added. */
export function withBit(bits: Bits, index: number): Bits {
  const chunkIndex = Math.floor(index / NUMBERS_PER_CHUNK);
  const wordIndex = wordOf(index);
  const chunk = (bits[chunkIndex] ?? []).slice();
  while (chunk.length <= wordIndex) chunk.push(0);
  chunk[wordIndex] = (chunk[wordIndex] ?? 0) | (1 << (index & 31));
  const grown = bits.slice();
  while (grown.length <= chunkIndex) grown.push([]);
  grown[chunkIndex] = chunk;
  return grown;
}

/** The set without `index`. Chunks that become empty stay, so that a set is compared by `hasBit`, not by its data, once numbers were taken out. */
export function withoutBit(bits: Bits, index: number): Bits {
  if (!hasBit(bits, index)) return bits;
  const chunkIndex = Math.floor(index / NUMBERS_PER_CHUNK);
  const wordIndex = wordOf(index);
  const chunk = (bits[chunkIndex] ?? []).slice();
  chunk[wordIndex] = (chunk[wordIndex] ?? 0) & ~(1 << (index & 31));
  const shrunk = bits.slice();
  shrunk[chunkIndex] = chunk;
  return shrunk;
}

function wordOf(index: number): number {
  return Math.floor((index % NUMBERS_PER_CHUNK) / 32);
}
