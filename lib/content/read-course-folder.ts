import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { CourseSource } from "./compile-course.ts";

/** The texts of a course's folder: what stands in it, and in its `exercises`. Other files are none of the importer's. */
export async function readCourseFolder(folder: string): Promise<CourseSource> {
  const files = new Map<string, string>();
  for (const part of ["", "exercises"]) {
    const entries = await readdir(path.join(folder, part), { withFileTypes: true }).catch((error: unknown) => {
      if (part !== "" && isMissing(error)) return [];
      throw error;
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!entry.isFile() || !/\.(mdx|yaml)$/.test(entry.name)) continue;
      const file = part === "" ? entry.name : `${part}/${entry.name}`;
      files.set(file, await readFile(path.join(folder, file), "utf8"));
    }
  }
  return { slug: path.basename(path.resolve(folder)), files };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
