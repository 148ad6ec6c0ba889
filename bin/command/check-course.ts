import { compileCourse } from "#lib/content/compile-course.ts";
import { drawNotices } from "#lib/content/draw-notices.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import { count, listProblems, withNotices } from "../course-report.ts";
import { readFolder } from "./course-folder.ts";
import { done, type Outcome, refused } from "./outcome.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const folder = await readFolder("content check", args);
  if (!folder.ok) return folder;
  const source = await readCourseFolder(folder.value);
  const compiled = compileCourse(source);
  if (!compiled.ok) {
    const mistakes = count(compiled.problems.length, "mistake");
    return refused(`Course ${source.slug} has ${mistakes}. Correct this:\n${listProblems(compiled.problems)}`);
  }
  const { lessons, exercises } = compiled.value;
  const size = `${count(lessons.length, "lesson")}, ${count(exercises.length, "exercise")}`;
  return done(withNotices(`Course ${source.slug}: ${size}, no mistakes.`, drawNotices(exercises)));
}
