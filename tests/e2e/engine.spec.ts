import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { build } from "vite";
import type { engineNumbers, mathNumbers, Numbers } from "./engine-numbers.ts";
import { expect, test } from "./site.ts";

interface Bundle {
  readonly engineNumbers: typeof engineNumbers;
  readonly mathNumbers: typeof mathNumbers;
}

/** The same text for both, so that they differ by nothing but who runs it. It ends in a variable `engine`. */
async function bundleNumbers(): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "error",
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL("engine-numbers.ts", import.meta.url)), name: "engine", formats: ["iife"] },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error("nothing was bundled");
  return chunk.code;
}

test("the same numbers in Node and in Chromium, to 1e-13 relative", async ({ page }) => {
  const code = await bundleNumbers();
  const inNode = runInThisContext(`${code}; engine`) as Bundle;
  await page.addScriptTag({ content: code });
  const inPage = await page.evaluate(() => {
    const { engine } = globalThis as unknown as { readonly engine: Bundle };
    return { numbers: engine.engineNumbers(), math: engine.mathNumbers() };
  });

  for (const line of describeMath(inNode.mathNumbers(), inPage.math)) console.log(line);

  const numbers = inNode.engineNumbers();
  expect(Object.keys(inPage.numbers)).toEqual(Object.keys(numbers));
  const count = Object.values(numbers).flat().filter(Number.isFinite).length;
  expect(count).toBeGreaterThan(10_000);
  for (const [name, expected] of Object.entries(numbers)) {
    const given = inPage.numbers[name] ?? [];
    expect(given, name).toHaveLength(expected.length);
    expect(greatestDifference(given, expected, comparedSizes[name] ?? 0), name).toBeLessThanOrEqual(1e-13);
  }
});

/**
 * Numbers whose size is another than their own. An orthogonal weight is what is left after subtracting numbers as long as its
 * row, 1: one that happens to be small has kept fewer digits in either program.
 */
const comparedSizes: Readonly<Record<string, number>> = { "orthogonal weights": 1 };

/** Relative to their size, at least `least`; infinite where one is a number and the other is not. */
function greatestDifference(given: readonly number[], expected: readonly number[], least: number): number {
  const differences = expected.map((value, place) => {
    const other = given[place] ?? Number.NaN;
    if (value === other || (Number.isNaN(value) && Number.isNaN(other))) return 0;
    const difference = Math.abs(other - value) / Math.max(Math.abs(value), Math.abs(other), least);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  return Math.max(...differences);
}

/** Which functions of Math differ, and by how much. */
function describeMath(inNode: Numbers, inPage: Numbers): readonly string[] {
  const shared = Object.keys(inNode).filter((name) => name in inPage);
  const lines = shared.flatMap((name) => {
    const given = inPage[name] ?? [];
    const steps = (inNode[name] ?? []).map((value, place) => stepsBetween(value, given[place] ?? Number.NaN));
    const differing = steps.filter((step) => step > 0);
    if (differing.length === 0) return [];
    return [
      `Math.${name} differs at ${differing.length} of ${steps.length} points, by at most ${Math.max(...differing)} ulp`,
    ];
  });
  const same = shared.length - lines.length;
  return [`Node and Chromium agree in every bit of ${same} of ${shared.length} functions of Math`, ...lines];
}

/** How many float64 numbers one has to step over from one to the other: 0 for the same, 1 for neighbours. */
function stepsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.POSITIVE_INFINITY : Math.abs(Number(orderOf(a) - orderOf(b)));
}

/** Float64 numbers counted along the line: their bits, with the negative ones turned round. */
function orderOf(value: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)[0] as bigint;
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}
