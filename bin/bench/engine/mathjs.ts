import { areAlternativesWanted, installAlternatives } from "./alternatives.ts";

/** What the bench uses of mathjs. */
export interface Mathjs {
  parse(text: string): { compile(): { evaluate(scope: Readonly<Record<string, number>>): number } };
}

const version = "15.1.0";

/** Null without `--alternatives`. */
export async function loadMathjs(folder: string): Promise<Mathjs | null> {
  if (!areAlternativesWanted) return null;
  const load = await installAlternatives(folder, [`mathjs@${version}`]);
  return load("mathjs") as Mathjs;
}
