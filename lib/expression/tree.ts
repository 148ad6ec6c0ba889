/** A place in a text, both counted from 1; `column` counts UTF-16 code units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `dA/dB`: the total derivative of quantity `of` by quantity `by`. */
export interface Partial {
  readonly of: string;
  readonly by: string;
}

/**
 * Infix signs. `*` is also `×` and `⊙` (element by element); `·` and a left-out sign are `dot` (the matrix product between
 * matrices, otherwise the product); `@` is always the matrix product.
 */
export type InfixSign = "+" | "-" | "*" | "dot" | "@" | "/" | "^";

/** What an expression is made of. Every node knows where it began, so that a problem can point at it. */
export type Tree =
  | { readonly kind: "number"; readonly value: number; readonly text: string; readonly at: Place }
  | { readonly kind: "constant"; readonly name: "e" | "pi"; readonly at: Place }
  | { readonly kind: "name"; readonly name: string; readonly at: Place }
  | { readonly kind: "partial"; readonly partial: Partial; readonly at: Place }
  /** `primes` is how often the function is differentiated: `σ''(z)` has 2. */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly primes: number;
      readonly inputs: readonly Tree[];
      readonly at: Place;
    }
  | { readonly kind: "negative"; readonly operand: Tree; readonly at: Place }
  | { readonly kind: "transpose"; readonly operand: Tree; readonly at: Place }
  | {
      readonly kind: "infix";
      readonly sign: InfixSign;
      /** True where the sign was left out, as in `2x0`; only with `dot`. */
      readonly implied: boolean;
      readonly left: Tree;
      readonly right: Tree;
      readonly at: Place;
    }
  | { readonly kind: "list"; readonly items: readonly Tree[]; readonly at: Place };

/**
 * One line of a model or an answer: the first side by what it is, a name, a partial or an expression of its own, and what stands
 * behind the `=` signs. `more` is there where the line is a chain: of `z1 = W1*x0 = 0.5` the tree is `W1*x0` and more holds
 * 0.5; of `W1*x0 = 0.5`, where nothing is named, the tree is `W1*x0` and more holds 0.5 too.
 */
export type Line = (
  | { readonly kind: "definition"; readonly name: string }
  | { readonly kind: "partial"; readonly partial: Partial }
  | { readonly kind: "expression" }
) & {
  readonly tree: Tree;
  /** Never empty. */
  readonly more?: readonly [Tree, ...Tree[]];
  readonly at: Place;
};
