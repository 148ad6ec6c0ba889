/** Sizes of the axes, outermost first; a scalar's shape is []. */
export type Shape = readonly number[];

/**
 * Float64 numbers in row-major order, contiguous: the strides follow from the shape. What has others is a `View` of view.ts. Nothing
 * here changes a tensor once it is made.
 */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** Numbers in brackets, as a model writes them: 0.5, [1, 2] or [[1, 2], [3, 4]]. */
export type Nested = number | readonly Nested[];

const noAxes: Shape = [];

export function scalar(value: number): Tensor {
  // Not Float64Array.of, which takes twice as long.
  const data = new Float64Array(1);
  data[0] = value;
  return { shape: noAxes, data };
}

/** How many numbers a tensor of this shape holds; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const axis of shape) size *= axis;
  return size;
}

export function filled(shape: Shape, value: number): Tensor {
  return { shape, data: new Float64Array(sizeOf(shape)).fill(value) };
}

/** The same rule at every number. */
export function mapTensor(tensor: Tensor, rule: (value: number) => number): Tensor {
  return { shape: tensor.shape, data: tensor.data.map(rule) };
}

export function sameShape(left: Shape, right: Shape): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let axis = 0; axis < left.length; axis++) if (left[axis] !== right[axis]) return false;
  return true;
}

/** The number in a tensor that holds exactly one, whatever its shape. */
export function onlyNumber(tensor: Tensor): number {
  const value = tensor.data[0];
  if (value === undefined || tensor.data.length !== 1)
    throw new Error(`a tensor of shape [${tensor.shape}] is no number`);
  return value;
}

/** Reads nested lists of one shape; throws on ragged ones, which the language has refused before. */
export function fromNested(nested: Nested): Tensor {
  const shape: number[] = [];
  for (let level: Nested | undefined = nested; typeof level === "object"; level = level[0]) shape.push(level.length);
  const data = new Float64Array(sizeOf(shape));
  let filledSoFar = 0;
  const read = (level: Nested, axis: number): void => {
    if (typeof level === "number") {
      if (axis !== shape.length) throw new Error(`a ragged list has no shape: ${JSON.stringify(nested)}`);
      data[filledSoFar++] = level;
    } else {
      if (level.length !== shape[axis]) throw new Error(`a ragged list has no shape: ${JSON.stringify(nested)}`);
      for (const inner of level) read(inner, axis + 1);
    }
  };
  read(nested, 0);
  return { shape, data };
}

export function toNested(tensor: Tensor): Nested {
  let place = 0;
  const write = (axis: number): Nested => {
    const length = tensor.shape[axis];
    if (length === undefined) return tensor.data[place++] ?? Number.NaN;
    return Array.from({ length }, () => write(axis + 1));
  };
  return write(0);
}
