import { type Tensor, toNested } from "#lib/autograd/tensor.ts";
import type { Problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { checkModel, compileModel, type Evaluation } from "#lib/model/compile.ts";
import { type Model, withValues } from "#lib/model/model.ts";

/** A model at its declared values: where every number that a lesson prints comes from. */
export interface EvaluatedModel {
  readonly model: Model;
  readonly here: Evaluation;
}

export type Nested = number | readonly Nested[];

/** Refused where shapes do not fit, or a value or gradient is not finite or underflows; with the line of the model. */
export function evaluateModel(
  model: Model,
):
  | { readonly ok: true; readonly value: EvaluatedModel }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const problems = checkModel(model);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { model, here: compileModel(model).evaluate() } };
}

/**
 * The same model after one step of gradient descent: each named weight becomes W − η ∂L/∂W, all from the values before
 * the step. The learning rate is the model's own input eta.
 */
export function gradientStep(
  { model, here }: EvaluatedModel,
  weights: readonly string[],
): { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly reason: string } {
  if (!isInput(model, "eta")) return { ok: false, reason: "A step needs a learning rate: declare eta in the model." };
  const eta = here.value("eta").data[0] ?? Number.NaN;
  const stepped: Record<string, Nested> = {};
  for (const weight of weights) {
    if (!isInput(model, weight))
      return { ok: false, reason: `"${weight}" is no input of the model, so it takes no step.` };
    const value = here.value(weight);
    const gradient = here.partial({ of: model.loss, by: weight });
    const data = value.data.map((old, index) => old - eta * (gradient.data[index] ?? Number.NaN));
    stepped[weight] = toNested({ shape: value.shape, data });
  }
  const changed = withValues(model, stepped);
  if (changed.ok) return { ok: true, model: changed.value };
  throw new Error(`a step does not fit its own model: ${changed.problems[0]?.message}`);
}

function isInput(model: Model, name: string): boolean {
  return model.byName.get(name)?.kind === "input";
}

/** The number of a scalar; null for anything with a shape. */
export function numberOf(tensor: Tensor): number | null {
  return tensor.shape.length === 0 ? (tensor.data[0] ?? null) : null;
}

/** `-0.6` or `[[1, 2], [3, 4]]` as numbers; null for anything that needs working out. */
export function literalOf(tree: Tree): Nested | null {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "negative") {
    const operand = literalOf(tree.operand);
    return typeof operand === "number" ? -operand : null;
  }
  if (tree.kind !== "list") return null;
  const items = tree.items.map(literalOf);
  return items.every((item) => item !== null) ? items : null;
}
