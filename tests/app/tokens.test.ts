import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rampColour } from "#app/_components/lab/gradient-chart.tsx";
import { type Colour, contrast, distance, linearRgb, mix, parseOklch, type Sight } from "./colour.ts";

const read = (name: string) => readFileSync(new URL(`../../app/${name}`, import.meta.url), "utf8");
const tokens = read("tokens.css");
const [onScreen = "", onPaper = ""] = tokens.split("@media print");

type Theme = "light" | "dark";

/** Every token that is a pair of colours, as one theme has it. */
function coloursOf(theme: Theme): ReadonlyMap<string, Colour> {
  const pair = /--([\w-]+):\s*light-dark\(\s*(oklch\([^)]*\)),\s*(oklch\([^)]*\))\s*\)/g;
  return new Map(
    [...onScreen.matchAll(pair)].map(([, name = "", light = "", dark = ""]) => [
      name,
      parseOklch(theme === "light" ? light : dark),
    ]),
  );
}

/** Beyond the pairs, what print sets anew on the light theme. */
const printed = new Map([
  ...coloursOf("light"),
  ...[...onPaper.matchAll(/--([\w-]+):\s*(oklch\([^)]*\));/g)].map(
    ([, name = "", colour = ""]) => [name, parseOklch(colour)] as const,
  ),
]);

const surfaces = ["paper", "sheet"];
const layers = [1, 2, 3, 4, 5, 6].map((layer) => `layer-${layer}`);
const verdicts = ["verdict-correct", "verdict-incorrect", "verdict-invalid"];
const texts = ["ink", "quiet", "accent", ...layers, ...verdicts];
/** Borders and strokes that say where something is or what it belongs to. The hairline only divides. */
const marks = ["boundary", "accent", ...layers, ...verdicts];

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text. */
const leastForText = 4.5;
const leastForMarks = 3;

