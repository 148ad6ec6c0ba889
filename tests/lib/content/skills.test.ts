import { describe, expect, it } from "vitest";
import { compileExercise } from "#lib/content/compile-exercise.ts";

const source = (skills: string) => `title: One neuron
question: What is its slope?
model: |
  x = 0.5
  y = sigmoid(x)
  L = y^2/2
blanks:
  - { id: slope, ask: dy/dx, as: number${skills} }
tests:
  - { blank: slope, answer: y(1 - y), verdict: correct }
`;

function compile(skills: string) {
  return compileExercise(source(skills), {
    file: "exercises/one.yaml",
    findModel: () => ({ kind: "unknown", known: [] }),
  });
}

function refusal(skills: string) {
  const result = compile(skills);
  if (result.ok) throw new Error("it was taken");
  return result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("the skills of a blank", () => {
  it("are those that the author names, and none where none is named", () => {
    const skillsOf = (skills: string) => {
      const result = compile(skills);
      return result.ok ? result.value.exercise.blanks[0]?.skills : result.problems;
    };
    expect(skillsOf(", skills: [local-derivative, saturation]")).toEqual(["local-derivative", "saturation"]);
    expect(skillsOf("")).toEqual([]);
  });

  it("are refused where there is no such skill, at their place, with the one that was meant", () => {
    expect(refusal(", skills: [chain-rule, local-derivativ]")).toEqual([
      '8:63 Field "blanks.0.skills.1": there is no skill "local-derivativ"; perhaps "local-derivative" is meant.',
    ]);
    expect(refusal(", skills: [cooking]")[0]).toMatch(/there is no skill "cooking"; known are forward-pass, .*\.$/);
  });

  it("are refused where one is named twice or is no name", () => {
    expect(refusal(", skills: [depth, depth]")[0]).toContain("names a skill twice");
    expect(refusal(", skills: [7]")[0]).toContain('there is no skill "7"');
  });
});
