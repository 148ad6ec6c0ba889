import { readdir } from "node:fs/promises";
import path from "node:path";
import { importCourse } from "#lib/content/import-course.ts";
import { describeImport } from "../course-report.ts";

/** The folders of `content` that hold a course. */
export async function findCourses(content: string): Promise<readonly string[]> {
  const entries = await readdir(content, { withFileTypes: true, recursive: false });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(content, entry.name));
  const isCourse = await Promise.all(folders.map(async (folder) => (await readdir(folder)).includes("course.yaml")));
  return folders.filter((_, index) => isCourse[index]).sort();
}

/**
 * Imports every course of `content` and gives one sentence each. A course with a mistake is refused whole and stays as
 * it was; the site serves on with what is published.
 */
export async function importCourses(content: string, now: Date): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const folder of await findCourses(content)) sentences.push(describeImport(await importCourse(folder, now)));
  return sentences;
}
