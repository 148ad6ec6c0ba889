import { compute } from "./compute.ts";
import type { NumberFormat } from "./number-format.ts";
import { type AnyOp, callOn, type On, splitInputs } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { mapTensor, type Tensor } from "./tensor.ts";

/**
 * The catalogue on tensors of another format: every result is rounded to it, those inside a pullback too, and so are constants.
 * Within one op float64 is kept, as hardware that multiplies matrices of float16 adds up in a wider format. Use it with `replayAll`
 * and `backward` on values that the format holds.
 */
export function computeIn(format: NumberFormat): On<Tensor> {
  const rounded = (tensor: Tensor) => mapTensor(tensor, format.round);
  const methods = Object.values<AnyOp>(catalogue).map((op) => [
    op.name,
    (...all: readonly unknown[]) => {
      const [inputs, options] = splitInputs(op, all);
      return rounded(callOn(compute, op, inputs as Tensor[], options));
    },
  ]);
  return {
    ...(Object.fromEntries(methods) as unknown as On<Tensor>),
    constant: (value) => rounded(compute.constant(value)),
    shapeOf: compute.shapeOf,
  };
}
