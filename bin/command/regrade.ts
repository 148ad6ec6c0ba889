import { type RegradeInput, type RegradeReport, regradeExercise } from "#lib/progress/regrade-exercise.ts";
import type { BlankMoves, RevisionTally } from "#lib/progress/regrade-tally.ts";
import { count } from "../course-report.ts";
import { done, type Outcome, refused } from "./outcome.ts";
import { readOptions } from "./read-options.ts";
import { withDatabase } from "./with-database.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("regrade", args, { needed: ["exercise"], flags: ["apply", "may-lower"] });
  if (!options.ok) return options;
  const { exercise, apply = false, "may-lower": mayLower = false } = options.value;
  const input = { exercise, apply, mayLower };
  return withDatabase(async (now) => {
    const regraded = await regradeExercise(input, now);
    if (!regraded.ok) return refused(`There is no exercise "${exercise}". Its name stands in the name of its file.`);
    const report = describeRegrade(input, regraded.value, now);
    return regraded.value.failures.length > 0 ? refused(report) : done(report);
  });
}

/** A table of revisions, what moved in each, and what was written or would be. */
function describeRegrade(input: RegradeInput, report: RegradeReport, now: Date): string {
  const lines = [
    `Exercise ${input.exercise}, checker version ${report.checkerVersion}:`,
    ...report.revisions.flatMap(describeRevision),
    ...report.failures.map(({ submissionId, reason }) => `  ${submissionId} could not be judged anew: ${reason}`),
    conclude(input, report, now),
  ];
  return lines.join("\n");
}

function describeRevision({ revision, counts, moves }: RevisionTally): readonly string[] {
  const { same, reworded, raised, lowered, failed } = counts;
  const parts = [
    `${same} the same`,
    `${reworded} said otherwise`,
    `${raised} raised`,
    `${lowered} lowered`,
    ...(failed === 0 ? [] : [`${failed} could not be judged`]),
  ];
  return [`  revision ${revision}: ${parts.join(", ")}`, ...moves.map(describeMove)];
}

function describeMove({ blank, from, to, count: times }: BlankMoves): string {
  return `    ${blank}: ${from ?? "empty"} → ${to ?? "empty"}, ${times}×`;
}

function conclude({ exercise, apply, mayLower }: RegradeInput, report: RegradeReport, now: Date): string {
  const { reworded, raised, lowered } = sumOf(report.revisions);
  const rising = reworded + raised;
  const left = lowered === 0 || mayLower ? "" : ` ${count(lowered, "verdict")} would go down, which needs --may-lower.`;
  const changing = rising + (mayLower ? lowered : 0);
  if (!apply) {
    if (changing === 0) return `Nothing to write.${left}`;
    return `Nothing was written; --apply would write ${count(changing, "verdict")}.${left}`;
  }
  if (report.written === 0) return `Nothing to write.${left}`;
  const written = `${count(report.written, "verdict")} of ${count(report.learners, "learner")} written`;
  const audit = `${now.toISOString()} command line: regraded ${exercise}, ${written}; those until now are kept.`;
  return `${audit}${left}`;
}

function sumOf(revisions: readonly RevisionTally[]): RevisionTally["counts"] {
  const total = { same: 0, reworded: 0, raised: 0, lowered: 0, failed: 0 };
  for (const { counts } of revisions) {
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += counts[name];
  }
  return total;
}
