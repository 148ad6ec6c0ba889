import type { AnyOp } from "#lib/autograd/op.ts";
import { catalogue } from "#lib/autograd/ops/catalogue.ts";
import type { Vocabulary } from "#lib/expression/parse.ts";
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
  const vocabulary = { ...functions, names: new Set([...model.byName.keys(), "eta"]) };
  vocabularies.set(model, vocabulary);
  return vocabulary;
}
