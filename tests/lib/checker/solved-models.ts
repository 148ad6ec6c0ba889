import { fileURLToPath } from "node:url";
import { compileCourse } from "#lib/content/compile-course.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import type { Blank } from "#lib/exercises/blank.ts";
import type { Variant } from "#lib/exercises/draw-variant.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import type { Exercise } from "#lib/exercises/exercise.ts";
import { blank, exerciseOf, freeModel } from "./free-exercise.ts";

/** A network with what is asked of it, each as a number and as a formula. */
export interface SolvedModel {
  readonly name: string;
  readonly source: string;
  readonly asks: readonly string[];
  /** True where everything is one number: then every line can be read back. */
  readonly isOfNumbers: boolean;
}

const numbers = (name: string, source: string, asks: readonly string[]): SolvedModel => ({
  name,
  source,
  asks,
  isOfNumbers: true,
});

const lists = (name: string, source: string, asks: readonly string[]): SolvedModel => ({
  name,
  source,
  asks,
  isOfNumbers: false,
});

const twoLayers = (first: string, second: string) => `x0 = 1.5
t = 0.3
W1 = 0.9
b1 = 0.2
W2 = -0.7
b2 = 0.4
z1 = W1*x0 + b1
y1 = ${first}(z1)
z2 = W2*y1 + b2
y2 = ${second}(z2)
L = (y2 - t)^2/2`;

export const solvedModels: readonly SolvedModel[] = [
  numbers("three sigmoid neurons", freeModel, ["dL/dW3", "dL/dW1", "dL/dz2", "dL/dy3", "dL/dx0", "dy3/dy1", "y3", "L"]),
  numbers("tanh with biases", twoLayers("tanh", "tanh"), ["dL/dW1", "dL/db1", "dL/db2", "dz2/dW2", "dL/dt", "y2"]),
  numbers("silu and softplus", twoLayers("silu", "softplus"), ["dL/dW1", "dL/db2", "dy1/dz1"]),
  numbers("leaky ReLU and GELU", twoLayers("leaky_relu", "gelu"), ["dL/dW1", "dL/dW2", "dL/dx0"]),
  numbers("ELU and the exponential", twoLayers("elu", "exp"), ["dL/dW1", "dL/dW2"]),
  numbers(
    "a skip past a layer",
    "x0 = 1.5\nt = 0.8\nW1 = 0.9\nW2 = -0.6\nz1 = W1*x0\ny1 = tanh(z1)\nz2 = W2*y1\ny2 = tanh(z2) + y1\nL = (y2 - t)^2",
    ["dL/dW1", "dL/dy1", "dL/dW2", "dy2/dy1", "dL/dz1"],
  ),
  numbers(
    "a weight that is used twice",
    "x0 = 1.5\nt = 0.8\nW = 0.9\nz1 = W*x0\ny1 = tanh(z1)\nz2 = W*y1\ny2 = sigmoid(z2)\nL = (y2 - t)^2/2",
    ["dL/dW", "dL/dx0", "dL/dz1"],
  ),
  numbers(
    "the cross-entropy of one output",
    "x0 = 0.7\nt = 0.9\nW1 = 1.3\nW2 = 0.8\nz1 = W1*x0\ny1 = relu(z1)\nz2 = W2*y1\ny2 = sigmoid(z2)\nL = -(t*log(y2) + (1 - t)*log(1 - y2))",
    ["dL/dW1", "dL/dy2", "dL/dz2", "dL/dW2"],
  ),
  numbers(
    "two inputs and a maximum",
    "x1 = 0.5\nx2 = 1.6\nt = 0.7\nW1 = 0.8\nV1 = -0.4\nz1 = W1*x1 + V1*x2\ny1 = max(0, z1 + 1)\nL = 0.5*(y1 - t)^2",
    ["dL/dV1", "dL/dW1", "dL/dx2", "y1"],
  ),
  numbers("quotients, roots and powers", "x = 2\nw = 0.5\nu = w*x^3\nv = sqrt(u + 1)\nq = u/v\nL = q^2 + w", [
    "dL/dw",
    "dq/du",
    "dv/dx",
  ]),
  numbers("a saturated neuron", "x0 = 4\nt = 0\nW1 = 3\nz1 = W1*x0\ny1 = sigmoid(z1)\nL = (y1 - t)^2/2", [
    "dy1/dz1",
    "dL/dW1",
  ]),
  numbers("many ways to one input", "x = 2\na = x^2\nb = a*x\nc = a*b + x\nd = a*b*c*x\nL = d + c + a", [
    "dL/dx",
    "dd/da",
  ]),
  lists(
    "a small network of matrices",
    "x = [1, -0.5]\nt = [0.3, 0.8]\nW1 = [[0.2, -0.4], [0.7, 0.1], [0.5, 0.3]]\nb1 = [0.1, 0.2, -0.1]\nW2 = [[0.2, 0.4, 0.1], [0.3, 0.1, -0.6]]\nz1 = W1 @ x + b1\ny1 = sigmoid(z1)\nz2 = W2 @ y1\ny2 = tanh(z2)\nL = sum((y2 - t)^2)/2",
    ["dL/dW1", "dL/db1", "dL/dW2", "dL/dx", "dL/dz1", "z1"],
  ),
  lists(
    "softmax with the cross-entropy",
    "x = [1, -0.5]\nt = [0.3, 0.7]\nW1 = [[0.2, -0.4], [0.7, 0.1]]\nz1 = W1 @ x\ny1 = softmax(z1)\nL = -sum(t*log(y1))",
    ["dL/dW1", "dL/dz1", "dL/dy1", "y1"],
  ),
  lists(
    "a batch with a mean",
    "X = [[1, -0.5], [0.2, 0.3], [1, 2]]\nT = [[0.3, 0.7], [0.1, 0.2], [0, 1]]\nW1 = [[0.2, -0.4], [0.7, 0.1]]\nb1 = [0.1, 0.2]\nz1 = X @ W1 + b1\ny1 = tanh(z1)\nL = mean((y1 - T)^2)",
    ["dL/dW1", "dL/db1", "dL/dX", "dL/dz1"],
  ),
];

/** The exercise of one ask, as a number and as a formula. */
export function askedOf(source: string, ask: string): { readonly variant: Variant; readonly blanks: readonly Blank[] } {
  const blanks = [blank("number", ask, "number"), blank("formula", ask, "formula")];
  return { variant: drawVariant(exerciseOf(source, blanks), 0, ""), blanks };
}

/** The exercises that ship with the course. */
export async function courseExercises(): Promise<readonly Exercise[]> {
  const folder = fileURLToPath(new URL("../../../content/vanishing-gradients", import.meta.url));
  const course = compileCourse(await readCourseFolder(folder));
  if (!course.ok) throw new Error(course.problems.map(({ message }) => message).join("; "));
  return course.value.exercises.map(({ compiled }) => compiled.exercise);
}

/** So many sigmoid layers in a row; `skips` adds each layer's input to its output. */
export function deepModel(depth: number, skips = false): string {
  const layers = Array.from({ length: depth }, (_, index) => {
    const input = index === 0 ? "x0" : `y${index}`;
    const added = skips && index > 0 ? ` + ${input}` : "";
    return `W${index + 1} = 0.5\nz${index + 1} = W${index + 1}*${input}\ny${index + 1} = sigmoid(z${index + 1})${added}`;
  });
  return ["x0 = 1", "t = 0.8", ...layers, `L = (y${depth} - t)^2/2`].join("\n");
}
