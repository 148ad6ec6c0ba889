import { elementwisePair } from "../elementwise.ts";
import type { On, Op } from "../op.ts";
import { functionRoundings, leastPositive, rounding } from "../rounding.ts";
import type { Tensor } from "../tensor.ts";

/** a^b, elementwise with broadcasting; 0^0 = 1. Slopes b·a^(b−1) and a^b·ln a, both kept finite where they have a limit. */
export const power: Op<[Tensor, Tensor]> = {
  name: "power",
  says: {
    value: "a^b, with 0^0 = 1",
    slopes: ["b·a^(b−1)", "a^b·ln a"],
    kink: "at a = 0 the limit where it is finite: by a 0 for b = 0, by b 0 for b > 0",
  },
  ...elementwisePair("power", raise, powerError),
  pullback: (on, seed, [a, b]) => [on.multiply(seed, on.powerSlope(a, b)), on.multiply(seed, on.powerTimesLog(a, b))],
  tangents: (on, [a, b]) => [
    (da) => on.multiply(da, on.powerSlope(a, b)),
    (db) => on.multiply(db, on.powerTimesLog(a, b)),
  ],
};

/** Squares are most of the powers there are, and a product is exact to one rounding. */
function raise(a: number, b: number): number {
  return b === 2 ? a * a : a ** b;
}

/**
 * b·a^(b−1), the slope of a^b by a. Exactly 0 for b = 0, also at a = 0, where the product would be 0·∞.
 * Its own slopes: (b−1)·b·a^(b−2) and a^(b−1)·(1 + b·ln a).
 */
export const powerSlope: Op<[Tensor, Tensor]> = {
  name: "powerSlope",
  says: {
    value: "b·a^(b−1)",
    slopes: ["b·(b−1)·a^(b−2)", "a^(b−1)·(1 + b·ln a)"],
    kink: "at a = 0 by a 0 for b = 0 and for b = 1",
  },
  ...elementwisePair(
    "powerSlope",
    (a, b) => (b === 2 ? 2 * a : b === 0 ? 0 : b * a ** (b - 1)),
    (a, b, y, ea, eb) => {
      if ((b === 0 && eb === 0) || (a === 0 && ea === 0 && b - eb > 1)) return 0;
      const lowered = a ** (b - 1);
      const error = powerError(a, b - 1, lowered, ea, eb === 0 ? 0 : eb + rounding(b, 1));
      return Math.abs(b) * error + eb * (Math.abs(lowered) + error) + rounding(y, 1);
    },
  ),
  pullback: (on, seed, [a, b]) => {
    const lowered = on.subtract(b, on.constant(1));
    return [
      on.multiply(seed, bend(on, a, b)),
      on.multiply(seed, on.add(on.power(a, lowered), on.multiply(b, on.powerTimesLog(a, lowered)))),
    ];
  },
  tangents: (on, [a, b]) => {
    const lowered = on.subtract(b, on.constant(1));
    return [
      (da) => on.multiply(da, bend(on, a, b)),
      (db) => on.multiply(db, on.add(on.power(a, lowered), on.multiply(b, on.powerTimesLog(a, lowered)))),
    ];
  },
};

/**
 * a^b·ln a, the slope of a^b by b. 0 at a = 0 for b > 0, its limit. Its own slopes: b·a^(b−1)·ln a + a^(b−1) and a^b·(ln a)².
 */
export const powerTimesLog: Op<[Tensor, Tensor]> = {
  name: "powerTimesLog",
  says: {
    value: "a^b·ln a",
    slopes: ["a^(b−1)·(1 + b·ln a)", "a^b·(ln a)²"],
    kink: "at a = 0 by b 0 for b > 0, its limit",
  },
  ...elementwisePair(
    "powerTimesLog",
    (a, b) => (a === 0 && b > 0 ? 0 : a ** b * Math.log(a)),
    (a, b, y, ea, eb) => {
      if ((a === 0 || a === 1) && ea === 0) return 0;
      if (ea >= a) return Number.POSITIVE_INFINITY;
      const size = a ** b;
      const ofPower = powerError(a, b, size, ea, eb);
      const ofLog = -Math.log1p(-ea / a) + rounding(Math.log(a), functionRoundings);
      return size * ofLog + Math.abs(Math.log(a)) * ofPower + ofPower * ofLog + rounding(y, 1);
    },
  ),
  pullback: (on, seed, [a, b], y) => {
    const lowered = on.subtract(b, on.constant(1));
    const byBase = on.add(on.multiply(b, on.powerTimesLog(a, lowered)), on.power(a, lowered));
    return [on.multiply(seed, byBase), on.multiply(seed, on.multiply(y, finiteLog(on, a)))];
  },
  tangents: (on, [a, b], y) => {
    const lowered = on.subtract(b, on.constant(1));
    const byBase = on.add(on.multiply(b, on.powerTimesLog(a, lowered)), on.power(a, lowered));
    return [(da) => on.multiply(da, byBase), (db) => on.multiply(db, on.multiply(y, finiteLog(on, a)))];
  },
};

/** b·(b − 1)·a^(b−2). At a = b = 0, where it would be 0·∞, b stands in for b − 1: a⁰ is flat there too. */
function bend<V>(on: On<V>, a: V, b: V): V {
  const one = on.constant(1);
  const isZero = (z: V) => on.subtract(one, on.abs(on.sign(z)));
  const lowered = on.add(on.subtract(b, one), on.multiply(isZero(a), isZero(b)));
  return on.multiply(b, on.powerSlope(a, lowered));
}

/** ln a, for products with a power that is 0 at a = 0 and wins in the limit: there it is finite. Below 0 the power is not a number. */
function finiteLog<V>(on: On<V>, a: V): V {
  return on.log(on.maximum(a, on.constant(leastPositive)));
}

/** By the mean value theorem in a for an exact exponent, else through a^b = exp(b·ln a). */
function powerError(a: number, b: number, y: number, ea: number, eb: number): number {
  if (a === 0 && b > 0 && ea === 0 && eb < b) return 0;
  const rounded = rounding(y, functionRoundings);
  if (ea === 0 && eb === 0) return rounded;
  const size = Math.abs(a);
  if (eb === 0 && (Number.isInteger(b) || a - ea > 0)) {
    const steepest = b >= 1 ? size + ea : size - ea;
    if (steepest <= 0 && b !== 0) return Number.POSITIVE_INFINITY;
    return b === 0 ? 0 : Math.abs(b) * steepest ** (b - 1) * ea + rounded;
  }
  if (a - ea <= 0) return Number.POSITIVE_INFINITY;
  const shiftOfLog = -Math.log1p(-ea / a);
  return Math.abs(y) * Math.expm1((Math.abs(b) + eb) * shiftOfLog + eb * Math.abs(Math.log(a))) + rounded;
}
