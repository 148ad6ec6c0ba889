import type { Random } from "./initialise.ts";

/** Outputs thrown away at the start, after which the state no longer shows how it was made. */
const warmUp = 15;

/**
 * Numbers from 0 (with) to 1 (without): the same for the same seed and stream, two whole numbers; other streams of a seed have
 * nothing to do with it. Small Fast Counter with 32 bits (Doty-Humphrey 2010), which passes PractRand.
 */
export function randomStream(seed: number, stream: number): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = () => {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 2 ** 32;
  };
  for (let thrownAway = 0; thrownAway < warmUp; thrownAway++) next();
  return next;
}
