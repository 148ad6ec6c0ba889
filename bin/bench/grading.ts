import path from "node:path";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { tellingRows, writeRight } from "#lib/checker/diagnose.ts";
import { sumTree } from "#lib/checker/factors.ts";
import type { MistakeSlug } from "#lib/checker/mistake.ts";
import { prepareReference } from "#lib/checker/sample-points.ts";
import { singleMistakes } from "#lib/checker/wrong-formulas.ts";
import { compileCourse } from "#lib/content/compile-course.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import { parseAsk } from "#lib/exercises/ask.ts";
import { drawVariant, type Variant } from "#lib/exercises/draw-variant.ts";
import { printText } from "#lib/expression/print.ts";
import { compileModel } from "#lib/model/compile.ts";
import { loadMathjs, type Mathjs } from "./engine/mathjs.ts";
import { describeInTurn, timeInTurn } from "./in-turn.ts";
import { describeRuns } from "./median.ts";
import { root } from "./server.ts";

const runs = 5;
const submissions = 2_000;

interface WrongFormula {
  readonly slug: MistakeSlug;
  readonly text: string;
}

/** Everything that one mistake makes of the formula asked, as somebody would type it. */
function wrongFormulas({ model }: Variant): readonly WrongFormula[] {
  const ask = parseAsk("dL/dW3", model);
  const written = ask === null ? null : writeRight(model, ask, prepareReference(compileModel(model), ask, "bench"));
  if (written === null) throw new Error("the free exercise asks for no gradient by W3");
  const singles = singleMistakes(written.chain, written.evaluator, tellingRows(written));
  return singles.map(({ mistake, sum }) => ({ slug: mistake.slug, text: printText(sumTree(sum)) }));
}

/** The formula's right forms, of which no two texts are alike. */
const rightForms = ["(y3-t)*y3*(1-y3)*y2", "(y3-t) σ'(z3) y2", "dL/dy3*dy3/dz3*y2", "(y_3-t)(y_3-y_3^2)σ(W2 y1)"];

/** How long single answers take: the middle one and the slowest of a hundred. */
function describeEach(taken: readonly number[]): string {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => ((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN) * 1000).toFixed(0);
  return `median ${at(0.5)} µs, 99 % within ${at(0.99)} µs`;
}

/** One right formula after another, read, compared at all points and worded. */
function measureRight(variant: Variant): string {
  const taken: number[] = [];
  for (let number = 1; number <= submissions; number++) {
    const formula = `${rightForms[number % rightForms.length]}*${number}/${number}`;
    const begun = performance.now();
    const { score } = checkSubmission(variant, { formula });
    taken.push(performance.now() - begun);
    if (score === 0) throw new Error(`${formula} was refused`);
  }
  return `Verdict on a right formula, a known variant: ${describeEach(taken.slice(submissions / 4))}`;
}

/** The same text by another program: read, compiled, evaluated at 32 points with numbers for names, without bounds or a verdict. */
function besideMathjs(variant: Variant, mathjs: Mathjs): string {
  const here = compileModel(variant.model).evaluate();
  const scope = Object.fromEntries(variant.model.quantities.map(({ name }) => [name, here.value(name).data[0] ?? 0]));
  const text = (number: number) => `(y3-t)*y3*(1-y3)*y2*${number}/${number}`;
  let number = 0;
  const times = timeInTurn(
    () => void checkSubmission(variant, { formula: text(++number) }),
    () => {
      const code = mathjs.parse(text(++number)).compile();
      for (let point = 0; point < comparedPoints; point++) code.evaluate(scope);
    },
  );
  return `A right formula judged, beside mathjs that reads, compiles and evaluates it ${comparedPoints} times: ${describeInTurn(times)}; aim 0.33`;
}

const comparedPoints = 32;

/** Verdicts on the free exercise, without a server or a database: a new variant's first one, and a known variant's. */
export async function measureGrading(dataDir: string): Promise<readonly string[]> {
  const course = compileCourse(await readCourseFolder(path.join(root, "content", "vanishing-gradients")));
  const compiled = course.ok
    ? course.value.exercises.find(({ slug }) => slug === "first-gradient")?.compiled
    : undefined;
  if (compiled === undefined) throw new Error("the free exercise does not compile");
  const declared = drawVariant(compiled.exercise, 0, "");
  const texts = (number: number) => ({
    "loss-slope": "y3 - t",
    "output-slope": "0.613*(1-0.613)",
    gradient: "-0.0170",
    formula: `(y3-t)*y3*(1-y3)*y2*${number}/${number}`,
  });
  const first: number[] = [];
  const known: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    checkSubmission({ ...declared, seed: `bench ${run}` }, texts(1));
    first.push(performance.now() - begun);
    const again = performance.now();
    for (let number = 1; number <= submissions; number++) checkSubmission(declared, texts(number));
    known.push((performance.now() - again) / submissions);
  }
  const wrong = wrongFormulas(declared);
  const firstWrong: number[] = [];
  const knownWrong: number[] = [];
  for (let run = 0; run < runs; run++) {
    const variant = { ...declared, seed: `bench wrong ${run}` };
    const grade = ({ text }: WrongFormula, number: number) =>
      checkSubmission(variant, { formula: `(${text})*${number}/${number}` }).blanks[0]?.diagnosis;
    const begun = performance.now();
    grade(wrong[0] as WrongFormula, 1);
    firstWrong.push(performance.now() - begun);
    const again = performance.now();
    for (let number = 1; number <= submissions; number++) grade(wrong[number % wrong.length] as WrongFormula, number);
    knownWrong.push((performance.now() - again) / submissions);
  }
  const recovered = wrong.filter(({ slug, text }) => {
    const named = checkSubmission(declared, { formula: text }).blanks[0]?.diagnosis;
    return named === slug || named === "right-only-here";
  });
  const mathjs = await loadMathjs(dataDir);
  return [
    measureRight(declared),
    ...(mathjs === null ? [] : [besideMathjs(declared, mathjs)]),
    `Verdict on four blanks, a variant's first: ${describeRuns(first, "ms")}`,
    `Verdict on four blanks, a known variant: ${describeRuns(known, "ms", 3)}`,
    `Diagnosis of a wrong formula, a variant's first: ${describeRuns(firstWrong, "ms")}`,
    `Diagnosis of a wrong formula, a known variant: ${describeRuns(knownWrong, "ms", 3)}`,
    `Mistakes in the formula, typed out and named: ${recovered.length} of ${wrong.length}`,
  ];
}
