import { transposed } from "../ops/transpose.ts";
import { contiguous } from "../rows.ts";
import { filled, type Shape, sizeOf, type Tensor } from "../tensor.ts";

/** Numbers from 0 (with) to 1 (without), seeded by whoever calls. */
export type Random = () => number;

/** Standard deviation that keeps the variance of outputs and gradients alike: √(2/(in + out)) (Glorot & Bengio 2010). */
export function glorotDeviation(inputs: number, outputs: number): number {
  return Math.sqrt(2 / (inputs + outputs));
}

/** Standard deviation for ReLU, which halves the variance: √(2/in) (He et al. 2015). */
export function heDeviation(inputs: number): number {
  return Math.sqrt(2 / inputs);
}

export function constantWeights(shape: Shape, value: number): Tensor {
  return filled(shape, value);
}

/** Uniform from −limit to limit. */
export function uniformWeights(shape: Shape, limit: number, random: Random): Tensor {
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, () => limit * (2 * random() - 1)) };
}

/** Normal with mean 0. */
export function normalWeights(shape: Shape, deviation: number, random: Random): Tensor {
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, () => deviation * standardNormal(random)) };
}

/** The deviation that is left of a standard normal cut off beyond ±2: √(1 − 4φ(2)/(2Φ(2) − 1)). */
const deviationWithin2 = 0.8796256610342398;

/**
 * Normal with mean 0, drawn again beyond two deviations, so that no unit begins saturated; widened first, so that `deviation`
 * is what is left after the cut. The form of most libraries (Abadi et al. 2016); the papers of Glorot and He cut nothing.
 */
export function truncatedNormalWeights(shape: Shape, deviation: number, random: Random): Tensor {
  const drawn = () => {
    for (;;) {
      const value = standardNormal(random);
      if (Math.abs(value) <= 2) return value;
    }
  };
  const data = Float64Array.from({ length: sizeOf(shape) }, () => (deviation / deviationWithin2) * drawn());
  return { shape, data };
}

/** Weights [outputs, inputs], uniform with Glorot's deviation: limit √(6/(in + out)). */
export function glorotUniform(outputs: number, inputs: number, random: Random): Tensor {
  return uniformWeights([outputs, inputs], Math.sqrt(3) * glorotDeviation(inputs, outputs), random);
}

export function glorotNormal(outputs: number, inputs: number, random: Random): Tensor {
  return normalWeights([outputs, inputs], glorotDeviation(inputs, outputs), random);
}

/** Weights [outputs, inputs], uniform with He's deviation: limit √(6/in). */
export function heUniform(outputs: number, inputs: number, random: Random): Tensor {
  return uniformWeights([outputs, inputs], Math.sqrt(3) * heDeviation(inputs), random);
}

export function heNormal(outputs: number, inputs: number, random: Random): Tensor {
  return normalWeights([outputs, inputs], heDeviation(inputs), random);
}

/** A square matrix that changes no vector's length: its rows, and its columns, have length 1 and stand at right angles. */
export function orthogonalWeights(size: number, random: Random): Tensor {
  return semiOrthogonalWeights(size, size, random);
}

/**
 * Weights [outputs, inputs] whose rows, or columns where these are fewer, have length 1 and stand at right angles: no vector
 * grows on its way through, and backwards none that came from there shrinks (Saxe et al. 2014). The Q of a QR decomposition of
 * normal columns, with the signs for which R has a positive diagonal; else Q would not be equally likely to point anywhere
 * (Mezzadri 2007). By Gram and Schmidt, whose R has it; each column twice, or rounding leaves them askew.
 */
export function semiOrthogonalWeights(outputs: number, inputs: number, random: Random): Tensor {
  const [count, length] = [Math.min(outputs, inputs), Math.max(outputs, inputs)];
  const columns: Float64Array[] = [];
  while (columns.length < count) {
    const column = Float64Array.from({ length }, () => standardNormal(random));
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of columns) addScaled(column, earlier, -innerProduct(column, earlier));
    }
    const size = Math.sqrt(innerProduct(column, column));
    if (size < 1e-8) continue; // nearly in the span of those before: draw again
    columns.push(column.map((value) => value / size));
  }
  const rows: Tensor = { shape: [count, length], data: Float64Array.from(columns.flatMap((column) => [...column])) };
  return outputs <= inputs ? rows : contiguous(transposed(rows));
}

/** Box and Muller 1958; 1 − u keeps the logarithm's input above 0. */
function standardNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, place) => sum + value * (b[place] as number), 0);
}

function addScaled(column: Float64Array, other: Float64Array, factor: number): void {
  for (let place = 0; place < column.length; place++)
    column[place] = (column[place] as number) + factor * (other[place] as number);
}
