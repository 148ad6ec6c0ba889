import { importCourse } from "#lib/content/import-course.ts";
import { describeImport } from "../course-report.ts";
import { readFolder } from "./course-folder.ts";
import { done, type Outcome, refused } from "./outcome.ts";
import { withDatabase } from "./with-database.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const folder = await readFolder("content import", args);
  if (!folder.ok) return folder;
  const report = await withDatabase((now) => importCourse(folder.value, now));
  const sentence = describeImport(report);
  return report.ok ? done(sentence) : refused(sentence);
}
