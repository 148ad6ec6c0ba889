import type { AnyOp } from "../op.ts";
import { add } from "./add.ts";
import { divide } from "./divide.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { matmul } from "./matmul.ts";
import { multiply } from "./multiply.ts";
import { negative } from "./negative.ts";
import { power, powerSlope, powerTimesLog } from "./power.ts";
import { relu, step } from "./relu.ts";
import { sigmoid, sigmoidSlope } from "./sigmoid.ts";
import { subtract } from "./subtract.ts";
import { broadcast, sum, sumTo } from "./sum.ts";
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
  exp,
  log,
  sigmoid,
  sigmoidSlope,
  tanh,
  tanhSlope,
  relu,
  step,
  sum,
  sumTo,
  broadcastTo: broadcast,
  matmul,
  transpose,
} satisfies Readonly<Record<string, AnyOp>>;

export type Catalogue = typeof catalogue;
export type OpName = keyof Catalogue;
