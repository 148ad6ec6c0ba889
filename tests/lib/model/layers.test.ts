import { describe, expect, it } from "vitest";
import { kindOf, layerOf } from "#lib/model/layers.ts";

describe("the layer of a name", () => {
  it.each([
    ["W2", 2],
    ["z2", 2],
    ["y12", 12],
    ["b3", 3],
    ["delta2", 2],
    ["z2_1", 2],
    ["a_3", 3],
  ])("puts %s into layer %i", (name, layer) => {
    expect(layerOf(name)).toBe(layer);
  });

  it.each(["x0", "x1", "t", "L", "eta", "y0", "W_xh", "W", "loss2", "constructor", "__proto__", ""])(
    "puts %j into no layer",
    (name) => {
      expect(layerOf(name)).toBeNull();
    },
  );
});

describe("the kind of a name", () => {
  it.each([
    ["x0", "input"],
    ["y0", "input"],
    ["W1", "weight"],
    ["W_xh", "weight"],
    ["b2", "bias"],
    ["z1", "pre-activation"],
    ["y1", "activation"],
    ["delta3", "error term"],
    ["t", "target"],
    ["L", "loss"],
    ["eta", "learning rate"],
    ["q7", null],
    ["constructor", null],
  ])("calls %s %s", (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });
});