function of(colours: ReadonlyMap<string, Colour>, name: string): Colour {
  const colour = colours.get(name);
  if (colour === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return colour;
}

/** Those names whose contrast on one of the surfaces is too low, with that contrast. */
function tooFaint(colours: ReadonlyMap<string, Colour>, names: readonly string[], least: number): readonly string[] {
  return names.flatMap((name) =>
    surfaces.flatMap((surface) => {
      const found = contrast(of(colours, name), of(colours, surface));
      return found < least ? [`--${name} on --${surface}: ${found.toFixed(2)}`] : [];
    }),
  );
}

describe("the arithmetic of these tests", () => {
  it("agrees with known colours and contrasts", () => {
    // Ottosson's table: sRGB red in OKLab is (0.628, 0.225, 0.126), which in OKLCH is 0.62796 0.25768 29.234.
    const [red, green, blue] = linearRgb(parseOklch("oklch(62.796% 0.25768 29.234)"));
    expect(red).toBeCloseTo(1, 3);
    expect(green).toBeCloseTo(0, 3);
    expect(blue).toBeCloseTo(0, 3);
    const [white, black] = [parseOklch("oklch(100% 0 0)"), parseOklch("oklch(0% 0 0)")];
    expect(contrast(white, black)).toBeCloseTo(21, 2);
    // #767676 on white is WCAG's own example of 4.54.
    expect(contrast(white, parseOklch("oklch(56.81% 0 0)"))).toBeCloseTo(4.54, 1);
  });

  it("sees red and green of one lightness draw together without the middle cone, but blue stay apart", () => {
    const [red, green, blue] = ["oklch(60% 0.12 30)", "oklch(60% 0.12 120)", "oklch(60% 0.12 250)"].map(parseOklch);
    if (!red || !green || !blue) throw new Error("three colours");
    expect(distance(red, green, "deuteranopia")).toBeLessThan(distance(red, green, "all three cones") / 2);
    expect(distance(red, blue, "deuteranopia")).toBeGreaterThan(0.15);
  });
});

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const colours = coloursOf(theme);

  it("has every text at 4.5 : 1 or more on paper and on a sheet", () => {
    expect(tooFaint(colours, texts, leastForText)).toEqual([]);
  });

  it("has every mark that carries meaning at 3 : 1 or more", () => {
    expect(tooFaint(colours, marks, leastForMarks)).toEqual([]);
  });

  it("has readable text on a button, on the skip link and on what is selected", () => {
    expect(contrast(of(colours, "paper"), of(colours, "accent"))).toBeGreaterThan(leastForText);
    expect(contrast(of(colours, "paper"), of(colours, "ink"))).toBeGreaterThan(leastForText);
    expect(contrast(of(colours, "ink"), of(colours, "selection"))).toBeGreaterThan(leastForText);
  });

  it("names only colours that sRGB can show, so that the contrast is the one that is seen", () => {
    const outside = [...colours].filter(([, colour]) =>
      linearRgb(colour).some((part) => part < -0.005 || part > 1.005),
    );
    expect(outside.map(([name]) => name)).toEqual([]);
  });

  it("keeps the deeper layers' mixtures readable as text", () => {
    const rules = [
      ...read("styles/layers.css").matchAll(/color-mix\(in oklch, var\(--([\w-]+)\), var\(--([\w-]+)\)\)/g),
    ];
    expect(rules.length).toBe(6);
    const mixed = new Map(colours);
    for (const [rule, from = "", to = ""] of rules) mixed.set(rule, mix(of(colours, from), of(colours, to), 0.5));
    expect(
      tooFaint(
        mixed,
        rules.map(([rule]) => rule),
        leastForText,
      ),
    ).toEqual([]);
  });

  it("keeps every bar of a chart of 2 to 50 layers visible", () => {
    const bars = new Map(colours);
    for (let count = 2; count <= 50; count++) {
      for (let place = 0; place < count; place++) {
        const css = rampColour(place, count);
        const [, to, share, from] =
          /^color-mix\(in oklch, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\)$/.exec(css) ?? [];
        const plain = /^var\(--([\w-]+)\)$/.exec(css)?.[1];
        const colour =
          plain === undefined
            ? mix(of(colours, to ?? ""), of(colours, from ?? ""), Number(share) / 100)
            : of(colours, plain);
        bars.set(css, colour);
      }
    }
    const drawn = [...bars.keys()].filter((name) => !colours.has(name));
    expect(drawn.length).toBeGreaterThan(50);
    expect(tooFaint(bars, drawn, leastForMarks)).toEqual([]);
  });

  it.each(["all three cones", "protanopia", "deuteranopia", "tritanopia"] satisfies Sight[])(
    "keeps the six layers apart with %s",
    (sight) => {
      // Three and a half times what can just be told apart: side by side in a formula, not on a colour chart.
      const least = 0.07;
      const close = layers.flatMap((one, at) =>
        layers.slice(at + 1).flatMap((other) => {
          const found = distance(of(colours, one), of(colours, other), sight);
          return found < least ? [`${one}, ${other}: ${found.toFixed(3)}`] : [];
        }),
      );
      expect(close).toEqual([]);
    },
  );
});

describe("on paper", () => {
  it("prints black on white, in a theme's own colours for layers and verdicts", () => {
    expect(of(printed, "paper").lightness).toBe(1);
    expect(of(printed, "ink").lightness).toBe(0);
    expect(tooFaint(printed, texts, leastForText)).toEqual([]);
  });

  it("prints light whatever theme was chosen on the screen", () => {
    // As strong as the rule of the chosen theme, and behind it.
    expect(onPaper).toMatch(/:root,\s*:root\[data-theme\]\s*\{\s*color-scheme: light;/);
    expect(onScreen).toMatch(/:root\[data-theme="dark"\]\s*\{\s*color-scheme: dark;/);
  });

  it("sets no token in a layer, where tokens.css would win against it", () => {
    expect(read("styles/print.css")).not.toMatch(/:root/);
    expect(read("globals.css")).toMatch(/@import "\.\/tokens\.css";/);
  });
});
