import type { Partial } from "./tree.ts";

export type Bracket = "(" | "[" | "{";

/** From `from` up to `to`, counted in UTF-16 code units from the start of the text. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface NumberToken extends Span {
  readonly kind: "number";
  readonly value: number;
  readonly text: string;
}

/**
 * Letters and digits that stand together, with `_` before what was written as a subscript: "W3y2", "W_3y_2", "leaky_relu".
 * What it means depends on the names that are known.
 */
export interface WordToken extends Span {
  readonly kind: "word";
  readonly run: string;
  /** A letter that was written as a sign or a command (δ, \delta): never d and "elta". */
  readonly isSymbol: boolean;
  /** It is an "e" that stands right after a number, as in 2e. */
  readonly followsNumber: boolean;
}

/** What the tokenizer makes of a text. */
export type Token =
  | NumberToken
  | WordToken
  | (Span & { readonly kind: "sign"; readonly sign: "+" | "-" | "*" | "dot" | "@" | "/" | "^" })
  | (Span & { readonly kind: "superscript"; readonly text: string })
  | (Span & { readonly kind: "transpose" | "prime" | "comma" | "equals" | "differential" | "fraction" })
  | (Span & { readonly kind: "open" | "close"; readonly bracket: Bracket })
  /** Written with a direction (\lvert, \left|) it is known to open or to close. `isNorm`: it is a double one. */
  | (Span & { readonly kind: "bar"; readonly side: "open" | "close" | "either"; readonly isNorm: boolean })
  | (Span & { readonly kind: "matrix-open" | "matrix-close" | "next-cell" | "next-row" })
  /** These are joined to the words beside them, by `joinWords`: `\hat`, the `_3` of W^T_3, `\dv` with its two groups. */
  | (Span & { readonly kind: "accent"; readonly accent: string })
  | (Span & { readonly kind: "subscript"; readonly text: string })
  | (Span & { readonly kind: "derivative" })
  /** The ones below take the place of words, once it is known what is a name. */
  | (Span & { readonly kind: "name"; readonly name: string })
  | (Span & { readonly kind: "constant"; readonly name: "e" | "pi" })
  | (Span & { readonly kind: "function"; readonly name: string })
  | (Span & { readonly kind: "partial"; readonly partial: Partial });

export type TokenKind = Token["kind"];
