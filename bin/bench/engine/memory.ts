import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gradientsOf } from "#lib/autograd/backward.ts";
import { Program } from "#lib/autograd/program.ts";
import { input, type Node, record } from "#lib/autograd/tape.ts";
import { scalar } from "#lib/autograd/tensor.ts";
import { compileModel } from "#lib/model/compile.ts";
import { parseModel } from "#lib/model/model.ts";

const nodes = 100_000;
const evaluations = 100_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use after everything that can be thrown away was. */
function bytesInUse(): number {
  // Buffers outside the heap are let go by the collection after the one that finds them.
  for (let round = 0; round < 3; round++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What a tape weighs, and what is left behind when a model is evaluated again and again. */
export function measureMemory(): readonly string[] {
  return [measureTape(), measureEvaluations()];
}

function measureTape(): string {
  const empty = bytesInUse();
  const x = input([]);
  let y: Node = x;
  for (let node = 0; node < nodes; node += 2) y = record.sigmoid(record.multiply(y, x));
  const recorded = bytesInUse();
  const gradient = gradientsOf(record, y).get(x);
  if (gradient === undefined) throw new Error("the chain has no gradient");
  const program = new Program();
  program.add(gradient);
  const laidOut = bytesInUse();
  const perSlot = Math.round((laidOut - recorded) / program.slots.length);
  return `A tape: ${Math.round((recorded - empty) / nodes)} bytes per node; its gradient and the program: ${perSlot} bytes per step`;
}

function measureEvaluations(): string {
  const parsed = parseModel("x = 0.5\nW = 0.3\nz = W*x\ny = sigmoid(z)\nL = (y - 1)^2/2");
  if (!parsed.ok) throw new Error("the model cannot be read");
  const compiled = compileModel(parsed.value);
  const partial = { of: "L", by: "W" };
  let sum = 0;
  const evaluate = (times: number) => {
    for (let time = 0; time < times; time++)
      sum += compiled.evaluate({ x: scalar(time) }).partial(partial).data[0] ?? 0;
  };
  evaluate(evaluations / 10);
  const before = bytesInUse();
  evaluate(evaluations);
  const growth = bytesInUse() - before;
  if (!Number.isFinite(sum)) throw new Error("a gradient is not finite");
  return `Memory after ${evaluations.toLocaleString("en")} evaluations: ${(growth / 1e6).toFixed(2)} MB more`;
}
