import type { Ask } from "#lib/exercises/ask.ts";
import { parseAsk, printAsk } from "#lib/exercises/ask.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import type { Vocabulary } from "#lib/expression/parse.ts";
import type { CompiledModel } from "#lib/model/compile.ts";
import { compileModel } from "#lib/model/compile.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { createDiagnoser, type Diagnoser } from "./diagnose.ts";
import { createFactorAnalyser, type FactorAnalyser } from "./factor-analysis.ts";
import { type RoundedValue, roundedValues } from "./rounded-on-the-way.ts";
import type { Reference } from "./sample-points.ts";
import { prepareReference } from "./sample-points.ts";

/** What grading one variant needs over and over: its compiled model and the reference at the points of each ask. */
export interface PreparedVariant {
  readonly compiled: CompiledModel;
  readonly vocabulary: Vocabulary;
  /** Whether a quantity is a vector or a matrix. */
  hasShape(name: string): boolean;
  ask(text: string): PreparedAsk;
}

export interface PreparedAsk {
  readonly ask: Ask;
  /** As a line would name it: "dL/dW3". */
  readonly printed: string;
  readonly reference: Reference;
  /** Made at the first wrong answer, since most asks never meet one. Null where no mistakes can be told apart. */
  diagnoser(): Diagnoser | null;
  factorAnalyser(): FactorAnalyser | null;
  roundedValues(): readonly RoundedValue[];
}

/** A few MB at most: a variant keeps its points, each with the values of a small network. */
const mostKept = 64;
const kept = new Map<string, PreparedVariant>();

/** The same for the same model and seed, so it is kept: the first answer to a variant takes milliseconds, later ones microseconds. */
export function prepareVariant(variant: Variant): PreparedVariant {
  const key = `${variant.seed}\n${variant.model.source}`;
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const prepared = prepare(variant);
  kept.set(key, prepared);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return prepared;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function prepare({ model, seed }: Variant): PreparedVariant {
  const compiled = compileModel(model);
  const here = compiled.evaluate();
  const asks = new Map<string, PreparedAsk>();
  return {
    compiled,
    vocabulary: vocabularyOf(model),
    hasShape: (name) => model.byName.has(name) && here.value(name).shape.length > 0,
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
        diagnoser: once(() => createDiagnoser(model, ask, reference)),
        factorAnalyser: once(() => createFactorAnalyser(model, ask, reference)),
        roundedValues: once(() => roundedValues(model, ask, (name) => here.value(name))),
      };
      asks.set(text, prepared);
      return prepared;
    },
  };
}
