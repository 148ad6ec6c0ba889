import { installAlternatives } from "./alternatives.ts";
import type { Network } from "./network-by-hand.ts";

const version = "4.22.0";

/** What the bench uses of @tensorflow/tfjs. Its numbers are float32. */
export interface Tensorflow {
  enableProdMode(): void;
  setBackend(name: string): Promise<boolean>;
  tensor(numbers: Float32Array, shape: readonly number[]): TensorflowTensor;
  variable(start: TensorflowTensor): TensorflowTensor;
  readonly train: {
    sgd(rate: number): {
      minimize(loss: () => TensorflowTensor, isLossWanted: true, by: readonly TensorflowTensor[]): TensorflowTensor;
    };
  };
}

interface TensorflowTensor {
  matMul(other: TensorflowTensor): TensorflowTensor;
  add(other: TensorflowTensor): TensorflowTensor;
  sub(other: TensorflowTensor): TensorflowTensor;
  tanh(): TensorflowTensor;
  sigmoid(): TensorflowTensor;
  square(): TensorflowTensor;
  mean(): TensorflowTensor;
  dataSync(): Float32Array;
  dispose(): void;
}

export async function loadTensorflow(folder: string): Promise<Tensorflow> {
  const names = ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"];
  const load = await installAlternatives(
    folder,
    names.map((name) => `${name}@${version}`),
  );
  const tensorflow = load("@tensorflow/tfjs") as Tensorflow;
  load("@tensorflow/tfjs-backend-wasm");
  tensorflow.enableProdMode();
  return tensorflow;
}

/** Training steps on the backend that is set; each call takes one and gives the loss before it. */
export function trainOnTensorflow(
  tensorflow: Tensorflow,
  { sizes, activation, batch, rate, ...numbers }: Network,
): () => number {
  const last = sizes.length - 1;
  const tensor = (data: Float64Array, shape: readonly number[]) =>
    tensorflow.tensor(Float32Array.from(data), shape as number[]);
  const samples = tensor(numbers.samples, [batch, sizes[0] ?? 0]);
  const targets = tensor(numbers.targets, [batch, sizes[last] ?? 0]);
  const layers = numbers.weights.map((data, layer) => {
    const bias = numbers.biases[layer] as Float64Array;
    const inner = data.length / bias.length;
    // [in, out], as this library has its weights.
    const turned = data.map(
      (_, place) => data[(place % bias.length) * inner + Math.floor(place / bias.length)] as number,
    );
    return {
      weight: tensorflow.variable(tensor(turned, [inner, bias.length])),
      bias: tensorflow.variable(tensor(bias, [bias.length])),
    };
  });
  const parameters = layers.flatMap(({ weight, bias }) => [weight, bias]);
  const optimiser = tensorflow.train.sgd(rate);
  const lossOf = () => {
    const output = layers.reduce((h, { weight, bias }, layer) => {
      const z = h.matMul(weight).add(bias);
      return layer === last - 1 ? z : z[activation]();
    }, samples);
    return output.sub(targets).square().mean();
  };
  return () => {
    const loss = optimiser.minimize(lossOf, true, parameters);
    const [number = Number.NaN] = loss.dataSync();
    loss.dispose();
    return number;
  };
}
