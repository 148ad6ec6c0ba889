import type { Partial, Tree } from "#lib/expression/tree.ts";
import type { Model } from "#lib/model/model.ts";
import type { Factor, Product, Sum } from "./factors.ts";
import type { Parts } from "./network-parts.ts";

/** What a mistake is made in: the right formula, with the network it belongs to. */
export interface Chain {
  readonly model: Model;
  readonly asked: Partial;
  /** The right formula, or, for a second mistake, what the first has made of it. */
  readonly sum: Sum;
  readonly parts: Parts;
  /** True where no quantity is a vector or a matrix: then there is one product, and nothing to transpose. */
  readonly isOfNumbers: boolean;
}

/** What stands in a factor's place; null leaves it as it is, an empty list drops it. */
export type Replace = (factor: Factor, term: Product) => readonly Factor[] | null;

/** The rewrite at all of its places at once, then, if there are several, at each place alone. */
export function atEveryPlace(sum: Sum, replace: Replace): readonly Sum[] {
  const places = new Set<string>();
  for (const term of sum) for (const each of term.factors) if (replace(each, term) !== null) places.add(placeOf(each));
  if (places.size === 0) return [];
  const all = replaceFactors(sum, replace);
  if (places.size === 1) return [all];
  const alone = [...places].map((place) =>
    replaceFactors(sum, (each, term) => (placeOf(each) === place ? replace(each, term) : null)),
  );
  return [all, ...alone];
}

export function replaceFactors(sum: Sum, replace: Replace): Sum {
  return sum.map((term) => ({ ...term, factors: term.factors.flatMap((each) => replace(each, term) ?? [each]) }));
}

/** The same factor on several paths is one place: who gets it wrong gets it wrong on all of them. */
function placeOf({ tree, role, power }: Factor): string {
  return `${role} ${power} ${keyOf(tree)}`;
}

/** One text for equal trees, wherever they were typed. */
export function keyOf(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "constant":
    case "name":
      return tree.name;
    case "partial":
      return `d${tree.partial.of}/d${tree.partial.by}`;
    case "call":
      return `${tree.name}${"'".repeat(tree.primes)}(${tree.inputs.map(keyOf).join(",")})`;
    case "negative":
      return `(-${keyOf(tree.operand)})`;
    case "transpose":
      return `(${keyOf(tree.operand)})^T`;
    case "infix":
      return `(${keyOf(tree.left)}${tree.sign}${keyOf(tree.right)})`;
    case "list":
      return `[${tree.items.map(keyOf).join(",")}]`;
  }
}
