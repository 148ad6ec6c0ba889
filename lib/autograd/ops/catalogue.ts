import { abs, sign } from "./abs.ts";
import { acos } from "./acos.ts";
import { add } from "./add.ts";
import { asin, asinSlope } from "./asin.ts";
import { atan } from "./atan.ts";
import { broadcastTo } from "./broadcast-to.ts";
import { concat } from "./concat.ts";
import { cos } from "./cos.ts";
import { cosh } from "./cosh.ts";
import { divide } from "./divide.ts";
import { elu } from "./elu.ts";
import { exp } from "./exp.ts";
import { gelu } from "./gelu.ts";
import { greatest, greatestShare } from "./greatest.ts";
import { identity } from "./identity.ts";
import { isGreater } from "./is-greater.ts";
import { leadOverOthers } from "./lead-over-others.ts";
import { leakyRelu, leakyReluSlope } from "./leaky-relu.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./log-softmax.ts";
import { matmul } from "./matmul.ts";
import { maximum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { minimum } from "./minimum.ts";
import { multiply } from "./multiply.ts";
import { negative } from "./negative.ts";
import { normalCdf } from "./normal-cdf.ts";
import { pad } from "./pad.ts";
import { power, powerSlope, powerTimesLog } from "./power.ts";
import { relu, step } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { sech } from "./sech.ts";
import { selu, seluSlope } from "./selu.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";
import { silu } from "./silu.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { sqrt } from "./sqrt.ts";
import { stopGradient } from "./stop-gradient.ts";
import { subtract } from "./subtract.ts";
import { sum } from "./sum.ts";
import { sumOfOthers } from "./sum-of-others.ts";
import { sumTo } from "./sum-to.ts";
import { tan } from "./tan.ts";
import { tanh, tanhSlope } from "./tanh.ts";
import { transpose } from "./transpose.ts";

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
  sumOfOthers,
  leadOverOthers,
  matmul,
  transpose,
  reshape,
  concat,
  slice,
  pad,
  identity,
  stopGradient,
};

export type Catalogue = typeof catalogue;
export type OpName = keyof Catalogue;
