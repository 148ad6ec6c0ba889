/** A fully connected network with its data, as the loops and the engine are both given it. */
export interface Network {
  /** Units of the input, of each layer, of the output. */
  readonly sizes: readonly number[];
  readonly activation: "tanh" | "sigmoid";
  readonly batch: number;
  /** Per layer, row-major, [out, in] and [out]. */
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
  /** [batch, in] and [batch, out]. */
  readonly samples: Float64Array;
  readonly targets: Float64Array;
  readonly rate: number;
}

/** Training steps by plain loops over typed arrays that are made once; each call takes one and gives the loss before it. */
export function trainByHand({ sizes, activation, batch, samples, targets, rate, ...start }: Network): () => number {
  const last = sizes.length - 1;
  const weights = start.weights.map((given) => given.slice());
  const biases = start.biases.map((given) => given.slice());
  const outputs = sizes.map((size, layer) => (layer === 0 ? samples : new Float64Array(batch * size)));
  const gradients = sizes.map((size) => new Float64Array(batch * size));
  const isTanh = activation === "tanh";
  return () => {
    for (let layer = 0; layer < last; layer++) {
      forward(outputs[layer] as Float64Array, weights[layer] as Float64Array, biases[layer] as Float64Array, batch);
    }
    const loss = seed(outputs[last] as Float64Array);
    for (let layer = last - 1; layer >= 0; layer--) backward(layer);
    return loss;

    function forward(x: Float64Array, w: Float64Array, b: Float64Array, rows: number): void {
      const units = b.length;
      const inner = w.length / units;
      const layer = outputs.indexOf(x) + 1;
      const y = outputs[layer] as Float64Array;
      const isLast = layer === last;
      for (let row = 0; row < rows; row++) {
        for (let unit = 0; unit < units; unit++) {
          let z = b[unit] as number;
          for (let k = 0; k < inner; k++) z += (x[row * inner + k] as number) * (w[unit * inner + k] as number);
          y[row * units + unit] = isLast ? z : isTanh ? Math.tanh(z) : 1 / (1 + Math.exp(-z));
        }
      }
    }

    /** Mean squared error, and its gradient by the outputs. */
    function seed(y: Float64Array): number {
      const ofY = gradients[last] as Float64Array;
      let sum = 0;
      for (let place = 0; place < y.length; place++) {
        const error = (y[place] as number) - (targets[place] as number);
        sum += error * error;
        ofY[place] = (2 * error) / y.length;
      }
      return sum / y.length;
    }

    /** Gradients of one layer, by its input and by its parameters, which move at once. */
    function backward(layer: number): void {
      const x = outputs[layer] as Float64Array;
      const ofZ = gradients[layer + 1] as Float64Array;
      const ofX = gradients[layer] as Float64Array;
      const w = weights[layer] as Float64Array;
      const b = biases[layer] as Float64Array;
      const inner = w.length / b.length;
      ofX.fill(0);
      const ofW = new Float64Array(w.length);
      const ofB = new Float64Array(b.length);
      for (let row = 0; row < batch; row++) {
        for (let unit = 0; unit < b.length; unit++) {
          const slope = ofZ[row * b.length + unit] as number;
          ofB[unit] = (ofB[unit] as number) + slope;
          for (let k = 0; k < inner; k++) {
            ofW[unit * inner + k] = (ofW[unit * inner + k] as number) + slope * (x[row * inner + k] as number);
            ofX[row * inner + k] = (ofX[row * inner + k] as number) + slope * (w[unit * inner + k] as number);
          }
        }
      }
      if (layer > 0) {
        for (let place = 0; place < x.length; place++) {
          const y = x[place] as number;
          ofX[place] = (ofX[place] as number) * (isTanh ? 1 - y * y : y * (1 - y));
        }
      }
      for (let place = 0; place < w.length; place++) w[place] = (w[place] as number) - rate * (ofW[place] as number);
      for (let unit = 0; unit < b.length; unit++) b[unit] = (b[unit] as number) - rate * (ofB[unit] as number);
    }
  };
}
