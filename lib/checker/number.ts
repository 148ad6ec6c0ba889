import type { Problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { isRightNumber } from "./compare.ts";
import type { SamplePoint } from "./sample-points.ts";
import { isSameShape } from "./shape.ts";

/** What comparing a number, or a calculation, with the value asked comes to. */
export type NumberOutcome =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly given: Float64Array }
  | { readonly kind: "not-finite" }
  | { readonly kind: "no-reference" }
  | { readonly kind: "misfit"; readonly problem: Problem }
  | { readonly kind: "other-shape"; readonly given: readonly number[]; readonly expected: readonly number[] };

/** Names in the tree stand for their values on the page. Every entry of a list must be right. */
export function compareNumber(here: SamplePoint, tree: Tree, digits: number): NumberOutcome {
  if (!here.reference.data.every(Number.isFinite)) return { kind: "no-reference" };
  const answer = here.evaluation.expression(tree);
  if (!answer.ok) return { kind: "misfit", problem: answer.problem };
  const { data, shape } = answer.value;
  if (!isSameShape(shape, here.reference.shape)) {
    return { kind: "other-shape", given: shape, expected: here.reference.shape };
  }
  if (!data.every(Number.isFinite)) return { kind: "not-finite" };
  const isRight = data.every((given, place) => isRightNumber(given, here.reference.data[place] ?? Number.NaN, digits));
  return isRight ? { kind: "right" } : { kind: "wrong", given: data };
}
