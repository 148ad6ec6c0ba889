import { describe, expect, it } from "vitest";
import { Network, NetworkDiagram } from "#app/_components/lesson/network.tsx";
import { centreOf, columnOf, sizeOf, sizes, thicknessOf } from "#app/_components/lesson/network-geometry.ts";
import { SvgName } from "#app/_components/lesson/svg-name.tsx";
import { SvgNumber } from "#app/_components/svg-number.tsx";
import { evaluateModel } from "#lib/content/evaluated-model.ts";
import type { NetworkView } from "#lib/content/lesson.ts";
import { networkView } from "#lib/content/network-view.ts";
import { parseModel } from "#lib/model/model.ts";
import { faultsOf } from "./page-faults.ts";
import { classesOf, find, findOne, type PageElement, textOf } from "./read-html.ts";
import { render } from "./render.ts";
import { network } from "./sample-views.ts";

/** A chain of sigmoid neurons as a lesson declares it, drawn with all its numbers. */
function chainOf(layers: number, weight: number): NetworkView {
  const numbers = Array.from({ length: layers }, (_, place) => place + 1);
  const lines = [
    "x0 = 1",
    "t = 0.8",
    ...numbers.map((layer) => `W${layer} = ${weight}`),
    ...numbers.flatMap((layer) => [
      `z${layer} = W${layer}*${layer === 1 ? "x0" : `y${layer - 1}`}`,
      `y${layer} = sigmoid(z${layer})`,
    ]),
    `L = (y${layers} - t)^2/2`,
  ];
  const model = parseModel(lines.join("\n"));
  if (!model.ok) throw new Error(model.problems.map(({ message }) => message).join("; "));
  const evaluated = evaluateModel(model.value);
  if (!evaluated.ok) throw new Error("the chain does not compile");
  return networkView(evaluated.value, { title: "A chain", shows: "everything", digits: 4 });
}

