import type { Partial } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A vocabulary plain enough to travel: a browser reads with it what is being typed, as the server will. */
export interface PlainVocabulary {
  readonly names: readonly string[];
  readonly functions: readonly (readonly [name: string, inputs: number | "many"])[];
  readonly aliases: readonly (readonly [alias: string, name: string])[];
  readonly partials: readonly (readonly [name: string, partial: Partial])[];
}

export function plainVocabulary({ names, functions, aliases, partials }: Vocabulary): PlainVocabulary {
  return {
    names: [...names],
    functions: Array.from(functions, ([name, { inputs }]) => [name, inputs] as const),
    aliases: [...(aliases ?? [])],
    partials: [...(partials ?? [])],
  };
}

/** The vocabulary that a plain one was made from. */
export function readVocabulary({ names, functions, aliases, partials }: PlainVocabulary): Vocabulary {
  return {
    names: new Set(names),
    functions: new Map(functions.map(([name, inputs]) => [name, { inputs }])),
    aliases: new Map(aliases),
    partials: new Map(partials),
  };
}
