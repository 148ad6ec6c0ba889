import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Agreement, Bounded } from "#lib/checker/compare.ts";
import { compareAt, isExactlyZero, isRightNumber, isWellConditioned } from "#lib/checker/compare.ts";

describe("a number against the truth", () => {
  // The truth of the course's network to full precision, and what each text is in relation to it.
  const truth = -0.022834843469440924;
  it.each([
    [-0.0228, 3, true, "the truth rounded to three digits"],
    [-0.022834843469440924, 3, true, "the truth itself"],
    [-0.022766339, 3, true, "0.2999 % off"],
    [-0.02277, 3, true, "0.284 % off, though it rounds to another last digit than 0.0228 would need"],
    [-0.0227, 3, false, "0.59 % off and another third digit"],
    [0.0228, 3, false, "the sign is wrong"],
    [-0.228, 3, false, "the power of ten is wrong"],
    [-0.023, 2, true, "the truth rounded to two digits"],
    [-0.022, 2, false, "3.7 % off and another second digit"],
    [-0.0223, 2, true, "2.3 % off: within 3 % for two digits"],
    [-0.02283, 4, true, "the truth rounded to four digits"],
    [-0.02282, 4, false, "0.065 % off and another fourth digit"],
    [-0.022828, 4, true, "0.03 % off: within the bound for four digits"],
    [0, 3, false, "zero is 100 % off"],
  ])("%d at %i digits: %s (%s)", (given, digits, isRight) => {
    expect(isRightNumber(given, truth, digits)).toBe(isRight);
  });

  it.each([
    [0.9949, 0.9951, 2, true, "0.99 and 1.0 at two digits, but 0.02 % apart"],
    [104.9, 95.1, 1, true, "both round to 100 at one digit"],
    [0.25075, 0.25, 3, true, "0.3 % off to the last bit"],
    [0.2508, 0.25, 3, false, "0.32 % off"],
    [0.25, 0.2497, 3, true, "0.12 % off"],
    [4.2e-40, 4.1996e-40, 3, true, "a vanished gradient keeps its digits"],
    [4.3e-40, 4.2e-40, 3, false, "2.4 % off, however small"],
    [0, 4.2e-40, 3, false, "zero for a vanished gradient"],
    [1e-300, 0, 3, false, "only zero is right where the truth is exactly zero"],
    [0, 0, 3, true, "zero for zero"],
    [-0, 0, 3, true, "minus zero is zero"],
  ])("%d for %d at %i digits: %s (%s)", (given, truthHere, digits, isRight) => {
    expect(isRightNumber(given, truthHere, digits)).toBe(isRight);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("never accepts %d", (given) => {
    for (const truthHere of [0, 1, given]) expect(isRightNumber(given, truthHere, 3)).toBe(false);
  });

  it("accepts the truth rounded to the digits asked, and never the truth with its sign turned", () => {
    fc.assert(
      fc.property(
        // Doubles whose rounding to 1 digit neither overflows nor becomes subnormal.
        fc.double({ min: 1e-290, max: 1e290, noNaN: true }),
        fc.integer({ min: 1, max: 15 }),
        (size, digits) => {
          expect(isRightNumber(Number(size.toPrecision(digits)), size, digits)).toBe(true);
          expect(isRightNumber(-size, size, digits)).toBe(false);
        },
      ),
    );
  });

  it("never accepts what is a whole unit of the last digit off", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999 }),
        fc.integer({ min: -200, max: 200 }),
        fc.constantFrom(-1, 1),
        (mantissa, exponent, sign) => {
          const truthHere = Number(`${mantissa}e${exponent}`);
          // One unit at three digits is 0.1 % to 1 % of the number: only where it is over 0.3 % does it count as wrong.
          fc.pre(mantissa < 333);
          expect(isRightNumber(Number(`${mantissa + sign}e${exponent}`), truthHere, 3)).toBe(false);
        },
      ),
    );
  });
});

describe("one point's word on a formula", () => {
  const near = true;
  const far = false;
  const exact = (value: number) => ({ value, bound: 0 });

  const cases: readonly (readonly [Bounded, Bounded, boolean, Agreement, string])[] = [
    [exact(0.25), exact(0.25), near, "equal", "the same number"],
    [exact(0.25 * (1 + 1e-13)), exact(0.25), near, "equal", "apart by less than 1e-12 of it"],
    [exact(0.25 * (1 + 1e-11)), exact(0.25), near, "different", "apart by more than either can have been rounded"],
    [{ value: 0.25 + 1e-11, bound: 1e-11 }, exact(0.25), near, "equal", "apart by what the answer's own form can lose"],
    [{ value: 0.25, bound: 1e-6 }, exact(0.25), near, "nothing", "right, but known to five digits only"],
    [{ value: 0.3, bound: 1e-6 }, exact(0.25), near, "different", "known to five digits, and these differ"],
    [{ value: 0.25, bound: Number.POSITIVE_INFINITY }, exact(0.25), near, "nothing", "no bound at all"],
    [{ value: 0.3, bound: Number.NaN }, exact(0.25), near, "nothing", "no bound at all, and another value"],
    [exact(-0.25), exact(0.25), near, "different", "the sign is wrong"],
    [exact(0), exact(4.2e-40), near, "different", "zero for a vanished gradient"],
    [exact(4.2e-40), exact(0), near, "different", "tiny, where the truth is exactly zero"],
    [exact(0), exact(0), near, "equal", "zero for zero"],
    [{ value: 1e-17, bound: 1e-17 }, exact(0), near, "equal", "zero within its own rounding"],
    [exact(Number.POSITIVE_INFINITY), exact(0.25), near, "different", "infinite where the truth is finite"],
    [exact(Number.NaN), exact(0.25), far, "nothing", "outside its domain, far from the given values"],
    [exact(Number.NaN), exact(0), near, "different", "undefined where the truth is zero"],
  ];
  it.each(cases)("%j for %j, near %s: %s (%s)", (answer, reference, isNear, agreement) => {
    expect(compareAt(answer, reference, isNear)).toBe(agreement);
  });

  it("calls no other finite number equal, whatever the size of the truth", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-280, max: 1e280, noNaN: true }),
        fc.double({ min: 1e-9, max: 10, noNaN: true }),
        (size, off) => {
          expect(compareAt(exact(size * (1 + off)), exact(size), near)).toBe("different");
        },
      ),
    );
  });
});

describe("a reference point", () => {
  it.each([
    [{ value: 1, bound: 1e-15 }, true, "computed to fifteen digits"],
    [{ value: 1, bound: 1e-6 }, false, "known to six digits"],
    [{ value: 1e-30, bound: 1e-20 }, false, "cancelled to less than its own rounding"],
    [{ value: 0, bound: 0 }, false, "zero: there is nothing to be relative to"],
    [{ value: Number.POSITIVE_INFINITY, bound: 0 }, false, "not finite"],
    [{ value: Number.NaN, bound: 0 }, false, "not a number"],
    [{ value: 1, bound: Number.NaN }, false, "no bound"],
  ])("%j is well conditioned: %s (%s)", (point, isGood) => {
    expect(isWellConditioned(point)).toBe(isGood);
  });

  it("is exactly zero only where no rounding stands behind it", () => {
    expect(isExactlyZero({ value: 0, bound: 0 })).toBe(true);
    expect(isExactlyZero({ value: 0, bound: 5e-324 })).toBe(false);
    expect(isExactlyZero({ value: 5e-324, bound: 0 })).toBe(false);
  });
});
