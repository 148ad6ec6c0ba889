import type { Model } from "#lib/model/model.ts";
import { type CompiledExercise, givenIn } from "./compile-exercise.ts";
import { printedDigits } from "./compile-inlines.ts";
import { evaluateModel } from "./evaluated-model.ts";
import { networkView } from "./network-view.ts";

/** The figure of an exercise and its list of what is given, with a variant's numbers in place of the declared ones. */
export function drawnViews(
  { exercise: { slug, title } }: CompiledExercise,
  model: Model,
): Pick<CompiledExercise, "network" | "given"> {
  const evaluated = evaluateModel(model);
  if (!evaluated.ok) throw new Error(`a variant of ${slug} does not compute: ${evaluated.problems[0]?.message}`);
  return {
    network: networkView(evaluated.value, { title, shows: "given", digits: printedDigits }),
    given: givenIn(evaluated.value),
  };
}
