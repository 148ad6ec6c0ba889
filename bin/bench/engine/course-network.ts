import { logistic, logisticSlope } from "#lib/autograd/ops/sigmoid.ts";
import { scalar } from "#lib/autograd/tensor.ts";
import { parseExpression } from "#lib/expression/parse.ts";
import { type CompiledModel, compileModel } from "#lib/model/compile.ts";
import type { Inputs } from "#lib/model/declared-inputs.ts";
import { parseModel } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";
import { describeInTurn, timeInTurn } from "../in-turn.ts";
import { loadMathjs, type Mathjs } from "./mathjs.ts";

const model = `x0 = 1
t  = 0.8
W1 = 0.5
W2 = 0.5
W3 = 0.5
z1 = W1*x0
y1 = sigmoid(z1)
z2 = W2*y1
y2 = sigmoid(z2)
z3 = W3*y2
y3 = sigmoid(z3)
L  = (y3 - t)^2/2`;

type Point = Readonly<Record<"x0" | "t" | "W1" | "W2" | "W3", number>>;

/** Eight points round the declared values. */
const points: readonly Point[] = Array.from({ length: 8 }, (_, index) => ({
  x0: 0.4 + 0.2 * index,
  t: 0.9 - 0.1 * index,
  W1: 0.3 + 0.05 * index,
  W2: 0.7 - 0.04 * index,
  W3: 0.2 + 0.1 * index,
}));

/** ∂L/∂W1 = (y3 − t)·σ′(z3)·W3·σ′(z2)·W2·σ′(z1)·x0, with slopes that keep their digits as the engine's do. */
function gradientByHand({ x0, t, W1, W2, W3 }: Point): number {
  const z1 = W1 * x0;
  const z2 = W2 * logistic(z1);
  const z3 = W3 * logistic(z2);
  return (logistic(z3) - t) * logisticSlope(z3) * W3 * logisticSlope(z2) * W2 * logisticSlope(z1) * x0;
}

/** The same as a learner writes it. */
const answer = "(y3 - t)*y3*(1 - y3)*W3*y2*(1 - y2)*W2*y1*(1 - y1)*x0";

export async function measureCourseNetwork(dataDir: string): Promise<readonly string[]> {
  const parsed = parseModel(model);
  if (!parsed.ok) throw new Error("the course's network cannot be read");
  const compiled = compileModel(parsed.value);
  return [measureGradient(compiled), measureAnswer(compiled, await loadMathjs(dataDir))];
}

function measureGradient(compiled: CompiledModel): string {
  const partial = { of: "L", by: "W1" };
  const given = points.map(asInputs);
  let sum = 0;
  const times = timeInTurn(
    () => {
      for (const evaluation of compiled.evaluateAll(given)) sum += evaluation.partial(partial).data[0] ?? 0;
    },
    () => {
      for (const point of points) sum += gradientByHand(point);
    },
  );
  if (!Number.isFinite(sum)) throw new Error("a gradient is not finite");
  return `One gradient of the course's network at 8 points, beside a function written by hand: ${describeInTurn(times)}; aim 3`;
}

function asInputs({ x0, t, W1, W2, W3 }: Point): Inputs {
  return { x0: scalar(x0), t: scalar(t), W1: scalar(W1), W2: scalar(W2), W3: scalar(W3) };
}

function measureAnswer(compiled: CompiledModel, mathjs: Mathjs | null): string {
  const vocabulary = vocabularyOf(compiled.model);
  const evaluations = compiled.evaluateAll(points.map(asInputs));
  const names = ["x0", "t", "W2", "W3", "y1", "y2", "y3"];
  const scopes = evaluations.map((evaluation) =>
    Object.fromEntries(names.map((name) => [name, evaluation.value(name).data[0] ?? 0])),
  );
  let sum = 0;
  const times = timeInTurn(
    () => {
      const tree = parseExpression(answer, vocabulary);
      if (!tree.ok) throw new Error("the answer cannot be read");
      for (const evaluation of evaluations) {
        const evaluated = evaluation.expression(tree.value);
        if (evaluated.ok) sum += evaluated.value.data[0] ?? 0;
      }
    },
    () => {
      const code = mathjs?.parse(answer).compile();
      for (const scope of scopes) sum += code?.evaluate(scope) ?? 0;
    },
  );
  if (!Number.isFinite(sum)) throw new Error("an answer is not finite");
  const what = "A formula read, compiled and worked out at 8 points";
  if (mathjs !== null) return `${what}, beside mathjs: ${describeInTurn(times)}; aim 0.2`;
  const [time = Number.NaN] = times.engine.toSorted((a, b) => a - b).slice(3);
  return `${what}: ${time.toPrecision(3)} µs. To see mathjs beside it: npm run bench -- engine --alternatives`;
}
