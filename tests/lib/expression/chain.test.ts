import { describe, expect, it } from "vitest";
import { mostNodes, parseChain, parseExpression, parseLine, parseTightLine } from "#lib/expression/parse.ts";
import { printLine } from "#lib/expression/print.ts";
import { lineTex } from "#lib/expression/print-tex.ts";
import type { Line } from "#lib/expression/tree.ts";
import { network } from "./network-vocabulary.ts";

function readChain(text: string): Line {
  const parsed = parseChain(text, network);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
}

const refusalOf = (text: string) => {
  const parsed = parseChain(text, network);
  return parsed.ok ? null : `${parsed.problem.code} ${parsed.problem.at.line}:${parsed.problem.at.column}`;
};

describe("a chain of equalities", () => {
  it("keeps what is named, the first expression, and every further side", () => {
    const line = readChain("dL/dW1 = delta2*x0 = 0.0123");
    expect(line).toMatchObject({ kind: "partial", partial: { of: "L", by: "W1" }, tree: { kind: "infix", sign: "*" } });
    expect(line.more).toMatchObject([{ kind: "number", value: 0.0123, at: { line: 1, column: 22 } }]);
    expect(readChain("z1 = W1*x0 = 0.5*1 = 0.5")).toMatchObject({ kind: "definition", name: "z1", more: [{}, {}] });
  });

  it("keeps all sides where nothing is named on the left", () => {
    const line = readChain("(y3-t)*y2 = 0.02");
    expect(line).toMatchObject({ kind: "expression", tree: { kind: "infix", sign: "*" }, more: [{ value: 0.02 }] });
    expect(readChain("W3y2 = z3")).toMatchObject({ kind: "expression", more: [{ kind: "name", name: "z3" }] });
  });

  it("has no further sides in a line with one or none", () => {
    expect(readChain("z1 = W1*x0")).not.toHaveProperty("more");
    expect(readChain("W1*x0")).not.toHaveProperty("more");
  });

  it.each([
    "z1 = W1*x0",
    "dL/dW1 = delta2*x0 = 0.0123",
    "z1 = W1*x0 = 0.5*1 = 0.5",
    "(y3 - t)*y2 = 0.02",
    "z1",
    "W3 y2 = 1",
  ])("%s reads back as itself, printed as text and as TeX", (text) => {
    const line = readChain(text);
    expect(printLine(line)).toBe(text);
    expect(printLine(readChain(lineTex(line)))).toBe(printLine(readChain(text.replaceAll("*", "·"))));
  });

  it("goes over the rows of an aligned derivation", () => {
    const derivation = "\\begin{aligned} L &= x \\\\ &= t + {} \\\\ &\\quad y_3 \\end{aligned}".replace("{}", "");
    expect(printLine(readChain(derivation))).toBe("L = x = t + y3");
  });

  it("is refused where a side is missing or cannot be read", () => {
    expect(refusalOf("z1 = = 3")).toBe("missing-right 1:4");
    expect(refusalOf("z1 = 2 =")).toBe("missing-right 1:8");
    expect(refusalOf("= 2 = 3")).toBe("nothing-before-equals 1:1");
    expect(refusalOf("z1 = 2 = q")).toBe("unknown-name 1:10");
    expect(refusalOf("q = 2 = 3")).toBe("unknown-name 1:1");
  });

  it("has as many parts as a single formula at most", () => {
    const half = `x${"+x".repeat(mostNodes / 4)}`;
    expect(refusalOf(`${half} = ${half}`)).toMatch(/^too-many-parts /);
    expect(refusalOf(`${half} = x`)).toBeNull();
  });

  it("has a second reading where one of its sides has", () => {
    const line = parseTightLine("z1 = x = 1/2y3", network);
    expect(line && printLine(line)).toBe("z1 = x = 1/(2 y3)");
  });

  it("is no line of a model and no formula", () => {
    expect(parseLine("z1 = W1*x0 = 0.5", network)).toMatchObject({ problem: { code: "several-equals" } });
    expect(parseLine("z1 + 1 = 0.5", network)).toMatchObject({ problem: { code: "left-side" } });
    expect(parseExpression("z1 = 0.5", network)).toMatchObject({ problem: { code: "equals-inside" } });
  });
});
