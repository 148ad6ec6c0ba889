import { compute } from "#lib/autograd/compute.ts";
import type { AnyOp, On } from "#lib/autograd/op.ts";
import { catalogue, type OpName } from "#lib/autograd/ops/catalogue.ts";
import { filled, fromNested, sameShape, type Tensor } from "#lib/autograd/tensor.ts";
import type { Fault, Mutant } from "./break-op.ts";
import { type OpSample, opSamples } from "./op-samples.ts";

/** Every way to break every op that changes a gradient at one of its samples. */
export function listMutants(): readonly Mutant[] {
  return (Object.keys(catalogue) as OpName[]).flatMap((name) => mutantsOf(catalogue[name] as AnyOp, opSamples[name]));
}

function mutantsOf(op: AnyOp, samples: readonly OpSample[]): readonly Mutant[] {
  const pulled = samples.map((sample) => pullBack(op, sample));
  const places = Math.max(...pulled.map(({ shares }) => shares.length));
  const mutants: Mutant[] = [];
  for (let place = 0; place < places; place++) {
    const isFlat = pulled.every(({ shares }) => shares[place] == null);
    const faults: readonly Fault[] = isFlat ? ["made up"] : ["sign", "factor 2", "dropped"];
    mutants.push(...faults.map((fault) => ({ op: op.name, fault, place })));
  }
  if (pulled.some(({ isSummed }) => isSummed)) mutants.push({ op: op.name, fault: "not summed", place: 0 });
  return mutants;
}

/** The gradients at one sample, and whether anything is summed for them: by the op, or by `backward` after it. */
function pullBack(op: AnyOp, { inputs, options = [] }: OpSample) {
  const at = inputs.map(fromNested);
  const output = op.value(...at, ...options);
  const seed = filled(output.shape, 1);
  const shares = op.pullback(compute, seed, at, output, ...options);
  const isCopied = shares.some(
    (share, place) => share !== null && !sameShape(share.shape, (at[place] as Tensor).shape),
  );
  let isSummedInside = false;
  const watched: On<Tensor> = {
    ...compute,
    sum: (z: Tensor, axis?: number) => {
      isSummedInside = true;
      return compute.sum(z, axis);
    },
  };
  op.pullback(watched, seed, at, output, ...options);
  return { shares, isSummed: isCopied || isSummedInside };
}
