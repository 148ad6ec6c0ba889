import { describe, expect, it } from "vitest";
import { readBack } from "./network-vocabulary.ts";

describe("absolute values", () => {
  it.each([
    ["|x|", "abs(x)"],
    ["||x||", "abs(abs(x))"],
    ["|||x|||", "abs(abs(abs(x)))"],
    ["|x||t|", "abs(x) abs(t)"],
    ["|x|t|L|", "abs(x) t abs(L)"],
    ["|x||t||L|", "abs(x) abs(t) abs(L)"],
    ["|x|*|t|", "abs(x)*abs(t)"],
    ["|x|/|t|", "abs(x)/abs(t)"],
    ["|x|^|t|", "abs(x)^abs(t)"],
    ["2|x|^2", "2 abs(x)^2"],
    ["-|-x|", "-abs(-x)"],
    ["|x-|t||", "abs(x - abs(t))"],
    ["||x|-t|", "abs(abs(x) - t)"],
    ["||x|-|t||", "abs(abs(x) - abs(t))"],
    ["|x + |t| + L|", "abs(x + abs(t) + L)"],
    ["|x(|t|)|", "abs(x abs(t))"],
    ["|σ(|x|)|", "abs(sigmoid(abs(x)))"],
    ["|sin x|", "abs(sin(x))"],
    ["max(|x|, |t|)", "max(abs(x), abs(t))"],
    ["[|x|, |t|]", "[abs(x), abs(t)]"],
    ["\\left|\\left|x\\right|-t\\right|", "abs(abs(x) - t)"],
    ["\\left|x\\right|\\left|t\\right|", "abs(x) abs(t)"],
    ["|x \\cdot \\lvert t \\rvert|", "abs(x·abs(t))"],
    ["‖x‖‖t‖", "sqrt(sum(x^2)) sqrt(sum(t^2))"],
    ["|‖x‖-t|", "abs(sqrt(sum(x^2)) - t)"],
    ["‖|x|‖", "sqrt(sum(abs(x)^2))"],
  ])("in %s are %s", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each([
    ["|x|t||", "abs(x abs(t))"],
    ["||x||t||", "abs(abs(x) abs(t))"],
    ["||x|t|", "abs(abs(x) t)"],
    ["1 + |x|t||", "1 + abs(x abs(t))"],
  ])("pair in %s in the only way that is a formula", (text, read) => {
    expect(readBack(text)).toBe(read);
  });

  it.each(["|", "||", "|x", "x|t", "|x||", "|x||t", "||x|||t||", "|x|y1|t|y2||"])(
    "are refused where they do not pair in one way: %s",
    (text) => {
      expect(readBack(text)).toMatch(/^(missing-right|bar-not-closed) /);
    },
  );
});
