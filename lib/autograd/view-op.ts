import type { Op } from "./op.ts";
import { contiguous } from "./rows.ts";
import type { Tensor } from "./tensor.ts";
import type { Strided } from "./view.ts";

type Viewing<Options extends readonly unknown[]> = Pick<
  Required<Op<[Tensor], Options>>,
  "arity" | "view" | "value" | "error"
>;

/** An op that shows the numbers of one tensor in another order or number. Its value is a copy for those who index it. */
export function viewOp<Options extends readonly unknown[]>(
  view: (z: Strided, ...options: Options) => Strided,
): Viewing<Options> {
  return {
    arity: 1,
    view,
    value: (z, ...options) => contiguous(view(z, ...options)),
    error: (_, [e], _y, ...options) => contiguous(view(e, ...options)),
  };
}
