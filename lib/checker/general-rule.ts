import { printText } from "#lib/expression/print.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { callTree, nameTree } from "#lib/model/build-tree.ts";
import { localSlope } from "#lib/model/local-slope.ts";
import { treeSide } from "#lib/model/step-sides.ts";

/** A local rule, with no quantity of the model in it. */
export interface GeneralRule {
  readonly text: string;
  readonly tex: string | null;
  readonly spoken: string;
  /** The rule without a number or a formula, for where these would be the answer. */
  readonly words: string;
  /** How hard it is to think of: of the rules that an ask needs the hardest is told. */
  readonly rank: number;
}

/** Letters for a rule; those that the model uses itself would make the rule an answer. */
export type Letters = (wanted: readonly string[]) => readonly string[];

export function freeLetters(names: ReadonlySet<string>): Letters {
  return (wanted) => {
    const free = [...wanted, "u", "v", "s", "q", "r", "p"].filter((letter) => !names.has(letter));
    return wanted.map((letter, place) => (names.has(letter) ? (free[wanted.length + place] ?? letter) : letter));
  };
}

/** What each function does, for those whose slope is better said than written. */
const functionWords: Readonly<Record<string, string>> = {
  sigmoid:
    "The slope of the sigmoid can be written with the sigmoid's own output: the output times what it lacks to its greatest value.",
  tanh: "The slope of tanh can be written with its own output, squared.",
  relu: "ReLU passes a positive number on as it is and makes nothing of a negative one: how steep is it on either side?",
  leaky_relu: "Leaky ReLU is a straight line on either side of zero: how steep is it on the side where z lies?",
  elu: "ELU is a straight line above zero and an exponential below it: on which side does z lie?",
  selu: "SELU is a straight line above zero and an exponential below it: on which side does z lie?",
  gelu: "GELU is z times the normal distribution function at z: differentiate it as a product.",
  silu: "SiLU is z times the sigmoid of z: differentiate it as a product.",
  softplus:
    "The slope of softplus is another function that networks use: differentiate the logarithm, then what is inside it.",
  exp: "The exponential is its own derivative.",
  log: "The derivative of the logarithm is the reciprocal.",
  sqrt: "The derivative of a root is the reciprocal of twice the root.",
  abs: "The absolute value is a straight line on either side of zero: which way does it run where z lies?",
};

/** These have no short slope formula, or one whose numbers are what a learner must find. */
const onlyWords: ReadonlySet<string> = new Set(["relu", "leaky_relu", "elu", "selu", "gelu", "silu", "abs"]);

export function functionRule(name: string, letters: Letters): GeneralRule {
  const rank = 5;
  const words = functionWords[name] ?? `Look up the derivative of ${name}, and take it at what goes into it.`;
  const [z = "z"] = letters(["z"]);
  const call = callTree(name, nameTree(z));
  const slope = onlyWords.has(name) ? null : localSlope(call, z, null);
  if (slope === null || isPrimed(slope)) return { text: words, tex: null, spoken: words, words, rank };
  const [of, is] = [treeSide(call), treeSide(slope)];
  return {
    text: `The derivative of ${plain(call)} by ${z} is ${plain(slope)}.`,
    tex: `\\frac{\\mathrm{d}}{\\mathrm{d}${z}}\\,${of.tex} = ${is.tex}`,
    spoken: `The derivative of ${of.spoken} by ${z} is ${is.spoken}.`,
    words,
    rank,
  };
}

function isPrimed(tree: Tree): boolean {
  return tree.kind === "call" && tree.primes > 0;
}

/** As people write it on paper. */
function plain(tree: Tree): string {
  return printText(tree)
    .replaceAll("sigmoid(", "σ(")
    .replaceAll("log(", "ln(")
    .replaceAll(" - ", " − ")
    .replaceAll("^2", "²");
}

export function productRule(letters: Letters): GeneralRule {
  const [u = "u", v = "v"] = letters(["u", "v"]);
  return {
    text: `The derivative of a product ${u}·${v} by ${u} is the other factor, ${v}.`,
    tex: `\\frac{\\partial}{\\partial ${u}}\\,(${u} \\cdot ${v}) = ${v}`,
    spoken: `The derivative of ${u} times ${v} by ${u} is the other factor, ${v}.`,
    words: "In a product each factor is the slope by the other.",
    rank: 2,
  };
}

export function powerRule(letters: Letters): GeneralRule {
  const [u = "u", n = "n"] = letters(["u", "n"]);
  const words =
    "In a power the exponent comes down as a factor, and what is inside is differentiated too, with its sign.";
  return {
    text: `${words} A constant factor stays in front.`,
    tex: `\\frac{\\mathrm{d}}{\\mathrm{d}${u}}\\,${u}^{${n}} = ${n}\\,${u}^{${n}-1}`,
    spoken: `${words} A constant factor stays in front.`,
    words,
    rank: 4,
  };
}

export function worded(words: string, rank: number): GeneralRule {
  return { text: words, tex: null, spoken: words, words, rank };
}

export const addedRule = worded(
  "What is only added passes each of its changes on as it is, and what is taken away passes it on with the other sign.",
  1,
);

export const quotientRule = worded(
  "A quotient is the upper part times the reciprocal of the lower: differentiate it by the part that is asked.",
  3,
);

export const severalRule = worded("A maximum follows the greatest of its inputs and none of the others.", 5);

export const softmaxRule: GeneralRule = {
  text: "Each output y of softmax depends on every input. With g the gradient by the outputs, the gradient by the inputs is y ⊙ (g − Σ g ⊙ y).",
  tex: "y \\odot \\left(g - \\textstyle\\sum g \\odot y\\right)",
  spoken:
    "Each output y of softmax depends on every input. With g the gradient by the outputs, the gradient by the inputs is y times open bracket g minus the sum of g times y close bracket, entry by entry.",
  words: "Each output of softmax depends on every input: add up what comes back through all of them.",
  rank: 6,
};

export const matrixRule: GeneralRule = {
  text: "Through a product W·x the gradient g goes back as g·xᵀ to W, and as Wᵀ·g to x: the sizes fit in no other order.",
  tex: "g\\,x^{\\top} \\quad\\text{and}\\quad W^{\\top} g",
  spoken:
    "Through a product W times x the gradient g goes back as g times x transposed to W, and as W transposed times g to x: the sizes fit in no other order.",
  words: "Going back through a product of matrices, the other factor is transposed: the sizes fit in no other order.",
  rank: 5,
};

/** What is told besides where several paths lead to the asked quantity. */
export const pathsRule = "Along a path multiply, over different paths add.";
