import { joinWords } from "./join-words.ts";
import { parseExpression, type Vocabulary } from "./parse.ts";
import { type Parsed, problem } from "./problem.ts";
import type { Scan } from "./scan.ts";
import { canonicalName, isName } from "./spelling.ts";
import type { Token } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import type { Partial } from "./tree.ts";
import { lexiconOf } from "./vocabulary.ts";

/** `dL/dW2`, `∂L/∂W₂`, `\frac{\partial L}{\partial W_2}` and nothing else. */
export function parsePartial(text: string, vocabulary: Vocabulary): Parsed<Partial> {
  const parsed = parseExpression(text, vocabulary);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === "partial") return { ok: true, value: parsed.value.partial };
  return { ok: false, problem: problem("derivative-needs-two-names", parsed.value.at, {}) };
}

/** The canonical name that a text spells on its own: "y3" for y₃, y_3 and y_{3}, "yhat" for ŷ; null where it is no single name. */
export function nameOf(text: string): string | null {
  const cut = tokenize(text, 1, "separate");
  if (!cut.ok) return null;
  const [word, ...more] = cut.tokens[0]?.kind === "accent" ? joinAccent(text, cut.tokens) : cut.tokens;
  if (word?.kind !== "word" || more.length > 0) return null;
  const name = canonicalName(word.run);
  return isName(name) ? name : null;
}

const anyName = lexiconOf({ names: new Set(), functions: new Map(), open: true });

function joinAccent(text: string, tokens: Token[]): readonly Token[] {
  const end = text.length;
  const scan: Scan = {
    text,
    end,
    firstLine: 1,
    commas: "separate",
    at: end,
    tokens,
    problem: null,
    sawDecimalComma: false,
  };
  return joinWords(scan, tokens, anyName);
}
