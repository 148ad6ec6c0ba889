import { nameKey } from "./spelling.ts";
import type { Partial } from "./tree.ts";

/** What is known where a text is read. */
export interface Vocabulary {
  /** Canonical names of quantities: "y3", "W1", "x0", "t", "L", "eta". */
  readonly names: ReadonlySet<string>;
  /** Canonical names of functions, with the number of their inputs. */
  readonly functions: ReadonlyMap<string, { readonly inputs: number | "many" }>;
  /** Other names that are read for a function: "ln" for "log". */
  readonly aliases?: ReadonlyMap<string, string>;
  /** Names that stand for a derivative: "delta2" for ∂L/∂z2. */
  readonly partials?: ReadonlyMap<string, Partial>;
  /** True: any well-formed name may appear. Otherwise an unknown name is a problem, with a suggestion. */
  readonly open?: boolean;
}

/** A vocabulary as looking up needs it: by key, so that every spelling of a name finds it. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly isOpen: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  /** Length of the longest name's key: no longer piece of a run can be a name. */
  readonly longest: number;
}

/** What people write for these on paper and in LaTeX, whatever else the vocabulary says. */
const usualAliases = new Map([
  ["sigma", "sigmoid"],
  ["ln", "log"],
  ["arcsin", "asin"],
  ["arccos", "acos"],
  ["arctan", "atan"],
]);

const lexicons = new WeakMap<Vocabulary, Lexicon>();

/** Made once for each vocabulary: an exercise's answers are all read with the same one. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const made = lexicons.get(vocabulary);
  if (made !== undefined) return made;
  const names = new Map<string, string>();
  let longest = 0;
  for (const name of [...vocabulary.names, ...(vocabulary.partials?.keys() ?? [])]) {
    const key = nameKey(name);
    names.set(key, name);
    longest = Math.max(longest, key.length);
  }
  const functions = new Map<string, string>();
  for (const [alias, name] of [...usualAliases, ...(vocabulary.aliases ?? [])]) {
    if (vocabulary.functions.has(name)) functions.set(functionKey(alias), name);
  }
  for (const name of vocabulary.functions.keys()) functions.set(functionKey(name), name);
  const lexicon = { vocabulary, isOpen: vocabulary.open === true, names, functions, longest };
  lexicons.set(vocabulary, lexicon);
  return lexicon;
}

/** The canonical name that a run spells, or null. */
export function knownName(lexicon: Lexicon, run: string): string | null {
  return lexicon.names.get(run) ?? lexicon.names.get(nameKey(run)) ?? null;
}

/** The function that a run spells: capitals do not matter, since ReLU and relu are one function to everybody. */
export function knownFunction(lexicon: Lexicon, run: string): string | null {
  return lexicon.functions.get(run) ?? lexicon.functions.get(functionKey(run)) ?? null;
}

function functionKey(name: string): string {
  return nameKey(name).toLowerCase();
}
