import { parseExpression, type Vocabulary } from "./parse.ts";
import { type Parsed, problem } from "./problem.ts";
import { canonicalName, isName } from "./spelling.ts";
import { tokenize } from "./tokenize.ts";
import type { Partial } from "./tree.ts";

/** `dL/dW2`, `∂L/∂W₂`, `\frac{\partial L}{\partial W_2}` and nothing else. */
export function parsePartial(text: string, vocabulary: Vocabulary): Parsed<Partial> {
  const parsed = parseExpression(text, vocabulary);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === "partial") return { ok: true, value: parsed.value.partial };
  return { ok: false, problem: problem("derivative-needs-two-names", parsed.value.at, {}) };
}

/** The canonical name that a text spells on its own: "y3" for y₃, y_3 and y_{3}; null where it is no single name. */
export function nameOf(text: string): string | null {
  const cut = tokenize(text, 1, "separate");
  const [word, ...more] = cut.ok ? cut.tokens : [];
  if (word?.kind !== "word" || more.length > 0) return null;
  const name = canonicalName(word.run);
  return isName(name) ? name : null;
}
