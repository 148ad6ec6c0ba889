import type { OpName } from "#lib/autograd/ops/catalogue.ts";
import type { Nested } from "#lib/autograd/tensor.ts";

/** Moderate inputs of an op, away from its kinks, at which central differences can be believed. */
export interface OpSample {
  readonly inputs: readonly Nested[];
  readonly options?: readonly unknown[];
}

const spread: Nested = [-1.7, -0.4, 0.3, 1.2];
const positive: Nested = [0.2, 0.9, 1.6, 3.1];
const inUnit: Nested = [-0.8, -0.1, 0.35, 0.7];
const matrix: Nested = [
  [0.3, -1.1, 0.8],
  [1.4, 0.2, -0.6],
];
const unary = [{ inputs: [0.7] }, { inputs: [spread] }, { inputs: [matrix] }];
const pair = [
  { inputs: [0.7, -1.3] },
  { inputs: [matrix, -0.45] },
  { inputs: [[0.25, 1.7, -0.9], matrix] },
  {
    inputs: [
      [[0.5], [1.9]],
      [1.15, -0.55],
    ],
  },
];
const powers = [
  { inputs: [1.3, 2] },
  { inputs: [positive, 3] },
  { inputs: [positive, 0.5] },
  { inputs: [positive, [1.5, -2, 0.3, 2.2]] },
  {
    inputs: [
      [[0.5], [1.9]],
      [1.15, -0.55],
    ],
  },
];
const reduced = [
  { inputs: [spread] },
  { inputs: [matrix] },
  { inputs: [matrix], options: [0] },
  { inputs: [matrix], options: [1] },
];

/** A new op without a sample does not compile. */
export const opSamples = {
  add: pair,
  subtract: pair,
  multiply: pair,
  divide: pair,
  power: powers,
  powerSlope: powers,
  powerTimesLog: powers,
  negative: unary,
  abs: unary,
  sign: unary,
  sqrt: [{ inputs: [positive] }],
  exp: unary,
  log: [{ inputs: [positive] }],
  sinh: unary,
  cosh: unary,
  sech: unary,
  sin: unary,
  cos: unary,
  tan: [{ inputs: [0.7] }, { inputs: [inUnit] }],
  asin: [{ inputs: [inUnit] }],
  acos: [{ inputs: [inUnit] }],
  asinSlope: [{ inputs: [inUnit] }],
  atan: unary,
  sigmoid: unary,
  sigmoidSlope: unary,
  tanh: unary,
  tanhSlope: unary,
  relu: unary,
  step: unary,
  leakyRelu: unary,
  leakyReluSlope: unary,
  elu: unary,
  selu: unary,
  seluSlope: unary,
  gelu: [...unary, { inputs: [[-2.4, -1.1, 0.9, 2.2]] }],
  normalCdf: [...unary, { inputs: [[-4.4, -2.2, 0.9, 2.2]] }],
  silu: unary,
  softplus: unary,
  maximum: pair,
  minimum: pair,
  isGreater: pair,
  greatest: [{ inputs: [spread] }, { inputs: [matrix] }],
  greatestShare: [{ inputs: [spread] }, { inputs: [matrix] }],
  sum: reduced,
  mean: reduced,
  sumTo: [
    { inputs: [matrix], options: [[3]] },
    { inputs: [matrix], options: [[2, 1]] },
    { inputs: [matrix], options: [[]] },
  ],
  broadcastTo: [
    { inputs: [0.7], options: [[2, 3]] },
    { inputs: [[0.5, -0.2, 0.9]], options: [[2, 3]] },
    { inputs: [[[0.5], [-0.2]]], options: [[2, 3]] },
  ],
  softmax: [{ inputs: [spread] }, { inputs: [matrix] }],
  logSoftmax: [{ inputs: [spread] }, { inputs: [matrix] }],
  sumOfOthers: [{ inputs: [spread] }, { inputs: [matrix] }],
  leadOverOthers: [
    { inputs: [spread, inUnit] },
    {
      inputs: [
        matrix,
        [
          [0.1, 0.7, 0.2],
          [0.5, 0.3, 0.2],
        ],
      ],
    },
  ],
  matmul: [
    { inputs: [matrix, [[0.4], [-0.7], [1.6]]] },
    {
      inputs: [
        matrix,
        [
          [0.4, 1.2],
          [-0.7, 0.1],
          [1.6, -0.8],
        ],
      ],
    },
  ],
  transpose: [{ inputs: [matrix] }],
  reshape: [{ inputs: [matrix], options: [[3, 2]] }],
  concat: [
    { inputs: [matrix, [[0.6, -0.9, 1.1]]], options: [0] },
    { inputs: [matrix, [[0.6], [-0.9]], matrix], options: [1] },
  ],
  slice: [
    { inputs: [matrix], options: [1, 1, 3] },
    { inputs: [spread], options: [0, 0, 2] },
  ],
  pad: [
    { inputs: [matrix], options: [1, 1, 2] },
    { inputs: [spread], options: [0, 0, 2] },
  ],
  identity: unary,
  stopGradient: unary,
} satisfies Readonly<Record<OpName, readonly OpSample[]>>;
