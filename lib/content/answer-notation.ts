import { parseAsk } from "#lib/exercises/ask.ts";
import { asksOf, type Blank } from "#lib/exercises/blank.ts";
import { type PlainVocabulary, plainVocabulary } from "#lib/expression/plain-vocabulary.ts";
import { pathsBetween, quantitiesReaching } from "#lib/model/chain-rule.ts";
import { compileModel } from "#lib/model/compile.ts";
import type { Model } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";

/** What can be written in an exercise's answers. */
export interface AnswerNotation extends PlainVocabulary {
  /** The quantities that are vectors or matrices. */
  readonly lists: readonly string[];
}

export function notationOf(model: Model): AnswerNotation {
  const here = compileModel(model).evaluate();
  return {
    ...plainVocabulary(vocabularyOf(model)),
    lists: model.quantities.map(({ name }) => name).filter((name) => here.value(name).shape.length > 0),
  };
}

/** Sizes of the axes of what a blank asks for; [] for one number, and where it asks for no value. */
export function shapeOfAnswer(blank: Blank, model: Model): readonly number[] {
  const ask = blank.as === "number" || blank.as === "formula" ? parseAsk(blank.ask, model) : null;
  if (ask === null) return [];
  const here = compileModel(model).evaluate();
  return ask.kind === "quantity" ? here.value(ask.name).shape : here.partial(ask.partial).shape;
}

/** Beyond this many ways through a network, all that lies between its ends is on one of them. */
const mostPaths = 64;

/**
 * The quantities that a derivative passes on its way back, or that a value is made from: from the loss's side to the input's. For
 * a worksheet those of all its steps.
 */
export function pathOf(blank: Blank, model: Model): readonly string[] {
  const passed = new Set(asksOf(blank).flatMap((text) => passedBy(text, model)));
  const inOrder = model.quantities.map(({ name }) => name).toReversed();
  return inOrder.filter((name) => passed.has(name));
}

function passedBy(text: string, model: Model): readonly string[] {
  const ask = parseAsk(text, model);
  if (ask?.kind === "partial") return pathsBetween(model, ask.partial.of, ask.partial.by, mostPaths).flat();
  if (ask === null) return [];
  return model.quantities.map(({ name }) => name).filter((name) => quantitiesReaching(model, name).has(ask.name));
}
