import { describe, expect, it } from "vitest";
import { compileExercise } from "#lib/content/compile-exercise.ts";
import { drawNotices } from "#lib/content/draw-notices.ts";

const file = "exercises/drawn.yaml";

/** One sigmoid neuron of which the input is drawn as told. */
function exerciseDrawing(input: string) {
  const source = `title: Drawn
question: What is the gradient?
model: |
  x0 = ${input}
  t = 0.8
  W1 = 0.9
  z1 = W1*x0
  y1 = sigmoid(z1)
  L = (y1 - t)^2/2
blanks:
  - { id: w, ask: dL/dW1, as: number, digits: 3 }
tests:
  - { blank: w, answer: "(y1-t)*y1*(1-y1)*x0", verdict: correct }
`;
  const result = compileExercise(source, { file, findModel: () => ({ kind: "unknown", known: [] }) });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return { file, slug: "drawn", source, compiled: result.value };
}

describe("an exercise with drawn values", () => {
  it("is noticed where most of them hide a mistake", () => {
    // An input of 1 hides that it is missing.
    const [notice, ...others] = drawNotices([exerciseDrawing("1 in [1, 1.25] step 0.25")]);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ code: "draws-rejected", file, line: 3, column: 1 });
    expect(notice?.message).toMatch(/^Of 100 draws for variants \d+ were rejected/);
  });

  it("is not where few do, nor where nothing is drawn", () => {
    expect(drawNotices([exerciseDrawing("1.3 in [1.25, 1.45] step 0.05"), exerciseDrawing("1")])).toEqual([]);
  });
});
