import { factor, nameTree, type Sum, times } from "./factors.ts";
import type { Mistake } from "./mistake.ts";
import type { Bias } from "./network-parts.ts";
import type { Chain } from "./rewrite.ts";

export const mistakesOfBiases: readonly Mistake[] = [
  {
    slug: "bias-treated-as-weight",
    rewrites: (chain) => (chain.asked.of === chain.asked.by ? inDefinition(chain) : inGradient(chain)),
  },
];

/** For z = W·y + b: ∂z/∂b taken to be y, which is ∂z/∂W, or b itself. */
function inGradient({ sum, parts, asked }: Chain): readonly Sum[] {
  const asWeight = ({ name, weighted }: Bias) => [...weighted, nameTree(name)];
  return parts.biases
    .filter(({ name }) => name === asked.by)
    .flatMap((bias) => asWeight(bias).map((tree) => times(sum, factor(tree))));
}

/** z = W·y + b itself, with the bias multiplied by what the weights multiply, or by the weighted sum. */
function inDefinition({ sum, parts }: Chain): readonly Sum[] {
  return parts.biases.flatMap(({ name, weighted }) => {
    const isBias = ({ factors: [first, ...others] }: Sum[number]) =>
      first?.tree.kind === "name" && first.tree.name === name && others.length === 0;
    const rest = sum.filter((term) => !isBias(term));
    const own = sum.filter(isBias);
    if (own.length !== 1 || rest.length === 0) return [];
    return [
      ...weighted.map((tree) => [...rest, ...times(own, factor(tree, "input"))]),
      times(rest, factor(nameTree(name), "weight")),
    ];
  });
}
