import { absoluteError } from "./models/absolute-error.ts";
import { crossEntropy } from "./models/cross-entropy.ts";
import { functionsOfOneVariable } from "./models/functions-of-one-variable.ts";
import { linearChain } from "./models/linear-chain.ts";
import { matrixNetwork } from "./models/matrix-network.ts";
import { recurrentCell } from "./models/recurrent-cell.ts";
import { reluWithBiases } from "./models/relu-with-biases.ts";
import { sharedWeight } from "./models/shared-weight.ts";
import { sigmoidChain } from "./models/sigmoid-chain.ts";
import { sixSigmoids } from "./models/six-sigmoids.ts";
import { skipConnection } from "./models/skip-connection.ts";
import { smoothUnits } from "./models/smooth-units.ts";
import { softmaxLayer } from "./models/softmax-layer.ts";
import { softmaxPair } from "./models/softmax-pair.ts";
import { tanhWithBiases } from "./models/tanh-with-biases.ts";
import { twoInputs } from "./models/two-inputs.ts";
import { twoOutputs } from "./models/two-outputs.ts";
import { weightDecay } from "./models/weight-decay.ts";
import type { SuiteModel } from "./suite-row.ts";

export const suiteModels: readonly SuiteModel[] = [
  sigmoidChain,
  tanhWithBiases,
  reluWithBiases,
  twoInputs,
  skipConnection,
  sharedWeight,
  crossEntropy,
  softmaxPair,
  linearChain,
  sixSigmoids,
  smoothUnits,
  absoluteError,
  twoOutputs,
  recurrentCell,
  weightDecay,
  matrixNetwork,
  softmaxLayer,
  functionsOfOneVariable,
];
