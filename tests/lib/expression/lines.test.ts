import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "#lib/expression/lines.ts";
import { parseChain, parseLineOf } from "#lib/expression/parse.ts";
import { printLine } from "#lib/expression/print.ts";
import { network } from "./network-vocabulary.ts";

const trimmed = (text: string) =>
  splitLines(text).map((line) => `${line.at.line}:${line.at.column} ${line.text.trim()}`);

/** Each line as it is read. */
const readAll = (text: string) =>
  splitLines(text).map((line) => {
    const parsed = parseChain(line.text, network);
    return parsed.ok ? printLine(parsed.value) : parsed.problem.code;
  });

describe("the lines of a text", () => {
  it("are parted by line ends, with their places", () => {
    expect(trimmed("z1 = x\n  y1 = 2\r\n\nL = y1")).toEqual(["1:1 z1 = x", "2:3 y1 = 2", "4:1 L = y1"]);
  });

  it("leave out empty lines and comments", () => {
    expect(trimmed("# first\nz1 = x # the sum\n\n % TeX\n ; \ny1 = 2")).toEqual(["2:1 z1 = x # the sum", "6:1 y1 = 2"]);
    expect(splitLines("")).toEqual([]);
    expect(splitLines(" \n # \n")).toEqual([]);
  });

  it("are parted by \\\\ too, and keep their columns", () => {
    expect(splitLines("z1 = x \\\\ y1 = 2")).toEqual([
      { text: "z1 = x", at: { line: 1, column: 1 } },
      { text: "          y1 = 2", at: { line: 1, column: 11 } },
    ]);
  });

  it("come out of the environments and signs round them", () => {
    const pasted = `$$
\\begin{aligned}
  z_1 &= W_1 x_0 \\\\[4pt]
  \\frac{\\partial L}{\\partial y_3} &= y_3 - t \\\\
\\end{aligned}
$$`;
    expect(readAll(pasted)).toEqual(["z1 = W1 x0", "dL/dy3 = y3 - t"]);
    expect(splitLines(pasted).map(({ at }) => at)).toEqual([
      { line: 3, column: 3 },
      { line: 4, column: 3 },
    ]);
    expect(readAll("\\[ L = x \\] \n \\( z_1 = 2 \\)\n$y_1 = t$")).toEqual(["L = x", "z1 = 2", "y1 = t"]);
    expect(readAll("```latex\nL = x\n```")).toEqual(["L = x"]);
  });

  it("go on where one begins with a sign that needs something before it", () => {
    expect(readAll("\\begin{align*} L &= x t \\\\ &= 0.5 \\\\ z_1 &= 2 \\end{align*}")).toEqual([
      "L = x t = 0.5",
      "z1 = 2",
    ]);
    expect(readAll("dL/dW3 = (y3-t)\n  * y2\n  = 0.02")).toEqual(["dL/dW3 = (y3 - t)*y2 = 0.02"]);
    expect(readAll("L &= x \\\\ &\\quad + t \\\\ & - y_3")).toEqual(["L = x + t - y3"]);
    expect(readAll("0.5\n-0.02")).toEqual(["0.5", "-0.02"]);
  });

  it("do not end inside a matrix", () => {
    expect(readAll("W1 = \\begin{bmatrix} 1 & 2 \\\\\n 3 & 4 \\end{bmatrix} \\\\ L = x")).toEqual([
      "W1 = [[1, 2], [3, 4]]",
      "L = x",
    ]);
  });

  it("give problems their place in the whole text", () => {
    const [, second] = splitLines("z1 = x \\\\ y1 = q + 2\nL = y1");
    if (second === undefined) throw new Error("one line only");
    expect(parseLineOf(second.text, second.at.line, network)).toMatchObject({
      problem: { code: "unknown-name", at: { line: 1, column: 16 } },
    });
    const [goneOn] = splitLines("\n\nL = x\n  = q");
    expect(goneOn?.at).toEqual({ line: 3, column: 1 });
    expect(parseLineOf("L = x\n  = q".replace("= q", "+ q"), 3, network)).toMatchObject({
      problem: { at: { line: 4, column: 5 } },
    });
  });

  const parts = fc.constantFrom(
    ..."x = \\\\ & # % $ $$ \\[ \\] \\begin{aligned} \\end{aligned} \\begin{bmatrix} \\end{bmatrix} + - ``` y_3".split(
      " ",
    ),
    " ",
    "\n",
  );
  it("stand in the text where they say", () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (all) => {
        const text = all.join("");
        const rows = text.split("\n");
        for (const { text: written, at } of splitLines(text)) {
          const first = written.trimStart().charAt(0);
          expect(first).not.toBe("");
          expect(rows[at.line - 1]?.charAt(at.column - 1)).toBe(first);
          expect(written.charAt(at.column - 1)).toBe(first);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
