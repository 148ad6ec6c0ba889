/** Sizes of the axes, outermost first; [] for a number. */
type Shape = readonly number[];

/** A vector of n is also n×1, and a number is also 1×1: trailing axes of size 1 are not told apart. */
export function isSameShape(given: Shape, expected: Shape): boolean {
  const left = withoutTrailingOnes(given);
  const right = withoutTrailingOnes(expected);
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}

function withoutTrailingOnes(shape: Shape): Shape {
  return shape.slice(0, shape.findLastIndex((size) => size !== 1) + 1);
}

/** A shape in words: "a number", "a vector of 3", "2×3". */
export function wordShape(shape: Shape): string {
  if (shape.length === 0) return "a number";
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return shape.join("×");
}
