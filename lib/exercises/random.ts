/**
 * Seeded, counter-based randomness: the n-th number of a seed is computed from n alone, so that nothing has to be kept
 * and no draw depends on how many were made before it. Philox2x32-10 (Salmon, Moraes, Dror & Shaw 2011).
 */

/** A seed, hashed to two words of 32 bits. */
export interface RandomKey {
  readonly key: number;
  readonly stream: number;
}

const multiplier = 0xd256d193;
const keyStep = 0x9e3779b9;
const rounds = 10;

/** The block of two 32-bit words at counter `low`, `high` under `key`. */
export function philox(low: number, high: number, key: number): readonly [number, number] {
  let left = low >>> 0;
  let right = high >>> 0;
  let roundKey = key >>> 0;
  for (let round = 0; round < rounds; round++) {
    const product = Math.imul(multiplier, left) >>> 0;
    left = (highWord(multiplier, left) ^ roundKey ^ right) >>> 0;
    right = product;
    roundKey = (roundKey + keyStep) >>> 0;
  }
  return [left, right];
}

/** The upper 32 bits of a·b; `Math.imul` gives the lower ones. */
function highWord(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  // Each partial product is below 2^32 and the sums below 2^34: exact in float64.
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000);
  const carry = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/** FNV-1a over UTF-16 units, started from `basis`, then mixed so that near texts give far words. */
function hashText(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return philox(hash, text.length, basis)[0];
}

export function randomKey(seed: string): RandomKey {
  return { key: hashText(seed, 0x811c9dc5), stream: hashText(seed, 0x2f0b4c47) };
}

/** The n-th number of a key: uniform in [0, 1), 53 bits; n from 0 to 2^32 − 1. */
export function uniformAt(random: RandomKey, counter: number): number {
  const [high, low] = philox(counter, random.stream, random.key);
  return ((high >>> 5) * 0x4000000 + (low >>> 6)) / 0x20000000000000;
}

/** Uniform in [low, high). */
export function uniformBetween(random: RandomKey, counter: number, low: number, high: number): number {
  return low + (high - low) * uniformAt(random, counter);
}
