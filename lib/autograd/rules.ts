import type { AnyOp, Each } from "./op.ts";
import { catalogue } from "./ops/catalogue.ts";

const ruleOf = (op: { readonly each?: Each }): Each["value"] => {
  if (op.each === undefined) throw new Error("the op has no rule for plain numbers");
  return op.each.value;
};

const plus = ruleOf(catalogue.add);
const minus = ruleOf(catalogue.subtract);
const times = ruleOf(catalogue.multiply);
const over = ruleOf(catalogue.divide);
const negative = ruleOf(catalogue.negative);
const sigmoid = ruleOf(catalogue.sigmoid);
const sigmoidSlope = ruleOf(catalogue.sigmoidSlope);
const tanh = ruleOf(catalogue.tanh);
const tanhSlope = ruleOf(catalogue.tanhSlope);
const relu = ruleOf(catalogue.relu);
const step = ruleOf(catalogue.step);

/**
 * The frequent ops, by the numbers under which `applyRule` knows their rules, from 1. Few and short ones: V8 works in so much
 * code and no more, and a long rule would take the place of the sigmoid's.
 */
const frequent: readonly AnyOp[] = [
  catalogue.add,
  catalogue.subtract,
  catalogue.multiply,
  catalogue.divide,
  catalogue.negative,
  catalogue.sigmoid,
  catalogue.sigmoidSlope,
  catalogue.tanh,
  catalogue.tanhSlope,
  catalogue.relu,
  catalogue.step,
] as readonly unknown[] as readonly AnyOp[];

const numbers = new Map<AnyOp | null, number>(frequent.map((op, place) => [op, place + 1]));

/** The number of a rule that is called as any function is. */
export const rareRule = 0;

export function ruleNumber(op: AnyOp | null): number {
  return numbers.get(op) ?? rareRule;
}

/**
 * The rule of an op for plain numbers; `number` is its `ruleNumber`, and only a rare rule is looked for in `each`. Each frequent rule is called from a place of its own: V8
 * works a call into the code around it where it has seen one function there. Through a place that all rules share, every
 * number is put into an object and out again, which takes as long as a sigmoid.
 */
export function applyRule(number: number, each: Each | null, a: number, b: number): number {
  switch (number) {
    case 1:
      return plus(a, b);
    case 2:
      return minus(a, b);
    case 3:
      return times(a, b);
    case 4:
      return over(a, b);
    case 5:
      return negative(a, b);
    case 6:
      return sigmoid(a, b);
    case 7:
      return sigmoidSlope(a, b);
    case 8:
      return tanh(a, b);
    case 9:
      return tanhSlope(a, b);
    case 10:
      return relu(a, b);
    case 11:
      return step(a, b);
    default:
      // The sign says that this is a plain number too, or the results of all the others are put into objects.
      return +(each as Each).value(a, b);
  }
}
