import type { On } from "../op.ts";
import type { Shape } from "../tensor.ts";

/** Added to a variance before its root is taken, as in PyTorch. */
export const normalisationEpsilon = 1e-5;

/** x·Wᵀ + b for a batch: x [batch, in], W [out, in], b [out]; gives [batch, out]. */
export function dense<V>(on: On<V>, x: V, weights: V, biases: V | null): V {
  const product = on.matmul(x, on.transpose(weights));
  return biases === null ? product : on.add(product, biases);
}

/** (z − mean)/√(variance + ε) along one axis, with the variance divided by n. */
export function standardise<V>(on: On<V>, z: V, axis: number): V {
  const centred = on.subtract(z, on.mean(z, axis));
  const variance = on.mean(on.multiply(centred, centred), axis);
  return on.divide(centred, on.sqrt(on.add(variance, on.constant(normalisationEpsilon))));
}

/** Each feature standardised over the batch, then γ·ẑ + β (Ioffe & Szegedy 2015); z [batch, features], γ and β [features]. */
export function batchNorm<V>(on: On<V>, z: V, scale: V, shift: V): V {
  return on.add(on.multiply(standardise(on, z, 0), scale), shift);
}

/** Each sample standardised over its features, then γ·ẑ + β (Ba et al. 2016); z [batch, features], γ and β [features]. */
export function layerNorm<V>(on: On<V>, z: V, scale: V, shift: V): V {
  return on.add(on.multiply(standardise(on, z, on.shapeOf(z).length - 1), scale), shift);
}

/** h + f(h): the gradient has a way round f (He et al. 2016). */
export function residual<V>(on: On<V>, h: V, through: (h: V) => V): V {
  return on.add(h, through(h));
}

/** Keeps the units of `mask` (1 kept, 0 dropped) and scales them by 1/keep, so that the mean stays (Srivastava et al. 2014). */
export function dropout<V>(on: On<V>, h: V, mask: V, keep: number): V {
  return on.multiply(h, on.divide(mask, on.constant(keep)));
}

/** Mean over all elements of (y − t)². */
export function meanSquaredError<V>(on: On<V>, y: V, target: V): V {
  const error = on.subtract(y, target);
  return on.mean(on.multiply(error, error));
}

/** Mean over the batch of half the squared error, summed over the outputs. */
export function halfSquaredError<V>(on: On<V>, y: V, target: V): V {
  const error = on.subtract(y, target);
  return on.divide(on.sum(on.multiply(error, error)), on.constant(2 * batchSize(on.shapeOf(y))));
}

/**
 * −(t·ln y + (1 − t)·ln(1 − y)), mean over all elements, from the pre-activation z of y = σ(z), with −ln y = softplus(−z) and
 * −ln(1 − y) = softplus(z): softplus(z) − t·z is exactly 0 from z = 37 on, where t = 1.
 */
export function binaryCrossEntropy<V>(on: On<V>, z: V, target: V): V {
  const ofOnes = on.multiply(target, on.softplus(on.negative(z)));
  const ofZeros = on.multiply(on.subtract(on.constant(1), target), on.softplus(z));
  return on.mean(on.add(ofOnes, ofZeros));
}

/** −Σ t·ln softmax(z), mean over the batch; z and t [batch, classes]. Its gradient is (softmax(z) − t)/batch where Σ t = 1. */
export function softmaxCrossEntropy<V>(on: On<V>, z: V, target: V): V {
  const logs = on.multiply(target, on.logSoftmax(z));
  return on.negative(on.divide(on.sum(logs), on.constant(batchSize(on.shapeOf(z)))));
}

function batchSize(shape: Shape): number {
  return shape.length < 2 ? 1 : (shape[0] ?? 1);
}
