import type { Code } from "mdast";
import { nameTex, printTex } from "#lib/expression/print-tex.ts";
import { parsePartial } from "#lib/expression/symbol.ts";
import type { Place } from "#lib/expression/tree.ts";
import { layerOf } from "#lib/model/layers.ts";
import type { Model } from "#lib/model/model.ts";
import { backwardSteps, forwardSteps, type Step, updateSteps } from "#lib/model/steps.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { printedDigits } from "./compile-inlines.ts";
import type { PropsOf } from "./components.ts";
import type { EvaluatedModel } from "./evaluated-model.ts";
import type { Block, Formula } from "./lesson.ts";
import { networkView } from "./network-view.ts";
import { startOf } from "./place.ts";
import { typeset } from "./typeset.ts";
import { chooseModel, type Writing } from "./writing.ts";

/** A declared model as a listing; null for one that is hidden or was refused. */
export function compileModelListing(fence: Code, writing: Writing): Block | null {
  const declared = [...writing.declared.models.values()].find((model) => model.fence === fence);
  if (declared === undefined || declared.isHidden) return null;
  const id = writing.ids.named(`model-${declared.name}`, startOf(fence));
  return {
    kind: "model",
    id,
    name: declared.name,
    lines: declared.model.quantities.map((quantity) => definitionFormula(quantity, declared)),
  };
}

/** `W_1 = 0.5`, coloured by layer. */
export function definitionFormula(
  { name, tree }: Model["quantities"][number],
  { here }: Pick<EvaluatedModel, "here">,
): Formula {
  return typeset(
    `${nameTex(name, { colour: layerOf })} = ${printTex(tree, { colour: layerOf, hasShape: (used) => here.value(used).shape.length > 0 })}`,
    { style: "step" },
  );
}

/** A derivation by the engine. */
export function compileSteps(props: PropsOf<"Steps">, id: string, at: Place, writing: Writing): Block | null {
  const chosen = chooseModel(writing, "Steps", props.model, at);
  if (chosen === null) return null;
  const derived = derive(props, chosen.model, (prop, reason) => {
    writing.problems.report("bad-prop", { component: "Steps", prop, reason }, at);
    return null;
  });
  if (derived === null) return null;
  const steps = derived.steps.map(({ tex, spoken, rule, layer }) => ({
    formula: typeset(tex, { style: "step" }),
    spoken,
    rule,
    layer,
  }));
  return { kind: "steps", id, title: props.title ?? derived.title, steps };
}

interface Derived {
  readonly title: string;
  readonly steps: readonly Step[];
}

function derive(
  { kind, only, of, weights, digits = printedDigits }: PropsOf<"Steps">,
  model: Model,
  refuse: (prop: string, reason: string) => null,
): Derived | null {
  const belongs = { only: "forward", of: "backward", weights: "update" } as const;
  for (const [prop, given] of Object.entries({ only, of, weights })) {
    const place = belongs[prop as keyof typeof belongs];
    if (given !== undefined && place !== kind) return refuse(prop, `belongs to kind="${place}".`);
  }
  const stranger = [...(only ?? []), ...(weights ?? [])].find((name) => !model.byName.has(name));
  if (stranger !== undefined) {
    return refuse(kind === "forward" ? "only" : "weights", `the model has no quantity "${stranger}".`);
  }
  if (kind === "forward") {
    return { title: "Forward pass", steps: forwardSteps(model, { ...(only === undefined ? {} : { only }), digits }) };
  }
  if (kind === "update") {
    if (weights === undefined) return refuse("weights", "is missing: name the weights that take the step.");
    if (!model.byName.has("eta")) return refuse("weights", "a step needs a learning rate: declare eta in the model.");
    return { title: "One step of gradient descent", steps: updateSteps(model, weights, { digits }) };
  }
  if (of === undefined) return refuse("of", "is missing: name the partial, as in dL/dW3.");
  const partial = parsePartial(of, vocabularyOf(model));
  if (!partial.ok) return refuse("of", partial.problem.message);
  return {
    title: `The gradient d${partial.value.of}/d${partial.value.by}`,
    steps: backwardSteps(model, partial.value, { digits }),
  };
}

/** A diagram of the model, with its gradients where `backward` is set. */
export function compileNetwork(props: PropsOf<"Network">, id: string, at: Place, writing: Writing): Block | null {
  const chosen = chooseModel(writing, "Network", props.model, at);
  if (chosen === null) return null;
  const shows = props.backward === true ? "everything" : "values";
  const view = networkView(chosen, { title: props.title, shows, digits: props.digits ?? printedDigits });
  return { kind: "network", id, view };
}
