import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { millisecondsPerRun, runs } from "../in-turn.ts";
import type { Network } from "./network-by-hand.ts";

const script = fileURLToPath(new URL("pytorch.py", import.meta.url));

export interface TrainedByPytorch {
  /** Of the first steps. */
  readonly losses: readonly number[];
  /** Per step, run by run. */
  readonly microseconds: readonly number[];
}

/** PyTorch is not fetched: it is measured where the machine's own Python has it. */
export function isPytorchThere(): boolean {
  return spawnSync("python3", ["-c", "import torch"], { stdio: "ignore" }).status === 0;
}

export function trainWithPytorch(network: Network, losses: number): TrainedByPytorch {
  const given = {
    ...network,
    weights: network.weights.map((numbers) => [...numbers]),
    biases: network.biases.map((numbers) => [...numbers]),
    samples: [...network.samples],
    targets: [...network.targets],
    losses,
    runs,
    seconds: millisecondsPerRun / 1000,
  };
  const { stdout, stderr, status } = spawnSync("python3", [script], { input: JSON.stringify(given), encoding: "utf8" });
  if (status !== 0) throw new Error(`PyTorch could not train: ${stderr}`);
  return JSON.parse(stdout) as TrainedByPytorch;
}
