import { leastNormal, leastPositive, unitRoundoff } from "./rounding.ts";

/** A binary format of IEEE 754-2019: which numbers there are, and to which of them a result is rounded. */
export interface NumberFormat {
  readonly name: "float64" | "float32" | "float16";
  /** To the nearest number of the format, at a tie to the one whose last bit is 0; beyond `greatest` by half a step: ±∞. */
  round(value: number): number;
  readonly greatest: number;
  /** The smallest number above 0 with all its digits. Below it lie the subnormal ones, on a grid of `leastPositive`. */
  readonly leastNormal: number;
  readonly leastPositive: number;
  /** Half the distance from 1 to the next number. */
  readonly unitRoundoff: number;
}

export const float64: NumberFormat = {
  name: "float64",
  round: (value) => value,
  greatest: Number.MAX_VALUE,
  leastNormal,
  leastPositive,
  unitRoundoff,
};

export const float32: NumberFormat = {
  name: "float32",
  round: Math.fround,
  greatest: 2 ** 128 - 2 ** 104,
  leastNormal: 2 ** -126,
  leastPositive: 2 ** -149,
  unitRoundoff: 2 ** -24,
};

export const float16: NumberFormat = {
  name: "float16",
  round: roundToHalf,
  greatest: 65504,
  leastNormal: 2 ** -14,
  leastPositive: 2 ** -24,
  unitRoundoff: 2 ** -11,
};

/** Adding and taking off this rounds a float64 from 0 to 2^51 to a whole number, at a tie to the even one. */
const wholeNumbersBegin = 1.5 * 2 ** 52;

/** Math.f16round, which not every browser has yet. One rounding from float64: by way of float32 it would be two. */
function roundToHalf(value: number): number {
  const size = Math.abs(value);
  if (Number.isNaN(value) || size >= float16.greatest + 2 ** 4) return value * Number.POSITIVE_INFINITY;
  // 11 binary digits: the grid is leastPositive up to 2^11 of its steps, and doubles with the numbers from there on.
  let gridStep = float16.leastPositive;
  while (size >= 2 ** 11 * gridStep) gridStep *= 2;
  const steps = size / gridStep + wholeNumbersBegin - wholeNumbersBegin;
  return Math.sign(value) * steps * gridStep;
}
