import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import type { Vocabulary } from "#lib/expression/parse.ts";
import type { Partial } from "#lib/expression/tree.ts";
import type { Model } from "./model.ts";

/** Every function that can be written, from the catalogue of ops: a new op with a notation can be typed at once. */
export const functions: Required<Pick<Vocabulary, "functions" | "aliases">> = readCatalogue();

function readCatalogue() {
  const known = new Map<string, { readonly inputs: number | "many" }>();
  const aliases = new Map<string, string>();
  for (const { notation } of Object.values<AnyOp>(catalogue)) {
    if (notation === undefined) continue;
    const [name, ...others] = notation.names;
    known.set(name, { inputs: notation.inputs });
    for (const other of others) aliases.set(other, name);
  }
  return { functions: known, aliases };
}

const vocabularies = new WeakMap<Model, Vocabulary>();

/** What can be written about a model: its quantities, the functions, and `eta`, so that a learner who lets it slip in is told so. */
export function vocabularyOf(model: Model): Vocabulary {
  const made = vocabularies.get(model);
  if (made !== undefined) return made;
  const vocabulary = { ...functions, names: new Set([...model.byName.keys(), "eta"]), partials: errorTerms(model) };
  vocabularies.set(model, vocabulary);
  return vocabulary;
}

/** δ2 is the derivative of the loss by z2, as the course and its books write it, unless the model has a δ2 of its own. */
function errorTerms(model: Model): ReadonlyMap<string, Partial> {
  const terms = new Map<string, Partial>();
  for (const { name, kind } of model.quantities) {
    const number = /^z(\d.*)$/.exec(name)?.[1];
    const term = `delta${number}`;
    if (kind === "node" && number !== undefined && name !== model.loss && !model.byName.has(term)) {
      terms.set(term, { of: model.loss, by: name });
    }
  }
  return terms;
}
