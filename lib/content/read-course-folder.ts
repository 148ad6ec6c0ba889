import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { CourseSource, UnreadFile } from "./compile-course.ts";

const exercises = "exercises";
const isText = (file: string) => /\.(mdx|yaml)$/.test(file);

/**
 * The texts of a course's folder: what stands in it, and in its `exercises`. Other files are none of the importer's. No
 * link is followed, so that a course from elsewhere cannot publish a file of this machine.
 */
export async function readCourseFolder(folder: string): Promise<CourseSource> {
  const files = new Map<string, string>();
  const unread: UnreadFile[] = [];
  const read = async (part: string): Promise<void> => {
    const entries = await readdir(path.join(folder, part), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.posix.join(part, entry.name);
      if (file === exercises && entry.isDirectory()) await read(file);
      else if (isText(file) && entry.isFile()) {
        const bytes = await readFile(path.join(folder, file));
        const text = decode(bytes);
        if (text === null) unread.push({ file, code: "not-utf-8", line: firstLineInDoubt(bytes) });
        else files.set(file, text);
      } else if (isText(file) || file === exercises) unread.push({ file, code: "file-name", line: 1 });
    }
  };
  await read("");
  return { slug: path.basename(path.resolve(folder)), files, unread };
}

/** A byte order mark at the beginning is left out; null where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No letter of UTF-8 has the byte of a line's end in it, so lines can be told before letters. */
function firstLineInDoubt(bytes: Uint8Array): number {
  const lineEnd = 0x0a;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(lineEnd, from);
    const to = end === -1 ? bytes.length : end + 1;
    if (decode(bytes.subarray(from, to)) === null) return line;
    from = to;
  }
  return 1;
}
