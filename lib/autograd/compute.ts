import type { AnyOp, On } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";
import { scalar, type Tensor } from "./tensor.ts";

/** The catalogue as methods on tensors: rules written against `on` are carried out at once. */
export const compute: On<Tensor> = {
  ...(Object.fromEntries(Object.values<AnyOp>(catalogue).map((op) => [op.name, op.value])) as unknown as On<Tensor>),
  constant: (value) => (typeof value === "number" ? scalar(value) : value),
  shapeOf: (tensor) => tensor.shape,
};
