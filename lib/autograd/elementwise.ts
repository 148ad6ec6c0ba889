import { fittingShape, sourcePlaces } from "./broadcast.ts";
import type { Op } from "./op.ts";
import { sameShape, sizeOf, type Tensor } from "./tensor.ts";

type Unary = Pick<Required<Op<[Tensor]>>, "arity" | "each" | "shape" | "value" | "error">;
type Binary = Pick<Required<Op<[Tensor, Tensor]>>, "arity" | "each" | "shape" | "value" | "error">;

/** The same rule at every element of one tensor. */
export function elementwise(value: (z: number) => number, error: (z: number, y: number, e: number) => number): Unary {
  return {
    arity: 1,
    each: { value, error: (z, _, y, e) => error(z, y, e) },
    shape: ([z]) => z,
    value: (z) => {
      const { shape, data } = z;
      const result = new Float64Array(data.length);
      for (let place = 0; place < data.length; place++) result[place] = value(data[place] as number);
      return { shape, data: result };
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
      if (sameShape(a.shape, b.shape)) {
        for (let place = 0; place < data.length; place++) {
          data[place] = value(a.data[place] as number, b.data[place] as number);
        }
        return { shape, data };
      }
      const fromA = sourcePlaces(a.shape, shape);
      const fromB = sourcePlaces(b.shape, shape);
      for (let place = 0; place < data.length; place++) {
        data[place] = value(a.data[fromA[place] as number] as number, b.data[fromB[place] as number] as number);
      }
      return { shape, data };
    },
    error: ([a, b], [ea, eb], y) => {
      const fromA = sourcePlaces(a.shape, y.shape);
      const fromB = sourcePlaces(b.shape, y.shape);
      const bound = (place: number) => {
        const i = fromA[place] as number;
        const j = fromB[place] as number;
        const at = (tensor: Tensor, element: number) => tensor.data[element] as number;
        return error(at(a, i), at(b, j), at(y, place), at(ea, i), at(eb, j));
      };
      return { shape: y.shape, data: Float64Array.from(y.data, (_, place) => bound(place)) };
    },
  };
}