interface Box {
  readonly what: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Widths in Inter's tabular figures and KaTeX's letters, as shares of the font size; on the wide side. */
const widthOf = (sign: string) => (/[.,\s]/.test(sign) ? 0.31 : /[A-Zσ]/.test(sign) ? 1 : 0.65);
const textWidth = (text: string, size: number) => [...text].reduce((sum, sign) => sum + widthOf(sign) * size, 0);

/** Text of the drawing, centred on its x and standing on its y. Letters of a name are set larger than figures. */
function textBoxes(page: PageElement): readonly Box[] {
  return find(page, "text").map((text) => {
    const words = textOf(text);
    const [x, y] = [Number(text.attributes.x), Number(text.attributes.y)];
    const half = textWidth(words, 13) / 2;
    return { what: `"${words}"`, left: x - half, right: x + half, top: y - 10, bottom: y + 3 };
  });
}

function nodeBoxes(view: NetworkView): readonly Box[] {
  return view.nodes.map((node) => {
    const { x, y } = centreOf(node, columnOf(view));
    const half = sizes.radius;
    return { what: node.name, left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
}

function overlapping(boxes: readonly Box[], others: readonly Box[]): readonly string[] {
  return boxes.flatMap((one) =>
    others
      .filter((other) => other !== one && one.left < other.right && other.left < one.right)
      .filter((other) => one.top < other.bottom && other.top < one.bottom)
      .map((other) => `${one.what} on ${other.what}`),
  );
}

describe.each([1, 0.5, -0.6, -12.0625])("the drawing of a chain with weights %d", (weight) => {
  it.each(Array.from({ length: 12 }, (_, place) => place + 1))("keeps everything apart with %d layers", (layers) => {
    const view = chainOf(layers, weight);
    const page = render(<NetworkDiagram view={view} />);
    const [texts, nodes] = [textBoxes(page), nodeBoxes(view)];
    // A node's name stands on the node.
    const names = new Set(find(page, ".network-name").map((name) => `"${textOf(name)}"`));
    const beside = texts.filter(({ what }) => !names.has(what));
    expect(overlapping(texts, texts)).toEqual([]);
    expect(overlapping(beside, nodes)).toEqual([]);
    expect(overlapping(nodes, nodes)).toEqual([]);
  });

  it.each([1, 3, 12])("keeps everything within the drawing with %d layers", (layers) => {
    const whole = chainOf(layers, weight);
    // With the target, which has a row of its own beneath, and without it, when the gradients are lowest.
    const isNoTarget = (name: string) => name !== "t";
    const row = {
      ...whole,
      nodes: whole.nodes.filter(({ name }) => isNoTarget(name)),
      edges: whole.edges.filter(({ from }) => isNoTarget(from)),
    };
    for (const view of [whole, row]) {
      const { width, height } = sizeOf(view);
      const boxes = [...textBoxes(render(<NetworkDiagram view={view} />)), ...nodeBoxes(view)];
      const isOutside = ({ left, right, top, bottom }: Box) => left < 0 || right > width || top < 0 || bottom > height;
      expect(boxes.filter(isOutside)).toEqual([]);
    }
  });
});

describe("the drawing of a network", () => {
  const page = render(<NetworkDiagram view={network} />);

  it("is an image whose name says its numbers", () => {
    const { attributes } = findOne(page, "svg");
    expect(attributes.role).toBe("img");
    expect(attributes["aria-label"]).toContain("the gradient of L by W3 is −0.03227");
    expect(attributes["aria-label"]).not.toMatch(/-\d/);
  });

  it("draws each node once, a circle for a neuron, a square for what is given, a double rim for the loss", () => {
    expect(find(page, "rect").length).toBe(2);
    expect(find(page, "circle").length).toBe(3 + 2);
    expect(find(page, ".network-rim").length).toBe(1);
    expect(find(page, ".network-target").length).toBe(1);
  });

  it("writes no gradient beside the target, which learns nothing", () => {
    expect(network.edges.find(({ from }) => from === "t")?.gradient?.text).toBe("0.2283");
    expect(find(page, ".network-gradient").map(textOf)).not.toContain("0.2283");
    expect(find(page, ".network-gradient").length).toBe(4);
  });

  it("fits eight layers of short numbers on a wide page without scrolling", () => {
    // Text, gap and margin of a lesson at 1,280 px: app/tokens.css and lesson.css.
    const wide = 19 * 31.5 + 44 + 224;
    const { style = "" } = findOne(render(<NetworkDiagram view={chainOf(8, 1)} />), "svg").attributes;
    expect(Number(/min-width:(\d+)px/.exec(style)?.[1])).toBeLessThanOrEqual(wide);
  });

  it("writes over the lines and not under them", () => {
    const drawn = find(page, "svg")[0]?.children.flatMap((child) => (typeof child === "string" ? [] : [child])) ?? [];
    const has = (wanted: string) => drawn.map((group) => find(group, wanted).length > 0);
    expect(has("path").lastIndexOf(true)).toBeLessThan(has("text").indexOf(true));
  });

  it("puts edges, names and values in their layer's colour", () => {
    const groups = find(page, "g").filter((group) => classesOf(group).includes("layer-2"));
    expect(groups.map((group) => find(group, "text").map((text) => text.attributes.class))).toEqual([
      [],
      ["network-name", "network-value"],
      ["network-weight", "network-gradient"],
    ]);
    expect(groups.map((group) => find(group, "path").map((path) => path.attributes.class))).toEqual([
      ["network-forward", "network-backward"],
      [],
      [],
    ]);
  });

  it("draws the gradient's arrow thinner by the same amount for each factor of ten", () => {
    const thickness = [1, 0.1, 0.01].map((gradient) => thicknessOf(gradient, 1) ?? 0);
    expect(thickness[0]).toBe(9);
    expect((thickness[0] ?? 0) - (thickness[1] ?? 0)).toBeCloseTo((thickness[1] ?? 0) - (thickness[2] ?? 0));
    expect(thicknessOf(-0.1, 1)).toBe(thicknessOf(0.1, 1));
    expect(thicknessOf(1e-300, 1)).toBe(0.75);
  });

  it("draws no arrow for a gradient of exactly 0, but a dotted line and the 0", () => {
    expect(thicknessOf(0, 1)).toBeNull();
    const [first, ...others] = network.edges;
    if (first === undefined) throw new Error("the sample has edges");
    const dead = { ...first, gradient: { of: "dL/dW1", text: "0", value: 0 } };
    const shown = render(<NetworkDiagram view={{ ...network, edges: [dead, ...others] }} />);
    expect(find(shown, ".network-no-gradient").length).toBe(1);
    // The target's edge has none either: nothing flows back to what was asked for.
    expect(find(shown, ".network-backward").length).toBe(others.length - 1);
    expect(find(shown, ".network-gradient").map((text) => text.children.join(""))).toContain("0");
  });

  it("keeps to the forward pass where no gradients are shown", () => {
    const edges = network.edges.map((edge) => ({ ...edge, gradient: null }));
    const shown = render(<Network id="n" view={{ ...network, showsBackward: false, edges }} />);
    expect(find(shown, ".network-backward")).toEqual([]);
    expect(textOf(shown)).not.toContain("point back");
    expect(find(shown, "th").map(textOf)).not.toContain("Gradient of the loss by it");
  });
});

describe("the figure of a network", () => {
  const page = render(<Network id="net-1" view={network} />);

  it("is sound, and holds its numbers in a table too", () => {
    expect(faultsOf(page)).toEqual([]);
    const rows = find(findOne(page, "tbody"), "tr").map((row) => find(row, "td").map(textOf));
    expect(rows.length).toBe(network.nodes.length + 3);
    expect(rows).toContainEqual(["0.6225", "–"]);
    expect(rows).toContainEqual(["0.5", "−0.0008017"]);
  });

  it("begins its caption with the title as a sentence, whether or not the author ended it", () => {
    const titled = (title: string) =>
      textOf(findOne(render(<Network id="n" view={{ ...network, title }} />), "strong"));
    expect(titled("Three neurons in a row")).toBe("Three neurons in a row.");
    expect(titled("Three neurons in a row.")).toBe("Three neurons in a row.");
    expect(titled("Why so small?")).toBe("Why so small?");
  });

  it("says in the table what is not given, for the learner to find", () => {
    const nodes = network.nodes.map((node) => (node.name === "y1" ? { ...node, value: "" } : node));
    expect(textOf(findOne(render(<Network id="n" view={{ ...network, nodes }} />), "tbody"))).toContain("not given");
  });
});

describe("a name or a number inside a drawing", () => {
  it.each([
    ["W1", "W|1"],
    ["y_12", "y|12"],
    ["t", "t"],
    ["sigma2", "σ|2"],
    ["eta", "η"],
    ["total", "total"],
  ])("sets the name %s as %s", (name, parts) => {
    const page = render(<SvgName name={name} />);
    expect(find(page, "tspan").map(textOf).join("|")).toBe(parts);
  });

  it("puts what follows a lowered index back on the line", () => {
    const page = render(<SvgName name="W1" after=" = 0.5" />);
    expect(find(page, "tspan").map(({ attributes }) => attributes.dy)).toEqual([undefined, "4", "-4"]);
    expect(textOf(page)).toBe("W1 = 0.5");
  });

  it.each([
    ["2.0 × 10⁻⁹", "2.0 × 10", "−9"],
    ["−7.774 × 10⁻¹²", "−7.774 × 10", "−12"],
    ["4.6 × 10³¹", "4.6 × 10", "31"],
  ])("raises the exponent of %s", (text, line, power) => {
    const page = render(<SvgNumber text={text} />);
    expect(textOf(page)).toBe(`${line}${power}`);
    expect(textOf(findOne(page, ".svg-power"))).toBe(power);
  });

  it.each(["0.021", "10", "1", "not a number", "−∞", ""])("leaves %o as it is", (text) => {
    const page = render(<SvgNumber text={text} />);
    expect(find(page, "tspan")).toEqual([]);
    expect(textOf(page)).toBe(text);
  });
});
