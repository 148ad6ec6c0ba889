import { call, changeAt, type Formula, infix, isSame, minus, name, num, oneMinus, product, sizeOf } from "./formula.ts";
import type { Network } from "./networks.ts";
import type { Chance } from "./seeded.ts";

/** Puts an equal formula in place of a part; null where it does not apply. */
type Identity = (part: Formula, chance: Chance, network: Network) => Formula | null;

type Infix = Extract<Formula, { kind: "infix" }>;

const ofSign =
  (signs: string, rewrite: (part: Infix) => Formula | null): Identity =>
  (part) =>
    part.kind === "infix" && signs.includes(part.sign) ? rewrite(part) : null;

const isInfix = (formula: Formula, sign: string): formula is Infix => formula.kind === "infix" && formula.sign === sign;

const isNumber = (formula: Formula, value: number) => formula.kind === "number" && formula.value === value;

const sum = (left: Formula, right: Formula) => infix(left, "+", right);
const quotient = (left: Formula, right: Formula) => infix(left, "/", right);
const squared = (formula: Formula) => infix(formula, "^", num(2));
const half = (formula: Formula) => quotient(formula, num(2));

const arithmetic: readonly Identity[] = [
  // a + b = b + a, a·b = b·a
  ofSign("+*", ({ left, sign, right }) => infix(right, sign, left)),
  // (a + b) + c = a + (b + c), and with ·
  ofSign("+*", ({ left, sign, right }) =>
    isInfix(left, sign) ? infix(left.left, sign, infix(left.right, sign, right)) : null,
  ),
  ofSign("+*", ({ left, sign, right }) =>
    isInfix(right, sign) ? infix(infix(left, sign, right.left), sign, right.right) : null,
  ),
  // a·(b ± c) = a·b ± a·c
  ofSign("*", ({ left, right }) =>
    isInfix(right, "+") || isInfix(right, "-")
      ? infix(product(left, right.left), right.sign, product(left, right.right))
      : null,
  ),
  ofSign("*", ({ left, right }) =>
    isInfix(left, "+") || isInfix(left, "-")
      ? infix(product(left.left, right), left.sign, product(left.right, right))
      : null,
  ),
  // a·b ± a·c = a·(b ± c)
  ofSign("+-", ({ left, sign, right }) =>
    isInfix(left, "*") && isInfix(right, "*") && isSame(left.left, right.left)
      ? product(left.left, infix(left.right, sign, right.right))
      : null,
  ),
  // a/b = a·b^−1
  ofSign("/", ({ left, right }) => product(left, infix(right, "^", num(-1)))),
  // (a/b)·c = (a·c)/b and (a·b)/c = a·(b/c)
  ofSign("*", ({ left, right }) => (isInfix(left, "/") ? quotient(product(left.left, right), left.right) : null)),
  ofSign("/", ({ left, right }) => (isInfix(left, "*") ? product(left.left, quotient(left.right, right)) : null)),
  // a − b = −(b − a) = a + (−b) = −b + a
  ofSign("-", ({ left, right }) => minus(infix(right, "-", left))),
  ofSign("-", ({ left, right }) => sum(left, minus(right))),
  ofSign("-", ({ left, right }) => sum(minus(right), left)),
  // a² = a·a
  ofSign("^", ({ left, right }) => (isNumber(right, 2) ? product(left, left) : null)),
  ofSign("*", ({ left, right }) => (isSame(left, right) ? squared(left) : null)),
  // a² − b² = (a − b)(a + b)
  ofSign("-", ({ left, right }) =>
    isInfix(right, "^") && isNumber(right.right, 2) && isNumber(left, 1)
      ? product(oneMinus(right.left), sum(num(1), right.left))
      : null,
  ),
  // −a = (−1)·a = 0 − a, a = −(−a) = 1·a = a/1
  (part) => (part.kind === "negative" ? product(num(-1), part.operand) : null),
  (part) => (part.kind === "negative" ? infix(num(0), "-", part.operand) : null),
  (part) => minus(minus(part)),
  (part) => product(num(1), part),
  // a = a·k/k = a + k − k
  (part, chance, network) => {
    const extra = name(chance.pick(Object.keys(network.given)));
    return quotient(product(part, extra), extra);
  },
  (part, chance) => {
    const extra = num(chance.pick([2, 3, 0.5, 7, 1.25]));
    return chance.next() < 0.5 ? quotient(product(extra, part), extra) : infix(sum(part, extra), "-", extra);
  },
  (part, chance, network) => {
    const extra = name(chance.pick(Object.keys(network.given)));
    return infix(sum(part, extra), "-", extra);
  },
];

