/** Half the distance from 1 to the next float64: one rounding changes a result by at most this share of it. */
export const unitRoundoff = 2 ** -53;

/** The smallest float64 above 0, and the smallest with all its digits. Between them results are rounded to a fixed grid. */
export const leastPositive = 2 ** -1074;
export const leastNormal = 2 ** -1022;

/** Roundings that a function of Math counts for: two units in the last place, twice what V8's promise. */
export const functionRoundings = 4;

/**
 * What `roundings` roundings add to the error of a result `y`, gradual underflow included (Higham 2002, section 2.2). One
 * for + − × ÷ √, `functionRoundings` for a function of Math.
 */
export function rounding(y: number, roundings: number): number {
  const size = Math.abs(y);
  return roundings * (size < leastNormal ? leastPositive : size * unitRoundoff);
}

/** The same where a result of 0 is exact, as with tanh(0) or 0·x; sums of float64 numbers never underflow either. */
export function roundingPastZero(y: number, roundings: number): number {
  return y === 0 ? 0 : rounding(y, roundings);
}
