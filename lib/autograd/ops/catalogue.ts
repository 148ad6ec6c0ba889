import type { AnyOp } from "../op.ts";
import { abs, sign } from "./abs.ts";
import { add } from "./add.ts";
import { divide } from "./divide.ts";
import { exp } from "./exp.ts";
import { gelu, normalCdf } from "./gelu.ts";
import { cosh, sech, sinh } from "./hyperbolic.ts";
import { identity, stopGradient } from "./identity.ts";
import { log } from "./log.ts";
import { matmul } from "./matmul.ts";
import { greatest, greatestShare, isGreater, maximum, minimum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { multiply } from "./multiply.ts";
import { negative } from "./negative.ts";
import { power, powerSlope, powerTimesLog } from "./power.ts";
import { elu, leakyRelu, leakyReluSlope, selu, seluSlope } from "./rectifiers.ts";
import { relu, step } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";
import { silu, softplus } from "./silu.ts";
import { concat, pad, slice } from "./slice.ts";
import { logSoftmax, softmax } from "./softmax.ts";
import { sqrt } from "./sqrt.ts";
import { subtract } from "./subtract.ts";
import { broadcastTo, sum, sumTo } from "./sum.ts";
import { tanh, tanhSlope } from "./tanh.ts";
import { transpose } from "./transpose.ts";
import { acos, asin, asinSlope, atan, cos, sin, tan } from "./trigonometric.ts";

/** Every op there is, by its own name. The language, the compiler, the tests and the documentation iterate over this list. */
export const catalogue = {
  add,
  subtract,
  multiply,
  divide,
  power,
  powerSlope,
  powerTimesLog,
  negative,
  abs,
  sign,
  sqrt,
  exp,
  log,
  sinh,
  cosh,
  sech,
  sin,
  cos,
  tan,
  asin,
  acos,
  asinSlope,
  atan,
  sigmoid,
  sigmoidSlope,
  tanh,
  tanhSlope,
  relu,
  step,
  leakyRelu,
  leakyReluSlope,
  elu,
  selu,
  seluSlope,
  gelu,
  normalCdf,
  silu,
  softplus,
  maximum,
  minimum,
  isGreater,
  greatest,
  greatestShare,
  sum,
  mean,
  sumTo,
  broadcastTo,
  softmax,
  logSoftmax,
  matmul,
  transpose,
  reshape,
  concat,
  slice,
  pad,
  identity,
  stopGradient,
} satisfies Readonly<Record<string, AnyOp>>;

export type Catalogue = typeof catalogue;
export type OpName = keyof Catalogue;
