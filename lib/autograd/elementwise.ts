import { fittingShape, stretched } from "./broadcast.ts";
import type { Op } from "./op.ts";
import { contiguous, rowsOf } from "./rows.ts";
import { sizeOf, type Tensor } from "./tensor.ts";

type Unary = Pick<Required<Op<[Tensor]>>, "arity" | "each" | "shape" | "value" | "error">;
type Binary = Pick<Required<Op<[Tensor, Tensor]>>, "arity" | "each" | "shape" | "value" | "error">;

/** The same rule at every element of one tensor. */
export function elementwise(value: (z: number) => number, error: (z: number, y: number, e: number) => number): Unary {
  return {
    arity: 1,
    each: { value, error: (z, _, y, e) => error(z, y, e) },
    shape: ([z]) => z,
    value: (z) => {
      const data = new Float64Array(sizeOf(z.shape));
      const { length, left } = rowsOf(z, z, z.shape);
      let place = 0;
      for (const start of left.starts) {
        for (let n = 0; n < length; n++) data[place++] = value(left.numbers[start + n * left.step] as number);
      }
      return { shape: z.shape, data };
    },
    error: ([z], [e], y) => {
      const bound = (place: number) => error(z.data[place] as number, y.data[place] as number, e.data[place] as number);
      return { shape: y.shape, data: Float64Array.from(y.data, (_, place) => bound(place)) };
    },
  };
}

/** The same rule at every pair of elements of two tensors, broadcast as in NumPy. */
export function elementwisePair(
  name: string,
  value: (a: number, b: number) => number,
  error: (a: number, b: number, y: number, ea: number, eb: number) => number,
): Binary {
  return {
    arity: 2,
    each: { value, error },
    shape: ([a, b]) => fittingShape(name, a, b),
    value: (a, b) => {
      const shape = fittingShape(name, a.shape, b.shape);
      const data = new Float64Array(sizeOf(shape));
      const { length, left, right } = rowsOf(a, b, shape);
      let place = 0;
      for (let row = 0; row < left.starts.length; row++) {
        const [i, j] = [left.starts[row] as number, right.starts[row] as number];
        for (let n = 0; n < length; n++) {
          const a = left.numbers[i + n * left.step] as number;
          data[place++] = value(a, right.numbers[j + n * right.step] as number);
        }
      }
      return { shape, data };
    },
    error: (inputs, errors, y) => {
      const [a, b, ea, eb] = [...inputs, ...errors].map((part) => contiguous(stretched(part, y.shape)).data);
      const bound = (place: number) => {
        const at = (numbers: Float64Array | undefined) => numbers?.[place] as number;
        return error(at(a), at(b), y.data[place] as number, at(ea), at(eb));
      };
      return { shape: y.shape, data: Float64Array.from(y.data, (_, place) => bound(place)) };
    },
  };
}
