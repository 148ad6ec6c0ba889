import {
  call,
  changeAt,
  type Formula,
  type FunctionName,
  infix,
  minus,
  name,
  num,
  product,
  sizeOf,
} from "./formula.ts";
import type { Network } from "./networks.ts";
import type { Chance } from "./seeded.ts";

/** Puts something wrong in place of a part; null where it does not apply. */
type Mutation = (part: Formula, chance: Chance, network: Network) => Formula | null;

const otherFunction = {
  sigmoid: "tanh",
  "sigmoid'": "tanh'",
  tanh: "sigmoid",
  "tanh'": "sigmoid'",
  sech: "cosh",
  cosh: "exp",
  exp: "cosh",
  log: "exp",
  abs: "exp",
  sqrt: "abs",
} as const satisfies Record<FunctionName, FunctionName>;

const mutations = {
  "a factor dropped": (part, chance) =>
    part.kind === "infix" && part.sign === "*" ? chance.pick([part.left, part.right]) : null,
  "a divisor dropped": (part) => (part.kind === "infix" && part.sign === "/" ? part.left : null),
  "a term dropped": (part, chance) =>
    part.kind === "infix" && (part.sign === "+" || part.sign === "-") ? chance.pick([part.left, part.right]) : null,
  "a factor twice": (part) => (part.kind === "name" ? product(part, part) : null),
  "a neighbour's index": (part, chance, network) => {
    if (part.kind !== "name" || part.name.includes("/")) return null;
    const known = [...Object.keys(network.given), ...network.meanings.map(([of]) => of)];
    const family = known.filter((of) => of !== part.name && of.charAt(0) === part.name.charAt(0) && !of.includes("/"));
    return family.length === 0 ? null : name(chance.pick(family));
  },
  "a sign within": (part) => {
    if (part.kind !== "infix" || (part.sign !== "+" && part.sign !== "-")) return null;
    return infix(part.left, part.sign === "+" ? "-" : "+", part.right);
  },
  "a sign before": (part) => minus(part),
  "a constant off in its third digit": (part) =>
    part.kind === "number" && part.value !== 0 ? num(Number((part.value * 1.01).toPrecision(6))) : null,
  "an exponent": (part) =>
    part.kind === "infix" && part.sign === "^" && part.right.kind === "number"
      ? infix(part.left, "^", num(part.right.value + 1))
      : null,
  "another function": (part) => (part.kind === "call" ? call(otherFunction[part.function], part.input) : null),
  "product and quotient exchanged": (part) => {
    if (part.kind !== "infix" || (part.sign !== "*" && part.sign !== "/")) return null;
    return infix(part.left, part.sign === "*" ? "/" : "*", part.right);
  },
} satisfies Record<string, Mutation>;

export type MutationName = keyof typeof mutations;

export const mutationNames = Object.keys(mutations) as readonly MutationName[];

/** The formula with this slip at a random place where it can be made; null where there is none. */
export function mutate(formula: Formula, of: MutationName, chance: Chance, network: Network): Formula | null {
  const mutation: Mutation = mutations[of];
  const size = sizeOf(formula);
  const start = Math.floor(chance.next() * size);
  for (let step = 0; step < size; step++) {
    let applies = false;
    const mutated = changeAt(formula, (start + step) % size, (part) => {
      const wrong = mutation(part, chance, network);
      applies = wrong !== null;
      return wrong ?? part;
    });
    if (applies) return mutated;
  }
  return null;
}
