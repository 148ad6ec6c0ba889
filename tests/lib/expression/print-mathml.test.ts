import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greekNames } from "#lib/expression/greek.ts";
import { parseChain, parseExpression } from "#lib/expression/parse.ts";
import { printLineMathml, printMathml } from "#lib/expression/print-mathml.ts";
import { printTex } from "#lib/expression/print-tex.ts";
import { functions } from "#lib/model/vocabulary.ts";
import { network } from "./network-vocabulary.ts";
import { treesOf } from "./random-trees.ts";

const among = (...names: string[]) => ({ ...functions, names: new Set(names) });

/** The element's inside, so that cases stay short. */
function mathmlOf(text: string, vocabulary = network): string {
  const parsed = parseExpression(text, vocabulary);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return printMathml(parsed.value).replace(/^<math>|<\/math>$/g, "");
}

interface Element {
  readonly tag: string;
  readonly children: Element[];
  text: string;
}

/** Reads XML of elements, attributes and text. Throws where tags do not nest, or a sign stands there unescaped. */
function readXml(xml: string): Element {
  const root: Element = { tag: "", children: [], text: "" };
  const open = [root];
  const pieces = /<(\/?)([a-z]+)((?: [a-z]+="[^"<&]*")*)>|((?:[^<>&]|&#\d+;)+)/y;
  while (pieces.lastIndex < xml.length) {
    const at = pieces.lastIndex;
    const found = pieces.exec(xml);
    if (found === null) throw new Error(`not XML from ${at} on: ${xml.slice(at, at + 20)}`);
    const [, slash, tag = "", , text] = found;
    const parent = open.at(-1);
    if (parent === undefined) throw new Error("text behind the end");
    if (text !== undefined) parent.text += text;
    else if (slash === "") {
      const element = { tag, children: [], text: "" };
      parent.children.push(element);
      open.push(element);
    } else if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes nothing`);
  }
  if (open.length !== 1) throw new Error("not closed");
  return root;
}

function elementsOf(element: Element): Element[] {
  return [element, ...element.children.flatMap(elementsOf)];
}

/** Letters and numbers in their order, greek ones by name. */
function symbolsOfMathml(xml: string): string[] {
  return elementsOf(readXml(xml))
    .filter(({ tag }) => tag === "mi" || tag === "mn")
    .map(({ text }) => greekNames.get(text) ?? text)
    .flatMap((text) => (text === "∂" || text === "⊤" ? [] : [text.replaceAll("_", "")]));
}

function symbolsOfTex(tex: string): string[] {
  const plain = tex
    .replace(
      /\\(?:begin|end)\{bmatrix\}|\\(?:frac|sqrt|left|right|partial|top|cdot|odot|mathrm|operatorname)(?![A-Za-z])/g,
      " ",
    )
    .replaceAll("\\_", "");
  return Array.from(plain.matchAll(/[A-Za-z]+|[\d.]+/g), ([symbol]) => greekNames.get(symbol) ?? symbol);
}

describe("a formula in MathML", () => {
  it.each([
    ["W3", "<msub><mi>W</mi><mn>3</mn></msub>"],
    ["a1_2", "<msub><mi>a</mi><mrow><mn>1</mn><mo>,</mo><mn>2</mn></mrow></msub>"],
    ["W_out", "<msub><mi>W</mi><mi>out</mi></msub>"],
    ["eta", "<mi>η</mi>"],
    ["0.50", "<mn>0.50</mn>"],
    ["x t", "<mrow><mi>x</mi><mo>\u2062</mo><mi>t</mi></mrow>"],
    ["x*t", "<mrow><mi>x</mi><mo>·</mo><mi>t</mi></mrow>"],
    ["x - t", "<mrow><mi>x</mi><mo>−</mo><mi>t</mi></mrow>"],
    ["-x", "<mrow><mo>−</mo><mi>x</mi></mrow>"],
    ["x/t", "<mfrac><mi>x</mi><mi>t</mi></mfrac>"],
    ["x^2", "<msup><mi>x</mi><mn>2</mn></msup>"],
    ["x^T", "<msup><mi>x</mi><mi>⊤</mi></msup>"],
    ["sqrt(x)", "<msqrt><mi>x</mi></msqrt>"],
    ["|x|", "<mrow><mo>|</mo><mi>x</mi><mo>|</mo></mrow>"],
    ["dL/dx", "<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi><mi>x</mi></mrow></mfrac>"],
    [
      "σ'(x)",
      "<mrow><msup><mi>σ</mi><mo>′</mo></msup><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>",
    ],
    [
      "[[1], [x]]",
      "<mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd></mtr><mtr><mtd><mi>x</mi></mtd></mtr></mtable><mo>]</mo></mrow>",
    ],
    ["4e-8", "<mrow><mn>4</mn><mo>·</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>8</mn></mrow></msup></mrow>"],
    ["(x-t)^2", "<msup><mrow><mo>(</mo><mrow><mi>x</mi><mo>−</mo><mi>t</mi></mrow><mo>)</mo></mrow><mn>2</mn></msup>"],
  ])("%s is %s", (text, xml) => {
    expect(mathmlOf(text)).toBe(xml);
  });

  it("sets an accent over the letter", () => {
    expect(mathmlOf("yhat", among("yhat"))).toBe('<mover accent="true"><mi>y</mi><mo>^</mo></mover>');
  });

  it("says by its class which layer a name belongs to, and joins vectors by ⊙", () => {
    const parsed = parseExpression("W2*x", network);
    const options = { colour: (name: string) => (name === "W2" ? 2 : null), hasShape: () => true };
    expect(parsed.ok && printMathml(parsed.value, options)).toBe(
      '<math><mrow><mrow class="layer-2"><msub><mi>W</mi><mn>2</mn></msub></mrow><mo>⊙</mo><mi>x</mi></mrow></math>',
    );
  });

  it("shows a line with its left side and every further side", () => {
    const parsed = parseChain("L = x = 2", network);
    expect(parsed.ok && printLineMathml(parsed.value)).toBe(
      "<math><mrow><mi>L</mi><mo>=</mo><mi>x</mi><mo>=</mo><mn>2</mn></mrow></math>",
    );
  });

  it("is well-formed, with as many children as each element takes", () => {
    const counts: Readonly<Record<string, number>> = { math: 1, mfrac: 2, msup: 2, msub: 2, mover: 2, mtd: 1 };
    fc.assert(
      fc.property(treesOf({ lists: true }), (tree) => {
        for (const { tag, children } of elementsOf(readXml(printMathml(tree)))) {
          if (counts[tag] !== undefined) expect(children.length, tag).toBe(counts[tag]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("names the same letters and numbers as its TeX", () => {
    fc.assert(
      fc.property(treesOf({ lists: true }), (tree) => {
        expect(symbolsOfMathml(printMathml(tree))).toEqual(symbolsOfTex(printTex(tree)));
      }),
      { numRuns: 1000 },
    );
  });
});
