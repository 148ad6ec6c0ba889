import { expect, it } from "vitest";
import { blank, exerciseOf, verdictOn } from "../free-exercise.ts";
import { sigmoidChain } from "./models/sigmoid-chain.ts";

const exercise = exerciseOf(sigmoidChain.source, [blank("number", "dL/dW3", "number")]);

it.each([
  ["2.64%", "%", 5],
  ["0.0264 %", "%", 8],
  ["0.0264 kg", "kg", 8],
  ["0.0264 V", "V", 8],
  ["€0.0264", "€", 1],
  ["0.0264°", "°", 7],
])("says which sign of %s is no part of a number, and where", (text, sign, column) => {
  const verdict = verdictOn(exercise, "number", text);
  expect(verdict).toMatchObject({ verdict: "invalid", score: 0, at: { line: 1, column } });
  expect(verdict.message).toContain(sign);
});
