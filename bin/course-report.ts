import type { ImportReport } from "#lib/content/import-course.ts";
import type { ContentProblem } from "#lib/content/problem.ts";

export const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** One line for each problem, with its place in the course's folder. */
export function listProblems(problems: readonly ContentProblem[]): string {
  return problems.map(({ file, line, column, message }) => `  ${file}:${line}:${column} ${message}`).join("\n");
}

/** What went well, and below it what could be better. */
export function withNotices(sentence: string, notices: readonly ContentProblem[]): string {
  return notices.length === 0 ? sentence : `${sentence} To look at:\n${listProblems(notices)}`;
}

/** What an import did, or every mistake that kept it from doing anything. */
export function describeImport(report: ImportReport): string {
  if (!report.ok) {
    const what = `Course ${report.course} was not imported; what was published before stays. Correct this:`;
    return `${what}\n${listProblems(report.problems)}`;
  }
  const outcomes = [...report.lessons, ...report.exercises].map(({ outcome }) => outcome);
  const changed = outcomes.filter((outcome) => outcome === "new" || outcome === "changed").length;
  const drafts = outcomes.filter((outcome) => outcome === "draft").length;
  const parts = [
    count(report.lessons.length, "lesson"),
    count(report.exercises.length, "exercise"),
    changed === 0 ? "nothing new" : `${changed} new or changed`,
    ...(drafts === 0 ? [] : [`${count(drafts, "draft")} beside what was edited on the site`]),
  ];
  return withNotices(`Course ${report.course}: ${parts.join(", ")}.`, report.notices);
}
