import katex from "katex";
import type { Formula } from "./lesson.ts";

/** `step` is set like a display but flows with its line, for derivations and lists of givens. */
export type FormulaStyle = "inline" | "step" | "display";

/** Macro expansions in one formula: KaTeX's own bound, said here because authors meet it. */
const mostExpansions = 1000;
/** Largest user-given length in ems, so that a rule or a kern cannot push the page aside. */
const largestSize = 10;
/** The only HTML a formula may ask for: the colour of a layer, put in by our own pass. */
const layerClass = /^layer-\d{1,4}$/;

/** KaTeX's refusal; `offset` counts UTF-16 units in the formula, null where KaTeX names no place. */
export type Typeset =
  | { readonly ok: true; readonly value: Formula }
  | { readonly ok: false; readonly reason: string; readonly offset: number | null };

/** A formula somebody wrote. HTML for the eye, MathML for a screen reader. */
export function typesetAuthored(tex: string, style: FormulaStyle = "inline"): Typeset {
  try {
    const html = katex.renderToString(style === "step" ? `\\displaystyle ${tex}` : tex, {
      displayMode: style === "display",
      output: "htmlAndMathml",
      throwOnError: true,
      strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
      trust: (context) => context.command === "\\htmlClass" && layerClass.test(context.class),
      maxSize: largestSize,
      maxExpand: mostExpansions,
    });
    const plain = plainTex(tex);
    return { ok: true, value: { tex: plain, html: annotate(html, plain) } };
  } catch (thrown) {
    if (!(thrown instanceof katex.ParseError)) throw thrown;
    return { ok: false, reason: plainReason(thrown), offset: thrown.position ?? null };
  }
}

/** A formula that we printed ourselves. One that KaTeX refuses is our mistake, so it throws. */
export function typeset(
  tex: string,
  options: { readonly style?: FormulaStyle; readonly display?: boolean } = {},
): Formula {
  const style = options.style ?? (options.display === true ? "display" : "inline");
  const result = typesetAuthored(tex, style);
  if (!result.ok) throw new Error(`KaTeX refuses our own formula ${tex}: ${result.reason}`);
  return result.value;
}

/** KaTeX keeps the formula beside its MathML, for those who copy it: there too without our colours. */
function annotate(html: string, tex: string): string {
  const escaped = tex.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return html.replace(/(<annotation [^>]*>)[^<]*(<\/annotation>)/, (_, open, close) => `${open}${escaped}${close}`);
}

/** Without the colours: what a copy button gives. `\htmlClass{layer-2}{W_{2}}` is `W_{2}`. */
export function plainTex(tex: string): string {
  const opening = /\\htmlClass\{layer-\d{1,4}\}\{/g;
  let plain = tex;
  for (let match = opening.exec(plain); match !== null; match = opening.exec(plain)) {
    const inner = match.index + match[0].length;
    const end = closingBrace(plain, inner);
    plain = plain.slice(0, match.index) + plain.slice(inner, end) + plain.slice(end + 1);
    opening.lastIndex = match.index;
  }
  return plain;
}

/** Index of the brace that closes a group whose inside begins at `from`; the text's end where none does. */
export function closingBrace(tex: string, from: number): number {
  let depth = 1;
  for (let index = from; index < tex.length; index++) {
    const sign = tex[index];
    if (sign === "\\") index++;
    else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return index;
  }
  return tex.length;
}

/** "KaTeX parse error: Expected '}', got 'EOF' at end of input: …" without the frame round it. */
function plainReason(error: InstanceType<typeof katex.ParseError>): string {
  const words = error.rawMessage ?? error.message;
  return words.endsWith(".") ? words : `${words}.`;
}
