import type { AnswerNotation } from "#lib/content/answer-notation.ts";
import { splitLines } from "#lib/expression/lines.ts";
import { parseChain, type Vocabulary } from "#lib/expression/parse.ts";
import { readVocabulary } from "#lib/expression/plain-vocabulary.ts";
import { printLineMathml } from "#lib/expression/print-mathml.ts";
import type { Problem } from "#lib/expression/problem.ts";
import { layerOf } from "#lib/model/layers.ts";

/** One line of what is being typed. */
export type EchoLine = { readonly line: number; readonly text: string } & (
  | { readonly mathml: string; readonly problem: null }
  | { readonly mathml: null; readonly problem: Problem }
);

const vocabularies = new WeakMap<AnswerNotation, Vocabulary>();

export function readEcho(text: string, notation: AnswerNotation): readonly EchoLine[] {
  const vocabulary = vocabularies.get(notation) ?? readVocabulary(notation);
  vocabularies.set(notation, vocabulary);
  const lists = new Set(notation.lists);
  const options = { colour: layerOf, hasShape: (name: string) => lists.has(name) };
  return splitLines(text).map(({ text: typed, at }): EchoLine => {
    const parsed = parseChain(typed, vocabulary);
    const line = { line: at.line, text: typed };
    if (!parsed.ok) return { ...line, mathml: null, problem: parsed.problem };
    return { ...line, mathml: printLineMathml(parsed.value, options), problem: null };
  });
}
