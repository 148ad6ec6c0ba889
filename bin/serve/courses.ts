import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { importCourse } from "#lib/content/import-course.ts";
import { describeImport } from "../course-report.ts";

/** Courses of `content`: those in folders of their own, and those that a link leads to, which are not imported. */
export interface FoundCourses {
  readonly folders: readonly string[];
  readonly links: readonly string[];
}

export async function findCourses(content: string): Promise<FoundCourses> {
  const entries = (await readdir(content, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const folders: string[] = [];
  const links: string[] = [];
  for (const entry of entries) {
    const folder = path.join(content, entry.name);
    if (entry.isDirectory() && (await readdir(folder)).includes("course.yaml")) folders.push(folder);
    if (entry.isSymbolicLink() && existsSync(path.join(folder, "course.yaml"))) links.push(folder);
  }
  return { folders, links };
}

/**
 * Imports every course of `content` and gives one sentence each. A course with a mistake is refused whole and stays as
 * it was; the site serves on with what is published.
 */
export async function importCourses(content: string, now: Date): Promise<readonly string[]> {
  const { folders, links } = await findCourses(content);
  const sentences = links.map(describeLink);
  for (const folder of folders) {
    const report = await importCourse(folder, now);
    // What could be better is for authors, who check and import by command: whoever starts a site cannot mend it.
    sentences.push(describeImport(report.ok ? { ...report, notices: [] } : report));
  }
  return sentences;
}

function describeLink(link: string): string {
  return `Course ${path.basename(link)} was not imported, because ${link} is a link: put the course's own folder there.`;
}
