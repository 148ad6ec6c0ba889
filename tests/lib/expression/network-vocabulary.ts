import { parseLine, type Vocabulary } from "#lib/expression/parse.ts";
import { printText } from "#lib/expression/print.ts";
import { functions } from "#lib/model/vocabulary.ts";

/** The names of a network of three layers, with a few of other forms: a word below, two indices, a greek letter. */
export const networkNames = "x x0 t W1 W2 W3 z1 z2 z3 y1 y2 y3 L eta W_out a1_2 delta2".split(" ");

export const network: Vocabulary = { ...functions, names: new Set(networkNames) };

/** What a line was read as: `name = …`, `dA/dB = …` or the expression alone, printed from its tree; a problem as `code line:column`. */
export function readBack(text: string, vocabulary: Vocabulary = network): string {
  const parsed = parseLine(text, vocabulary);
  if (!parsed.ok) return `${parsed.problem.code} ${parsed.problem.at.line}:${parsed.problem.at.column}`;
  const line = parsed.value;
  const right = printText(line.tree);
  if (line.kind === "definition") return `${line.name} = ${right}`;
  return line.kind === "partial" ? `d${line.partial.of}/d${line.partial.by} = ${right}` : right;
}
