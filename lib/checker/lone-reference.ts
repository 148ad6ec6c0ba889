import { parseExpression, type Vocabulary } from "#lib/expression/parse.ts";
import { type Parsed, problem } from "#lib/expression/problem.ts";
import type { Tree } from "#lib/expression/tree.ts";
import { type CompiledModel, compileModel } from "#lib/model/compile.ts";
import { layOut } from "#lib/model/layout.ts";
import type { Model, Quantity } from "#lib/model/model.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { createFactorAnalyser, type FactorAnalyser } from "./factor-analysis.ts";
import { infixTree, nameTree, numberTree } from "./factors.ts";
import { compareFormula, type FormulaOutcome, fewestEqual, isJudgeable } from "./formula.ts";
import { keepLatest } from "./keep-latest.ts";
import { once } from "./once.ts";
import type { Notation, PreparedAsk } from "./prepare.ts";
import { drawReference, type Reference } from "./sample-points.ts";
import { findTree, namesIn } from "./tree-walk.ts";

/** A formula that answers are compared with, without a model behind it: every name in it is a variable. */
export interface LoneReference extends Notation {
  readonly asked: PreparedAsk;
  /** True where the reference holds no name: it is one number. */
  readonly isNumber: boolean;
}

/** What an answer is compared with, in sentences. No text reads as this name. */
const printed = "the reference";
/** Variables are drawn from ± the first of these that leaves enough points where both sides are finite. */
const reaches = [2, 10, 100, 1000] as const;
/** One draw in a hundred that is good is enough for the eight points that a verdict needs. */
const triesPerPoint = 400;

const kept = keepLatest<Parsed<LoneReference>>(64);

/** Its free names and `variables` can be written in answers. The same texts always give the same points. */
export function prepareLoneReference(text: string, variables: readonly string[]): Parsed<LoneReference> {
  return kept(JSON.stringify([text, variables]), () => prepare(text, variables));
}

function prepare(text: string, variables: readonly string[]): Parsed<LoneReference> {
  const parsed = parseExpression(text, { ...functions, names: new Set(variables), open: true });
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  const partial = findTree(tree, (part) => part.kind === "partial");
  if (partial !== null) return { ok: false, problem: problem("derivative-in-reference", partial.at, {}) };
  const free = namesIn(tree);
  const names = new Set([...variables, ...free]);
  const model = modelOf(text, tree, names);
  const [misfit] = layOut(model).problems;
  if (misfit !== undefined) return { ok: false, problem: misfit };
  const compiled = compileModel(model);
  const vocabulary: Vocabulary = { ...functions, names: new Set([...names, "eta"]) };
  const asked = prepareAsk(compiled, tree, names);
  return { ok: true, value: { compiled, vocabulary, shapeOf: () => [], asked, isNumber: free.size === 0 } };
}

/** The variables as inputs, the reference as the one quantity made from them. */
function modelOf(source: string, tree: Tree, names: ReadonlySet<string>): Model {
  const { at } = tree;
  const inputs = Array.from(names, (name): Quantity => ({ name, kind: "input", tree: numberTree(1), draw: null, at }));
  const quantities: readonly Quantity[] = [...inputs, { name: printed, kind: "node", tree, draw: null, at }];
  const byName = new Map(quantities.map((quantity) => [quantity.name, quantity]));
  return { source, quantities, byName, loss: printed };
}

function prepareAsk(compiled: CompiledModel, tree: Tree, names: ReadonlySet<string>): PreparedAsk {
  const ask = { kind: "quantity", name: printed } as const;
  const drawWithin = (reach: number): Reference => {
    const seed = `${compiled.model.source}/${reach}`;
    return drawReference(compiled, ask, [{ isNear: false, intervalOf: () => [-reach, reach], seed, triesPerPoint }]);
  };
  const [least, ...further] = reaches;
  const reference = drawWithin(least);
  const drawn = [() => reference, ...further.map((reach) => once(() => drawWithin(reach)))];
  const analyse = (): FactorAnalyser | null => {
    const judgeable = drawn.find((draw) => isJudgeable(draw()));
    return judgeable === undefined ? null : createFactorAnalyser(factorsOf(tree, names), judgeable());
  };
  return {
    ask,
    printed,
    reference,
    compare: (answer, digits) => compareWithin(drawn, answer, digits),
    diagnoser: () => null,
    factorAnalyser: once(analyse),
    roundedValues: () => [],
  };
}

/** The verdict of the first reach that leaves enough points. */
function compareWithin(drawn: readonly (() => Reference)[], answer: Tree, digits: number): FormulaOutcome {
  let isFiniteSomewhere = false;
  let isJudgeableSomewhere = false;
  for (const draw of drawn) {
    const reference = draw();
    if (!isJudgeable(reference)) continue;
    isJudgeableSomewhere = true;
    const outcome = compareFormula(reference, answer, digits);
    if (outcome.kind === "misfit" || outcome.kind === "other-shape") return outcome;
    const finite = countFinite(reference, answer);
    isFiniteSomewhere ||= finite > 0;
    // There is no page with values at which a wrong formula could be right.
    if (finite >= fewestEqual) return outcome.kind === "different" ? { ...outcome, isRightHere: false } : outcome;
  }
  return { kind: isJudgeableSomewhere && !isFiniteSomewhere ? "finite-nowhere" : "no-reference" };
}

/** Points at which both the reference and the answer have a value. */
function countFinite({ good, zeros }: Reference, answer: Tree): number {
  return [...good, ...zeros].filter(({ evaluation }) => {
    const evaluated = evaluation.expression(answer);
    return evaluated.ok && evaluated.value.data.every(Number.isFinite);
  }).length;
}

/** The variables, one minus and one plus each, then what the reference multiplies, and the learning rate. */
function factorsOf(tree: Tree, names: ReadonlySet<string>): readonly Tree[] {
  const one = numberTree(1);
  const variables = Array.from(names, nameTree);
  const multiplied = multipliedIn(tree);
  return [
    ...variables,
    ...variables.map((variable) => infixTree(one, "-", variable)),
    ...variables.map((variable) => infixTree(one, "+", variable)),
    // A sum that is no product has no factors: its whole would be one that every other answer lacks.
    ...(multiplied.length > 1 ? multiplied : []),
    nameTree("eta"),
  ];
}

function multipliedIn(tree: Tree): readonly Tree[] {
  if (tree.kind === "negative") return multipliedIn(tree.operand);
  if (tree.kind === "number" || tree.kind === "constant") return [];
  if (tree.kind !== "infix" || tree.sign === "+" || tree.sign === "-") return [tree];
  if (tree.sign === "^") return multipliedIn(tree.left);
  return [...multipliedIn(tree.left), ...multipliedIn(tree.right)];
}
