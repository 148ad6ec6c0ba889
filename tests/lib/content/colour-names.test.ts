import { describe, expect, it } from "vitest";
import { colourNames, findRefusedCommand } from "#lib/content/plugins/math.ts";
import { plainTex, typeset, typesetAuthored } from "#lib/content/typeset.ts";

const known = new Set(["W1", "W2", "y3", "z3", "delta3"]);
const layerOf = (name: string) => (known.has(name) ? Number(name.at(-1)) : null);

describe("colouring an author's formula", () => {
  it.each([
    ["W_2 x_0", "\\htmlClass{layer-2}{W_2} x_0"],
    ["W_{2}", "\\htmlClass{layer-2}{W_{2}}"],
    ["\\frac{\\partial L}{\\partial W_2}", "\\frac{\\partial L}{\\partial \\htmlClass{layer-2}{W_2}}"],
    ["y_3^2", "\\htmlClass{layer-3}{y_3^2}"],
    ["y^2_3", "\\htmlClass{layer-3}{y^2_3}"],
    ["W_2^\\top", "\\htmlClass{layer-2}{W_2^\\top}"],
    ["\\delta_3", "\\htmlClass{layer-3}{\\delta_3}"],
    ["W_2^{W_1}", "\\htmlClass{layer-2}{W_2^{\\htmlClass{layer-1}{W_1}}}"],
    ["\\sigma'(z_3)", "\\sigma'(\\htmlClass{layer-3}{z_3})"],
    ["W_12", "\\htmlClass{layer-1}{W_1}2"],
    ["W_9 + W_k + y", "W_9 + W_k + y"],
    ["\\\\W_1", "\\\\\\htmlClass{layer-1}{W_1}"],
  ])("%s", (written, coloured) => {
    expect(colourNames(written, layerOf)).toBe(coloured);
    expect(plainTex(coloured)).toBe(written);
  });

  it.each(["W_", "W_{2", "y^", "\\", "\\W", "{}_3", "'''", "W_2^{", "_2"])(
    "reads the broken formula %s to its end",
    (tex) => {
      expect(plainTex(colourNames(tex, layerOf)).startsWith(tex)).toBe(true);
    },
  );

  it("leaves the commands that only look like refused ones", () => {
    expect(findRefusedCommand("\\long \\longrightarrow")).toEqual({ command: "\\long", offset: 0 });
    expect(findRefusedCommand("\\longrightarrow \\let@x \\\\href")).toBeNull();
  });
});

describe("a set formula", () => {
  it("has a layer's class for the eye, MathML for the ear, and the author's TeX to copy", () => {
    const { html, tex } = typeset("\\htmlClass{layer-2}{W_{2}} < 1");
    expect(tex).toBe("W_{2} < 1");
    expect(html).toContain('<span class="enclosing layer-2">');
    expect(html).toContain("<msub><mi>W</mi><mn>2</mn></msub>");
    expect(html).toContain('<annotation encoding="application/x-tex">W_{2} &lt; 1</annotation>');
  });

  it.each(["\\href{javascript:alert(1)}{x}", "\\htmlId{x}{y}", "\\htmlClass{other}{y}", "\\htmlStyle{color:red}{y}"])(
    "gets no attribute from %s even without the allow-list",
    (tex) => {
      const result = typesetAuthored(tex);
      const html = result.ok ? result.value.html.replace(/<annotation.*<\/annotation>/, "") : "";
      expect(html).not.toMatch(/javascript|id=|other|color:red/);
    },
  );

  it("names what KaTeX does not know, and where", () => {
    expect(typesetAuthored("a + \\nothing")).toMatchObject({ ok: false, offset: 4 });
  });
});
