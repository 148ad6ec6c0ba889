import type { Place } from "./tree.ts";

/** Why a text could not be read, or a model not computed: the code is for programs, the message for people. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly at: Place;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** What each problem is about: the words and numbers that its sentence names. */
export interface ProblemDetails {
  // A text as a whole.
  empty: Record<never, never>;
  "too-long": { readonly limit: number };
  "too-many-lines": { readonly limit: number };
  "too-many-parts": { readonly limit: number };
  "too-deep": { readonly limit: number };

  // Characters and numbers.
  "unknown-character": { readonly character: string };
  lookalike: { readonly character: string; readonly latin: string };
  "hidden-character": { readonly character: string };
  percent: Record<never, never>;
  "unknown-command": { readonly command: string };
  "empty-box": Record<never, never>;
  "not-a-number": { readonly text: string };
  "cut-short-number": { readonly text: string };
  "number-too-small": { readonly text: string };
  "number-too-large": { readonly text: string };
  "subscript-alone": Record<never, never>;
  "subscript-unreadable": { readonly text: string };
  "superscript-unreadable": { readonly text: string };
  "accent-alone": Record<never, never>;
  "accent-lost": { readonly name: string };
  "dollar-unmatched": Record<never, never>;
  "copied-twice": Record<never, never>;

  // Brackets.
  "bracket-closes-nothing": { readonly before: string; readonly column: number };
  "bracket-not-closed": { readonly after: string; readonly column: number };
  "bracket-mismatch": { readonly open: string; readonly close: string; readonly column: number };
  "bracket-empty": Record<never, never>;
  "bar-not-closed": { readonly bar: string; readonly column: number };

  // Signs and what stands beside them.
  "missing-left": { readonly sign: string };
  "missing-right": { readonly sign: string };
  "number-follows": { readonly number: string };
  "comma-alone": Record<never, never>;
  "equals-inside": Record<never, never>;
  "several-equals": Record<never, never>;
  "several-lines": Record<never, never>;
  "left-side": Record<never, never>;
  "nothing-before-equals": Record<never, never>;
  "not-expected": { readonly found: string };
  "exponent-too-large": { readonly limit: number };
  "root-index": Record<never, never>;
  "fraction-part": Record<never, never>;
  "matrix-rows": Record<never, never>;

  // Names, functions and derivatives.
  "unknown-name": { readonly name: string; readonly suggestion: string | null };
  "unknown-in-family": { readonly name: string; readonly family: readonly string[] };
  "sign-left-out": { readonly left: string; readonly right: string };
  "name-in-two-ways": { readonly name: string; readonly readings: readonly [string, string] };
  "function-without-input": { readonly name: string; readonly input: string };
  "function-needs-brackets": { readonly name: string; readonly input: string };
  "wrong-number-of-inputs": { readonly name: string; readonly takes: number | "many"; readonly given: number };
  "inverse-or-reciprocal": { readonly name: string };
  "power-of-function": { readonly name: string };
  "prime-without-function": Record<never, never>;
  "prime-of-several-inputs": { readonly name: string };
  "too-many-primes": { readonly limit: number };
  "derivative-needs-two-names": Record<never, never>;
  "derivative-runs-on": { readonly derivative: string; readonly rest: string };

  // Models.
  "not-a-definition": Record<never, never>;
  "defined-twice": { readonly name: string; readonly line: number };
  "used-before-defined": { readonly name: string; readonly line: number };
  "name-is-function": { readonly name: string };
  "derivative-in-model": Record<never, never>;
  "derivative-in-reference": Record<never, never>;
  "not-an-ask": Record<never, never>;
  "draw-of-node": { readonly name: string };
  "draw-unreadable": Record<never, never>;
  "draw-bounds": { readonly low: string; readonly high: string };
  "draw-step": Record<never, never>;
  "rows-differ": Record<never, never>;
  "unknown-input": { readonly name: string };
  "value-not-finite": { readonly name: string };

  // What only shows when a model or an answer is computed. `sentence` is made where the shapes are known.
  "shape-mismatch": { readonly sentence: string };
  "loss-not-a-number": { readonly name: string };
  "gradient-underflows": { readonly of: string; readonly by: string };
}

export type ProblemCode = keyof ProblemDetails;

