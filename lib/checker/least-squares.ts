/** Columns made orthonormal one after the other, with what is needed to solve for the powers of the columns kept. */
export interface Basis {
  /** Indices of the columns that are no products of earlier ones, in order. */
  readonly kept: readonly number[];
  /** The least-squares solution for the kept columns. */
  solve(target: Float64Array): readonly number[];
}

/** A column whose part outside the earlier ones is below this share of it depends on them. */
const dependent = 1e-9;

/** Modified Gram–Schmidt, each column projected twice (Björck 1994: twice is enough). */
export function orthogonalise(columns: readonly Float64Array[]): Basis {
  const kept: number[] = [];
  const directions: Float64Array[] = [];
  // upper[j][i] is the share of direction i in the j-th kept column.
  const upper: number[][] = [];
  for (const [index, column] of columns.entries()) {
    const rest = Float64Array.from(column);
    const shares = directions.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      for (const [place, direction] of directions.entries()) {
        const share = dot(direction, rest);
        shares[place] = (shares[place] ?? 0) + share;
        subtract(rest, direction, share);
      }
    }
    const size = Math.sqrt(dot(rest, rest));
    if (!(size > dependent * Math.sqrt(dot(column, column)))) continue;
    kept.push(index);
    directions.push(rest.map((value) => value / size));
    upper.push([...shares, size]);
  }
  return {
    kept,
    solve(target) {
      const rest = Float64Array.from(target);
      const along = directions.map((direction) => {
        const share = dot(direction, rest);
        subtract(rest, direction, share);
        return share;
      });
      return substituteBack(upper, along);
    },
  };
}

function substituteBack(upper: readonly (readonly number[])[], along: readonly number[]): readonly number[] {
  const solution = along.map(() => 0);
  for (let row = along.length - 1; row >= 0; row--) {
    let value = along[row] ?? 0;
    for (let column = row + 1; column < along.length; column++) {
      value -= (upper[column]?.[row] ?? 0) * (solution[column] ?? 0);
    }
    solution[row] = value / (upper[row]?.[row] ?? Number.NaN);
  }
  return solution;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

function subtract(from: Float64Array, direction: Float64Array, share: number): void {
  for (let index = 0; index < from.length; index++)
    from[index] = (from[index] as number) - share * (direction[index] as number);
}
