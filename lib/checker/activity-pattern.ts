import type { Tree } from "#lib/expression/tree.ts";
import type { Evaluation } from "#lib/model/compile.ts";
import type { Model } from "#lib/model/model.ts";
import { partsOf } from "./tree-walk.ts";

/** Functions made of pieces: which piece holds depends on their input's sign, or on which input is largest. */
const piecewise: ReadonlySet<string> = new Set(["relu", "leaky_relu", "elu", "selu", "abs", "max", "min"]);

/** A piecewise call somewhere in a model. */
export type PiecewiseCall = Extract<Tree, { kind: "call" }>;

export function piecewiseCalls(model: Model): readonly PiecewiseCall[] {
  const calls: PiecewiseCall[] = [];
  const visit = (tree: Tree): void => {
    if (tree.kind === "call" && piecewise.has(tree.name)) calls.push(tree);
    for (const inner of partsOf(tree)) visit(inner);
  };
  for (const quantity of model.quantities) visit(quantity.tree);
  return calls;
}

/** Which pieces hold at a point, as a text: two points with the same pattern have the same units active. */
export function activityPattern(calls: readonly PiecewiseCall[], evaluation: Evaluation): string {
  return calls.map((call) => pieceOf(call, evaluation)).join(" ");
}

function pieceOf(call: PiecewiseCall, evaluation: Evaluation): string {
  const inputs: number[] = [];
  for (const input of call.inputs) {
    const evaluated = evaluation.expression(input);
    if (evaluated.ok) inputs.push(...evaluated.value.data);
  }
  if (call.name === "max") return String(inputs.indexOf(Math.max(...inputs)));
  if (call.name === "min") return String(inputs.indexOf(Math.min(...inputs)));
  return inputs.map((value) => (value > 0 ? "+" : "-")).join("");
}
