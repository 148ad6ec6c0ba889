import { describe, expect, it } from "vitest";
import { parseExpression } from "#lib/expression/parse.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { workOf } from "#lib/model/work.ts";

const shapes: Readonly<Record<string, readonly number[]>> = { a: [], v: [3], W: [2, 3] };
const work = (text: string) => {
  const parsed = parseExpression(text, { ...functions, names: new Set(Object.keys(shapes)) });
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return workOf(parsed.value, { shapeOf: (name) => shapes[name] ?? [] });
};
const list = (length: number) => `[${Array(length).fill("1").join(",")}]`;

describe("what a formula costs at one point", () => {
  it.each([
    ["a", 0],
    ["a + 1", 1],
    ["a*a*a", 2],
    ["sigmoid(v)", 3],
    ["sum(v)", 3],
    ["W v", 24],
    ["W^T", 6],
  ])("%s: %i at most", (text, most) => {
    expect(work(text)).toBeLessThanOrEqual(most);
    if (most > 0) expect(work(text)).toBeGreaterThan(0);
  });

  it("grows with the square in an outer product, and with the cube in a product of such", () => {
    expect(work(`${list(100)} ${list(100)}^T`)).toBeGreaterThan(100 ** 2);
    expect(work(`(${list(100)} ${list(100)}^T) @ (${list(100)} ${list(100)}^T)`)).toBeGreaterThan(100 ** 3);
  });

  it("counts what a prime has to work out", () => {
    expect(work("gelu'''(v)") ?? 0).toBeGreaterThan(10 * (work("gelu(v)") ?? 0));
  });

  it("says nothing of shapes that do not fit", () => {
    expect(work("W W")).toBeNull();
  });
});