/** Identities of one function of u. */
const ofCall =
  (of: string, rewrite: (u: Formula) => Formula): Identity =>
  (part) =>
    part.kind === "call" && part.function === of ? rewrite(part.input) : null;

const ofFunctions: readonly Identity[] = [
  ofCall("sigmoid'", (u) => product(call("sigmoid", u), oneMinus(call("sigmoid", u)))),
  ofCall("sigmoid'", (u) => product(call("sigmoid", u), call("sigmoid", minus(u)))),
  ofCall("sigmoid'", (u) => quotient(call("exp", minus(u)), squared(sum(num(1), call("exp", minus(u)))))),
  ofCall("sigmoid'", (u) => quotient(squared(call("sech", half(u))), num(4))),
  ofCall("sigmoid'", (u) => quotient(num(1), sum(sum(num(2), call("exp", u)), call("exp", minus(u))))),
  ofCall("sigmoid", (u) => quotient(num(1), sum(num(1), call("exp", minus(u))))),
  ofCall("sigmoid", (u) => quotient(call("exp", u), sum(num(1), call("exp", u)))),
  ofCall("sigmoid", (u) => half(sum(num(1), call("tanh", half(u))))),
  ofCall("sigmoid", (u) => oneMinus(call("sigmoid", minus(u)))),
  ofCall("sigmoid", (u) => call("exp", call("log", call("sigmoid", u)))),
  ofCall("tanh'", (u) => oneMinus(squared(call("tanh", u)))),
  ofCall("tanh'", (u) => squared(call("sech", u))),
  ofCall("tanh'", (u) => infix(call("cosh", u), "^", num(-2))),
  ofCall("tanh", (u) => infix(product(num(2), call("sigmoid", product(num(2), u))), "-", num(1))),
  ofCall("tanh", (u) =>
    quotient(infix(call("exp", u), "-", call("exp", minus(u))), sum(call("exp", u), call("exp", minus(u)))),
  ),
  ofCall("tanh", (u) => minus(call("tanh", minus(u)))),
  ofCall("exp", (u) => quotient(num(1), call("exp", minus(u)))),
  ofCall("sech", (u) => quotient(num(1), call("cosh", u))),
  ofCall("cosh", (u) => half(sum(call("exp", u), call("exp", minus(u))))),
];

const ofNetworks: readonly Identity[] = [
  // A name is what it is defined as; a partial is the product along the chain.
  (part, chance, network) => {
    if (part.kind !== "name") return null;
    const meanings = network.meanings.filter(([of]) => of === part.name);
    return meanings.length === 0 ? null : chance.pick(meanings)[1];
  },
  // And back.
  (part, chance, network) => {
    const meanings = network.meanings.filter(([, formula]) => isSame(formula, part));
    return meanings.length === 0 ? null : name(chance.pick(meanings)[0]);
  },
];

// A name's meaning is looked up as often as everything else together: the network is what the formulas are about.
const identities = [...arithmetic, ...ofFunctions, ...ofNetworks, ...ofNetworks, ...ofNetworks];

/** Well under the bounds of an answer: 4,000 characters, 2,000 parts, 200 deep. */
const mostParts = 150;

/** An equal formula after this many identities, each at a random place where it applies. */
export function rewrite(formula: Formula, steps: number, chance: Chance, network: Network): Formula {
  let rewritten = formula;
  for (let done = 0, tries = 0; done < steps && tries < 40 * steps; tries++) {
    const identity = chance.pick(identities);
    let applies = false;
    const place = Math.floor(chance.next() * sizeOf(rewritten));
    const next = changeAt(rewritten, place, (part) => {
      const equal = identity(part, chance, network);
      applies = equal !== null;
      return equal ?? part;
    });
    if (!applies || sizeOf(next) > mostParts) continue;
    rewritten = next;
    done++;
  }
  return rewritten;
}
