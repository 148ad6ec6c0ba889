import type { Tensor } from "#lib/autograd/tensor.ts";
import { isRightNumber } from "#lib/checker/compare.ts";
import { parseExpression } from "#lib/expression/parse.ts";
import { compileModel } from "#lib/model/compile.ts";
import type { Model } from "#lib/model/model.ts";
import { vocabularyOf } from "#lib/model/vocabulary.ts";

/** TeX without the colours of the layers. */
export function plainTex(tex: string): string {
  return tex.replace(/\\htmlClass\{layer-\d+\}\{([^{}]*(?:\{[^{}]*\})?)\}/g, "$1");
}

/** What each side of a printed equation comes to, read from its TeX as a learner's answer is; null for a side that holds words. */
export function readSides(tex: string, model: Model): readonly (Tensor | null)[] {
  const here = compileModel(model).evaluate();
  const vocabulary = vocabularyOf(model);
  return plainTex(tex)
    .split(/ = | \\approx /)
    .map((side) => {
      if (/\\text|\\dots|\\cdots|_\{\\text|\\right\|/.test(side)) return null;
      const parsed = parseExpression(side, vocabulary);
      if (!parsed.ok) throw new Error(`${side}: ${parsed.problem.message}`);
      const value = here.expression(parsed.value);
      if (!value.ok) throw new Error(`${side}: ${value.problem.message}`);
      return value.value;
    });
}

/** Do all sides that can be read agree with the last, by the rule of so many digits? */
export function sidesAgree(sides: readonly (Tensor | null)[], digits: number): boolean {
  const read = sides.flatMap((side) => side ?? []);
  const value = read.at(-1)?.data[0] ?? Number.NaN;
  return read.every(({ data }) => isRightNumber(data[0] ?? Number.NaN, value, digits));
}
