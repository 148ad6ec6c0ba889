import type { Shape } from "#lib/autograd/tensor.ts";
import type { Ask } from "#lib/exercises/ask.ts";
import { parseAsk, printAsk } from "#lib/exercises/ask.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import type { Vocabulary } from "#lib/expression/parse.ts";
import type { Tree } from "#lib/expression/tree.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import { compileModel } from "#lib/model/compile.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { createDiagnoser, type Diagnoser } from "./diagnose.ts";
import { createFactorAnalyser, type FactorAnalyser, factorsOfNetwork } from "./factor-analysis.ts";
import { compareFormula, type FormulaOutcome } from "./formula.ts";
import { keepLatest } from "./keep-latest.ts";
import { once } from "./once.ts";
import { type RoundedValue, roundedValues } from "./rounded-on-the-way.ts";
import type { Reference } from "./sample-points.ts";
import { prepareReference } from "./sample-points.ts";

/** How texts are read and shown: what can be written, and what the names stand for. */
export interface Notation {
  readonly compiled: CompiledModel;
  readonly vocabulary: Vocabulary;
  /** Of a quantity; [] for a number, and for what is none. */
  shapeOf(name: string): Shape;
}

/** What grading one variant needs over and over: its compiled model and the reference at the points of each ask. */
export interface PreparedVariant extends Notation {
  ask(text: string): PreparedAsk;
}

export interface PreparedAsk {
  readonly ask: Ask;
  /** As a line would name it: "dL/dW3". */
  readonly printed: string;
  readonly reference: Reference;
  /** A formula with the reference; `digits` is the number's rule, by which a plain number is right at the page's values. */
  compare(tree: Tree, digits: number): FormulaOutcome;
  /** Made at the first wrong answer, since most asks never meet one. Null where no mistakes can be told apart. */
  diagnoser(): Diagnoser | null;
  factorAnalyser(): FactorAnalyser | null;
  roundedValues(): readonly RoundedValue[];
}

/** A few MB at most: a variant keeps its points, each with the values of a small network. */
const kept = keepLatest<PreparedVariant>(64);

/** The same for the same model and seed, so it is kept: the first answer to a variant takes milliseconds, later ones microseconds. */
export function prepareVariant(variant: Variant): PreparedVariant {
  return kept(`${variant.seed}\n${variant.model.source}`, () => prepare(variant));
}

function prepare({ model, seed }: Variant): PreparedVariant {
  const compiled = compileModel(model);
  const here = compiled.evaluate();
  const asks = new Map<string, PreparedAsk>();
  return {
    compiled,
    vocabulary: vocabularyOf(model),
    shapeOf: (name) => (model.byName.has(name) ? here.value(name).shape : []),
    ask(text) {
      const known = asks.get(text);
      if (known !== undefined) return known;
      const ask = parseAsk(text, model);
      if (ask === null) throw new Error(`a published exercise asks for ${text}, which its model does not have`);
      const printed = printAsk(ask);
      const reference = prepareReference(compiled, ask, `${seed}/${printed}`);
      const prepared: PreparedAsk = {
        ask,
        printed,
        reference,
        compare: (tree, digits) => compareFormula(reference, tree, digits),
        diagnoser: once(() => createDiagnoser(model, ask, reference)),
        factorAnalyser: once(() => createFactorAnalyser(factorsOfNetwork(model, ask), reference)),
        roundedValues: once(() => roundedValues(model, ask, (name) => here.value(name))),
      };
      asks.set(text, prepared);
      return prepared;
    },
  };
}
