import { closingBrace } from "../typeset.ts";

/**
 * Commands that authors may not use: those that make links, attributes or images, those that define commands, and colour,
 * which here means the layer and nothing else.
 */
const refused = new Set([
  ..."href url includegraphics htmlClass htmlId htmlStyle htmlData".split(" "),
  ..."def gdef edef xdef let futurelet global long newcommand renewcommand providecommand".split(" "),
  ..."color textcolor colorbox fcolorbox".split(" "),
]);

/** KaTeX reads `@` as a letter in command names, so we must. */
const command = /^\\([a-zA-Z@]+)/;
const subscript = /^_(?:\{\s*(\d+)\s*\}|(\d))/;
const wholeName = /^[a-zA-Z]$/;

/** The first refused command in an author's formula, with its offset. */
export function findRefusedCommand(tex: string): { readonly command: string; readonly offset: number } | null {
  for (let index = 0; index < tex.length; index++) {
    if (tex[index] !== "\\") continue;
    const name = command.exec(tex.slice(index))?.[1];
    if (name !== undefined && refused.has(name)) return { command: `\\${name}`, offset: index };
    index += name?.length ?? 1;
  }
  return null;
}

/**
 * An author's formula with the names of the lesson's models wrapped in their layer's colour: `W_2 x_0` becomes
 * `\htmlClass{layer-2}{W_2} x_0`. A name is a letter, or a letter's command such as `\delta`, with a number below it;
 * `layerOf` gets it as "W2", "delta2" and says null where it is no name here or belongs to no layer.
 */
export function colourNames(tex: string, layerOf: (name: string) => number | null): string {
  let coloured = "";
  let index = 0;
  while (index < tex.length) {
    const named = command.exec(tex.slice(index));
    const base = named?.[0] ?? tex.slice(index, index + (tex[index] === "\\" ? 2 : 1));
    const isLetter = named !== null || wholeName.test(base);
    const scripts = isLetter ? readScripts(tex, index + base.length) : null;
    const layer = scripts?.below === undefined ? null : layerOf((named?.[1] ?? base) + scripts.below);
    if (scripts === null || layer === null) {
      coloured += base;
      index += base.length;
      continue;
    }
    const above = colourNames(scripts.text, layerOf);
    coloured += `\\htmlClass{layer-${layer}}{${base}${above}}`;
    index = scripts.end;
  }
  return coloured;
}

interface Scripts {
  /** The subscript, where it is a whole number. */
  readonly below: string | undefined;
  readonly text: string;
  readonly end: number;
}

/** What hangs on a letter: one subscript, a superscript, primes, in any order. Null where nothing does. */
function readScripts(tex: string, from: number): Scripts | null {
  let below: string | undefined;
  let end = from;
  for (;;) {
    const rest = tex.slice(end);
    const number = below === undefined ? subscript.exec(rest) : null;
    if (number !== null) {
      below = number[1] ?? number[2];
      end += number[0].length;
    } else if (rest.startsWith("'")) {
      end += 1;
    } else if (rest.startsWith("^")) {
      end += 1 + argumentLength(rest.slice(1));
    } else {
      return end === from ? null : { below, text: tex.slice(from, end), end };
    }
  }
}

/** Length of the next argument: a group, a command or one sign. */
function argumentLength(tex: string): number {
  if (tex.startsWith("{")) return Math.min(closingBrace(tex, 1) + 1, tex.length);
  return command.exec(tex)?.[0].length ?? Math.min(1, tex.length);
}
