/**
 * When is one number near enough to another? Everything is relative to the truth: an absolute tolerance would call any
 * small number right for a vanished gradient. A truth of exactly 0 accepts only 0.
 */

/** A computed number with the most that rounding can have moved it, both absolute. */
export interface Bounded {
  readonly value: number;
  readonly bound: number;
}

/** What one point says of an answer. */
export type Agreement = "equal" | "different" | "nothing";

/** Two exact results of one formula in two forms differ by a few units in the last place (2.2e-16 each). */
const exactForms = 1e-12;
/** Room for the running error bounds, which are estimates of first order. */
const boundRoom = 4;
/** A tolerance wider than this tells nothing: numbers that differ in the seventh digit would pass. */
const widestTolerance = 1e-6;
/** A reference that is not known to this precision is no reference. */
const referencePrecision = 1e-7;

/** Is this a point to compare at: finite, not 0, and computed to seven digits? */
export function isWellConditioned({ value, bound }: Bounded): boolean {
  return Number.isFinite(value) && value !== 0 && bound < referencePrecision * Math.abs(value);
}

/** Is this 0 by structure (a dead unit), not by cancellation or underflow? Then no rounding stood behind it. */
export function isExactlyZero({ value, bound }: Bounded): boolean {
  return value === 0 && bound === 0;
}

/**
 * What a point says, where the reference is well conditioned or exactly 0. Near the given values the reference is
 * finite, so an answer that is not finite there is wrong; far from them the learner's form may leave its domain.
 */
export function compareAt(answer: Bounded, reference: Bounded, isNear: boolean): Agreement {
  if (!Number.isFinite(answer.value)) return isNear ? "different" : "nothing";
  const room = boundRoom * (answer.bound + reference.bound);
  // An answer whose error cannot be bounded, or is NaN, says nothing.
  if (!(room < Number.POSITIVE_INFINITY)) return "nothing";
  const size = Math.abs(reference.value);
  const tolerance = exactForms * size + room;
  if (Math.abs(answer.value - reference.value) > tolerance) return "different";
  if (size === 0) return "equal";
  return tolerance < widestTolerance * size ? "equal" : "nothing";
}

/** Relative error that still counts as right at 3 digits; ten times it for each digit fewer. */
const nearAtThreeDigits = 0.003;
/** 0.25075 for 0.25 is 0.3 % off and must not fail on the last bit of the subtraction. */
const lastBits = 1e-9;

/** The number's rule: both round to the same value at that many significant digits, or they are relatively near. */
export function isRightNumber(given: number, truth: number, digits: number): boolean {
  if (!Number.isFinite(given) || !Number.isFinite(truth)) return false;
  if (truth === 0) return given === 0;
  const near = nearAtThreeDigits * 10 ** (3 - digits);
  if (Math.abs(given - truth) <= near * (1 + lastBits) * Math.abs(truth)) return true;
  return given.toPrecision(digits) === truth.toPrecision(digits);
}
