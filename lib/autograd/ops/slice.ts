import type { Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { asView, type Strided, type View } from "../view.ts";
import { viewOp } from "../view-op.ts";

/** Elements `start` (with) to `end` (without) along an axis. The gradient is padded with zeros. */
export const slice: Op<[Tensor], [axis: number, start: number, end: number]> = {
  name: "slice",
  says: { value: "a run of elements along an axis", slopes: ["1 where the element is kept, else 0"] },
  ...viewOp(sliced),
  shape: ([z], axis, start, end) => z.with(axis, end - start),
  pullback: (on, seed, [z], _, axis, start, end) => [on.pad(seed, axis, start, (on.shapeOf(z)[axis] ?? end) - end)],
  tangents: (on, _, __, axis, start, end) => [(dz) => on.slice(dz, axis, start, end)],
};

export function sliced(z: Strided, axis: number, start: number, end: number): View {
  const { shape, strides, offset, numbers } = asView(z);
  const [length, stride] = [shape[axis], strides[axis]];
  if (length === undefined || stride === undefined) throw new Error(`slice: [${shape}] has no axis ${axis}`);
  if (start < 0 || end > length || start > end) throw new Error(`slice: ${start} to ${end} of ${length}`);
  return { shape: shape.with(axis, end - start), strides, offset: offset + start * stride, numbers };
}
