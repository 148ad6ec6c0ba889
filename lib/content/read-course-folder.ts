import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { CourseSource } from "./compile-course.ts";

const exercises = "exercises";
const isText = (file: string) => /\.(mdx|yaml)$/.test(file);

/**
 * The texts of a course's folder: what stands in it, and in its `exercises`. Other files are none of the importer's. No
 * link is followed, so that a course from elsewhere cannot publish a file of this machine.
 */
export async function readCourseFolder(folder: string): Promise<CourseSource> {
  const files = new Map<string, string>();
  const unread: string[] = [];
  const read = async (part: string): Promise<void> => {
    const entries = await readdir(path.join(folder, part), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.posix.join(part, entry.name);
      if (file === exercises && entry.isDirectory()) await read(file);
      else if (isText(file) && entry.isFile()) files.set(file, await readFile(path.join(folder, file), "utf8"));
      else if (isText(file) || file === exercises) unread.push(file);
    }
  };
  await read("");
  return { slug: path.basename(path.resolve(folder)), files, unread };
}
