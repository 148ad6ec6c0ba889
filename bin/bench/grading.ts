import path from "node:path";
import { checkSubmission } from "#lib/checker/check-submission.ts";
import { compileCourse } from "#lib/content/compile-course.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import { drawVariant } from "#lib/exercises/draw-variant.ts";
import { describeRuns } from "./median.ts";
import { root } from "./server.ts";

const runs = 5;
const submissions = 2_000;

/** Verdicts on the free exercise, without a server or a database: a new variant's first one, and a known variant's. */
export async function measureGrading(): Promise<readonly string[]> {
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
  return [
    `Verdict on four blanks, a variant's first: ${describeRuns(first, "ms")}`,
    `Verdict on four blanks, a known variant: ${describeRuns(known, "ms", 3)}`,
  ];
}