const sentences = {
  empty: () => "nothing is written here",
  "too-long": ({ limit }) => `this is longer than ${grouped(limit)} characters`,
  "too-many-lines": ({ limit }) => `this has more than ${grouped(limit)} lines`,
  "too-many-parts": ({ limit }) => `this has more than ${grouped(limit)} names, numbers and signs`,
  "too-deep": ({ limit }) => `brackets, signs or powers are nested more than ${grouped(limit)} deep here`,

  "unknown-character": ({ character }) => `${character} is not known here`,
  lookalike: ({ character, latin }) => `${character} only looks like "${latin}": type the Latin letter`,
  "hidden-character": ({ character }) => `an invisible character, ${character}, stands here: delete it`,
  percent: () => 'a "%" is not read here: write 5/100 for 5 per cent',
  "unknown-command": ({ command }) => `"${command}" is not known here`,
  "empty-box": () => "an empty box stands here: fill it in",
  "not-a-number": ({ text }) => `"${text}" is not a number`,
  "cut-short-number": ({ text }) =>
    `"${text}" is a number cut short: write ${text}-3 for a power of ten, or ${text.slice(0, -1)}*e for the constant e`,
  "number-too-small": ({ text }) => `"${text}" is not 0, but too small to be computed with: it would become 0`,
  "number-too-large": ({ text }) => `"${text}" is too large to be computed with`,
  "subscript-alone": () => 'a "_" stands between a name and its subscript, as in y_3',
  "subscript-unreadable": ({ text }) =>
    `"${text}" is no subscript: a number or a word is expected, as in y_3 or W_{out}`,
  "superscript-unreadable": ({ text }) => `"${text}" is no power: a number is expected, as in x²`,
  "accent-alone": () => "an accent stands over one name only, as in \\hat{y}",
  "copied-twice": () =>
    "this was copied from a drawn formula, and came along more than once: type it, or copy only its LaTeX",
  "accent-lost": ({ name }) =>
    `"${name}" stands here with an accent and in another way too, and this network has one ${name}: which quantity is which?`,
  "dollar-unmatched": () => 'a "$" may only stand before and after the whole formula',

  "bracket-closes-nothing": ({ before, column }) => `"${before}": the bracket at column ${column} closes nothing`,
  "bracket-not-closed": ({ after, column }) => `"${after}": the bracket at column ${column} is never closed`,
  "bracket-mismatch": ({ open, close, column }) =>
    `the "${close}" here would close the "${open}" at column ${column}: the two do not belong together`,
  "bracket-empty": () => "something is expected between these brackets",
  "bar-not-closed": ({ bar, column }) => `the "${bar}" at column ${column} is never closed`,

  "missing-left": ({ sign }) => `"${sign}" needs something before it`,
  "missing-right": ({ sign }) => `something is expected after "${sign}"`,
  "number-follows": ({ number }) =>
    `"${number}" follows without a sign: write *${number} for a product or ^${number} for a power`,
  "comma-alone": () => "a comma stands only between the inputs of a function or the entries of a list",
  "equals-inside": () => 'an "=" is not expected here: a formula has no left side',
  "several-equals": () => 'one line has one "=": write the second on a line of its own',
  "several-lines": () => "a second line begins here, and one is read: give each a line of its own",
  "left-side": () => 'left of "=" stands one name or one derivative, as in z1 = … or dL/dW2 = …',
  "nothing-before-equals": () => 'nothing stands before "=": leave it out, or name what is computed',
  "not-expected": ({ found }) => `"${found}" is not expected here`,
  "exponent-too-large": ({ limit }) => `an exponent may not be larger than ${grouped(limit)} in size`,
  "root-index": () => "only the square root is read: write x^(1/3) for a cube root",
  "fraction-part": () => "a fraction needs two parts in braces, as in \\frac{1}{2}",
  "matrix-rows": () => "a matrix has entries between & and rows between \\\\, all rows of one length",

  "unknown-name": ({ name, suggestion }) => `"${name}" is not known${didYouMean(suggestion)}`,
  "unknown-in-family": ({ name, family }) => `"${name}": this network has ${enumerate(family)}`,
  "sign-left-out": ({ left, right }) => `"${left}${right}" is not known: write a sign between ${left} and ${right}`,
  "name-in-two-ways": ({ name, readings }) =>
    `"${name}" could be ${readings[0]} or ${readings[1]}: write the one that is meant`,
  "function-without-input": ({ name, input }) =>
    `${name} is a function and needs an input in brackets, as in ${name}(${input})`,
  "function-needs-brackets": ({ name, input }) =>
    `where does the input of ${name} end? Write brackets round it, as in ${name}(${input})`,
  "wrong-number-of-inputs": ({ name, takes, given }) =>
    takes === "many"
      ? `${name} needs at least one input in its brackets`
      : `${name} takes ${counted(takes, "input")}, and here ${given === 1 ? "is" : "are"} ${given}`,
  "inverse-or-reciprocal": ({ name }) =>
    `${name}^-1 is read by some as 1/${name} and by others as the inverse function: write 1/${name}(…) or name the function`,
  "power-of-function": ({ name }) =>
    `between ${name} and its brackets only a whole number may stand as a power, as in ${name}^2(z)`,
  "prime-without-function": () => "a prime stands only after a function, as in σ'(z3)",
  "prime-of-several-inputs": ({ name }) => `${name} has several inputs: a prime does not say by which to differentiate`,
  "too-many-primes": ({ limit }) => `a function may have at most ${limit} primes`,
  "derivative-needs-two-names": () => "a derivative needs two names, as in dL/dW2",
  "derivative-runs-on": ({ derivative, rest }) =>
    `does ${rest} belong below the line of ${derivative}? Write a sign or brackets`,

  "not-a-definition": () => "a line of a model is name = expression, as in z1 = W1*x0",
  "defined-twice": ({ name, line }) => `"${name}" is defined already, on line ${line}`,
  "used-before-defined": ({ name, line }) => `"${name}" is used here, but defined only on line ${line}`,
  "name-is-function": ({ name }) => `"${name}" is a function: choose another name`,
  "derivative-in-model": () => "a model holds no derivatives: they follow from it",
  "derivative-in-reference": () => "a reference that stands alone holds no derivatives: write them out",
  "not-an-ask": () => "a quantity of the model is asked for, or a derivative between two, as in L or dL/dW1",
  "draw-of-node": ({ name }) => `"${name}" is computed from other quantities, so it cannot be drawn from an interval`,
  "draw-unreadable": () => "an interval is written as in [0.2, 0.9] or in [0.2, 0.9] step 0.1",
  "draw-bounds": ({ low, high }) => `the interval begins at ${low} and ends at ${high}: the smaller number comes first`,
  "draw-step": () => "a step is larger than 0 and not longer than its interval",
  "rows-differ": () => "the rows of a matrix have to be of one length",
  "unknown-input": ({ name }) => `"${name}" is not an input of this model`,
  "value-not-finite": ({ name }) => `the value of "${name}" is not a finite number`,

  "shape-mismatch": ({ sentence }) => sentence,
  "loss-not-a-number": ({ name }) => `a model ends in one number, its loss, and "${name}" is a list or a matrix`,
  "gradient-underflows": ({ of, by }) => `d${of}/d${by} is not 0, but too small to be computed with: it becomes 0 here`,
} satisfies { readonly [Code in ProblemCode]: (details: ProblemDetails[Code]) => string };

/** A problem with its sentence. `at` is where the reader should look. */
export function problem<Code extends ProblemCode>(code: Code, at: Place, details: ProblemDetails[Code]): Problem {
  // Each entry takes its own code's details; indexing by a generic code loses that pairing.
  const sentence = sentences[code] as (details: ProblemDetails[Code]) => string;
  return { code, message: sentence(details), at };
}

function didYouMean(suggestion: string | null): string {
  return suggestion === null ? "" : `; did you mean "${suggestion}"?`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

function counted(count: number, noun: string): string {
  const words = ["no", "one", "two", "three"];
  return `${words[count] ?? count} ${noun}${count === 1 ? "" : "s"}`;
}

const mostEnumerated = 8;

/** "y1, y2 and y3"; a long list is shortened in its middle. */
function enumerate(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  if (names.length < 2) return last;
  if (names.length > mostEnumerated) return `${names.slice(0, 3).join(", ")}, … and ${last}`;
  return `${names.slice(0, -1).join(", ")} and ${last}`;
}
