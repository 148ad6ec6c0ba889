import { leastPositive, unitRoundoff } from "./rounding.ts";
import { mapTensor, type Tensor } from "./tensor.ts";

/**
 * A dozen sweeps do for most matrices. Columns that are parallel but for their rounding lose 53 binary digits of length in each,
 * and float64 has 2,100 of them.
 */
const sweepLimit = 200;

/** Numbers above this are scaled down by the next one first, so that no length and no turn overflows. */
const safeSize = 2 ** 960;
const scaleDown = 2 ** -64;

/** From this ζ on the cosine of the turn rounds to 1, and further on its sine would underflow. */
const hardlyTurning = 2 ** 60;

/**
 * The singular values of a matrix [m, n], greatest first, min(m, n) of them: by how much it stretches at most, …, at least. For
 * a Jacobian they say which directions of the gradient survive it. One-sided Jacobi (Hestenes 1958): pairs of columns are turned
 * until all stand at right angles; their lengths are the answer. Where columns differ widely in length, as after many layers,
 * small ones keep their digits relative to their own size (Demmel & Veselić 1992), which bidiagonalisation loses.
 */
export function singularValues(matrix: Tensor): readonly number[] {
  if (!matrix.data.every(Number.isFinite))
    throw new Error(`a matrix [${matrix.shape}] holds numbers that are not finite`);
  const isHuge = matrix.data.some((value) => Math.abs(value) > safeSize);
  const columns = gradedColumns(isHuge ? mapTensor(matrix, (value) => value * scaleDown) : matrix);
  for (let sweep = 0; !isOrthogonalAfterSweep(columns); sweep++) {
    if (sweep === sweepLimit) throw new Error(`no right angles after ${sweepLimit} sweeps of [${matrix.shape}]`);
  }
  const values = columns.map(lengthOf).sort((a, b) => b - a);
  return isHuge ? values.map((value) => value / scaleDown) : values;
}

/**
 * The columns of the matrix or its rows, as the transpose has the same singular values: those that are fewer, or of a square
 * matrix those that differ more in length, for which the method is fast and exact.
 */
function gradedColumns({ shape, data }: Tensor): readonly Float64Array[] {
  const [height, width, ...more] = shape;
  if (height === undefined || width === undefined || more.length > 0) throw new Error(`[${shape}] is no matrix`);
  const rows = Array.from({ length: height }, (_, row) => data.slice(row * width, (row + 1) * width));
  const columns = Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: height }, (_, row) => data[row * width + column] as number),
  );
  if (height !== width) return height < width ? rows : columns;
  return spreadOf(rows) > spreadOf(columns) ? rows : columns;
}

/** By how many powers of e the lengths differ; those of 0 do not count. */
function spreadOf(columns: readonly Float64Array[]): number {
  const sizes = columns
    .map(lengthOf)
    .filter((length) => length > 0)
    .map(Math.log);
  return sizes.length === 0 ? 0 : Math.max(...sizes) - Math.min(...sizes);
}

/** Turns every pair of columns once; true if all stood at right angles already. */
function isOrthogonalAfterSweep(columns: readonly Float64Array[]): boolean {
  let isOrthogonal = true;
  for (const [place, left] of columns.entries()) {
    for (const right of columns.slice(place + 1)) {
      if (!turn(left, right)) isOrthogonal = false;
    }
  }
  return isOrthogonal;
}

/**
 * Turns two columns a and b in their plane to a right angle, by tan θ = t with t² + 2ζt − 1 = 0 and ζ = (|b|² − |a|²)/(2a·b).
 * Lengths enter as ratios and a·b as the cosine of the angle, since the square of a vanished length is 0. True if they stood so.
 */
function turn(a: Float64Array, b: Float64Array): boolean {
  const lengthA = lengthOf(a);
  const lengthB = lengthOf(b);
  if (lengthA === 0 || lengthB === 0) return true;
  let cosine = 0;
  for (let row = 0; row < a.length; row++) cosine += ((a[row] as number) / lengthA) * ((b[row] as number) / lengthB);
  const size = Math.abs(cosine);
  if (size <= (2 * a.length + 8) * unitRoundoff) return true;
  // A column near the end of float64 lies on a grid, and grid points need not stand at right angles.
  if (size * Math.min(lengthA, lengthB) <= a.length * leastPositive) return true;
  const zeta = (lengthB / lengthA - lengthA / lengthB) / (2 * cosine);
  if (Math.abs(zeta) > hardlyTurning) {
    if (lengthA < lengthB) leaveAcross(a, b, cosine * lengthA, lengthB);
    else leaveAcross(b, a, cosine * lengthB, lengthA);
    return false;
  }
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosineOfTurn = 1 / Math.hypot(1, tangent);
  const sineOfTurn = tangent * cosineOfTurn;
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row] as number, b[row] as number];
    a[row] = cosineOfTurn * x - sineOfTurn * y;
    b[row] = sineOfTurn * x + cosineOfTurn * y;
  }
  return false;
}

/** Takes off the shorter column what lies along the longer one: a turn by so little that the longer one stays as it is. */
function leaveAcross(shorter: Float64Array, longer: Float64Array, lengthAlong: number, lengthOfLonger: number): void {
  for (let row = 0; row < shorter.length; row++) {
    shorter[row] = (shorter[row] as number) - lengthAlong * ((longer[row] as number) / lengthOfLonger);
  }
}

/** √Σx², by shares of the largest number. */
function lengthOf(column: Float64Array): number {
  let largest = 0;
  for (const value of column) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let squares = 0;
  for (const value of column) squares += (value / largest) ** 2;
  return largest * Math.sqrt(squares);
}
