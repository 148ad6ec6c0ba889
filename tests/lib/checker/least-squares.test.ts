import { describe, expect, it } from "vitest";
import { readConstant } from "#lib/checker/factor-analysis.ts";
import { orthogonalise } from "#lib/checker/least-squares.ts";

const column = (...values: number[]) => Float64Array.from(values);

describe("least squares over a basis of columns", () => {
  it("finds the powers that made the target", () => {
    const columns = [column(1, 1, 1, 1), column(1, 2, 3, 5), column(0, 1, 0, 2)];
    const target = column(
      ...[0, 1, 2, 3].map((row) => 7 - 2 * (columns[1]?.[row] ?? 0) + 3 * (columns[2]?.[row] ?? 0)),
    );
    const solution = orthogonalise(columns).solve(target);
    expect(solution.map((value) => Number(value.toFixed(9)))).toEqual([7, -2, 3]);
  });

  it("drops a column that is a sum of earlier ones, and keeps those after it", () => {
    const a = column(1, 2, 3, 4);
    const b = column(1, 0, 2, 0);
    const sum = a.map((value, row) => value + (b[row] ?? 0));
    expect(orthogonalise([a, b, sum, column(1, 1, 1, 1)]).kept).toEqual([0, 1, 3]);
  });
});

describe("a constant read as powers of 2, 3 and 5", () => {
  it.each([
    [1, { isNegative: false, two: 0, three: 0, five: 0 }],
    [-2, { isNegative: true, two: 1, three: 0, five: 0 }],
    [0.3, { isNegative: false, two: -1, three: 1, five: -1 }],
    [0.1, { isNegative: false, two: -1, three: 0, five: -1 }],
    [12, { isNegative: false, two: 2, three: 1, five: 0 }],
  ])("%d is %j", (value, constant) => {
    expect(readConstant(value)).toEqual(constant);
  });

  it.each([7, Math.PI, 1.001, Number.NaN, 0])("%d is none", (value) => {
    expect(readConstant(value)).toBeNull();
  });
});
