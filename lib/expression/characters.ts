import { greekNames } from "./greek.ts";

/** What one character beyond ASCII stands for in a formula. */
export type Meaning =
  | { readonly kind: "sign"; readonly sign: "-" | "*" | "dot" | "/" }
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "digit"; readonly digit: string }
  /** A greek letter stands for its name and is a word of its own: ηW2 is eta times W2. */
  | { readonly kind: "greek"; readonly name: string }
  | { readonly kind: "subscript"; readonly text: string }
  | { readonly kind: "superscript"; readonly text: string }
  | { readonly kind: "prime"; readonly count: number }
  | { readonly kind: "fraction"; readonly above: string; readonly below: string }
  | { readonly kind: "ascii"; readonly character: string }
  | { readonly kind: "equals" | "differential" | "root" | "transpose" | "element-of" | "space" | "nothing" }
  | { readonly kind: "accented"; readonly letter: string; readonly accent: string }
  /** An accent as a character of its own, over the letter before it. */
  | { readonly kind: "combining"; readonly accent: string }
  | { readonly kind: "bars" }
  | { readonly kind: "lookalike"; readonly latin: string }
  | { readonly kind: "hidden" };

/** Letters of other scripts that cannot be told from Latin ones by eye: taken for them, they would make two names look alike. */
const lookalikes = {
  cyrillic: "аеіјорсухѕԁһԛԝАВЕЅІЈКМНОРСТУХԌ",
  latinOfCyrillic: "aeijopcyxsdhqwABESIJKMHOPCTYXG",
  greek: "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
  latinOfGreek: "oABEZHIKMNOPTYX",
};

const signs = { "-": "−–—‐‑﹣", "*": "×⊙✕∗∘", dot: "·⋅∙•", "/": "÷∕⁄" } as const;
const subscripts = { of: "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", means: "0123456789aehijklmnoprstuvx" };
const superscripts = { of: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", means: "0123456789+-" };
const fractions = { "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8" };
const spaces =
  "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
/** They change nothing one can see and come along when a page is copied: zero-width spaces and joiners, invisible operators. */
const nothings = "\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f";
/** They turn the direction of writing, so that what one sees is not what stands there. */
const hidden = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

const accents: ReadonlyMap<string, string> = new Map([
  ["\u0302", "hat"],
  ["\u0304", "bar"],
  ["\u0305", "bar"],
  ["\u0303", "tilde"],
  ["\u20d7", "vec"],
]);

const symbols: ReadonlyMap<string, Meaning> = makeSymbols();

/**
 * The meaning of one character beyond ASCII, null where it has none. Letters of the mathematical alphabets (𝑊, ℒ) and
 * full-width ones, as they come from a PDF or an input method, are the plain letters.
 */
export function symbolOf(character: string): Meaning | null {
  const known = symbols.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const isStyled =
    (code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0x2100 && code <= 0x214f) || (code >= 0xff01 && code <= 0xff5e);
  if (!isStyled) return accentedLetter(character);
  const plain = character.normalize("NFKC");
  if (plain === "∂") return { kind: "differential" };
  if (/^[A-Za-z]$/.test(plain)) return { kind: "letter", letter: plain };
  if (/^\d$/.test(plain)) return { kind: "digit", digit: plain };
  if (/^[!-~]$/.test(plain)) return { kind: "ascii", character: plain };
  const name = greekNames.get(plain);
  return name === undefined ? null : { kind: "greek", name };
}

/** ŷ and x̄ as one character. */
function accentedLetter(character: string): Meaning | null {
  const [letter = "", mark = "", ...more] = character.normalize("NFD");
  const accent = accents.get(mark);
  return accent !== undefined && more.length === 0 && /^[A-Za-z]$/.test(letter)
    ? { kind: "accented", letter, accent }
    : null;
}

/** A character as a message shows it: itself in quotes, or its number where nothing or something misleading would be seen. */
export function showCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const isVisible = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character);
  return isVisible ? `"${character}" (${number})` : number;
}

function makeSymbols(): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>();
  const setAll = (characters: string, meaning: (index: number) => Meaning) => {
    Array.from(characters).forEach((character, index) => {
      table.set(character, meaning(index));
    });
  };
  for (const [character, name] of greekNames) table.set(character, { kind: "greek", name });
  setAll(lookalikes.cyrillic, (index) => ({ kind: "lookalike", latin: lookalikes.latinOfCyrillic.charAt(index) }));
  setAll(lookalikes.greek, (index) => ({ kind: "lookalike", latin: lookalikes.latinOfGreek.charAt(index) }));
  for (const sign of ["-", "*", "dot", "/"] as const) setAll(signs[sign], () => ({ kind: "sign", sign }));
  setAll(subscripts.of, (index) => ({ kind: "subscript", text: subscripts.means.charAt(index) }));
  setAll(superscripts.of, (index) => ({ kind: "superscript", text: superscripts.means.charAt(index) }));
  for (const [character, parts] of Object.entries(fractions)) {
    table.set(character, { kind: "fraction", above: parts.charAt(0), below: parts.charAt(2) });
  }
  setAll("′’‘´ʹ", () => ({ kind: "prime", count: 1 }));
  setAll("″", () => ({ kind: "prime", count: 2 }));
  setAll("‴", () => ({ kind: "prime", count: 3 }));
  // Rounded values are written with it, and the line says the same.
  setAll("≈≃≅", () => ({ kind: "equals" }));
  setAll("∂", () => ({ kind: "differential" }));
  setAll("√", () => ({ kind: "root" }));
  setAll("ᵀ⊤⊺", () => ({ kind: "transpose" }));
  setAll("∈", () => ({ kind: "element-of" }));
  setAll("∣", () => ({ kind: "ascii", character: "|" }));
  setAll("‖∥", () => ({ kind: "bars" }));
  for (const [mark, accent] of accents) table.set(mark, { kind: "combining", accent });
  setAll(spaces, () => ({ kind: "space" }));
  setAll(nothings, () => ({ kind: "nothing" }));
  setAll(hidden, () => ({ kind: "hidden" }));
  return table;
}
