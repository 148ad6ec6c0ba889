import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compileCourse } from "#lib/content/compile-course.ts";
import { readCourseFolder } from "#lib/content/read-course-folder.ts";
import { courseFolder, smallCourse } from "#tests/fixtures/lessons-course.ts";

const sentence = "This is a link or no file. A course's files stand in its own folder.";

async function problemsOf(folder: string): Promise<readonly string[]> {
  const result = compileCourse(await readCourseFolder(folder));
  return result.ok
    ? []
    : result.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

it("reads the texts of a course and of its exercises, and nothing else that lies there", async () => {
  const folder = await courseFolder();
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "notes.txt"), "for myself");
  await writeFile(path.join(folder, "assets", "03-not-here.mdx"), "");
  await symlink("/etc/hostname", path.join(folder, "link.txt"));
  const { slug, files } = await readCourseFolder(folder);
  expect(slug).toBe("small");
  expect(Object.fromEntries(files)).toEqual(smallCourse);
  expect(await problemsOf(folder)).toEqual([]);
});

it("needs no exercises", async () => {
  const folder = await courseFolder();
  await rename(path.join(folder, "exercises"), path.join(folder, "assets"));
  expect([...(await readCourseFolder(folder)).files.keys()]).toEqual(
    Object.keys(smallCourse)
      .filter((file) => !file.startsWith("exercises/"))
      .toSorted(),
  );
});

it("may be reached over a link: it is the operator who names it", async () => {
  const folder = await courseFolder();
  const link = path.join(folder, "..", "linked");
  await symlink(folder, link);
  expect((await readCourseFolder(link)).slug).toBe("linked");
  expect(await problemsOf(link)).toEqual([]);
});

it.each([
  ["a lesson that is a link", "03-third-steps.mdx"],
  ["an exercise that is a link", "exercises/third.yaml"],
  ["a link to a file that is not there", "04-fourth-steps.mdx"],
])("refuses %s, and reads nothing from where it leads", async (_, file) => {
  const folder = await courseFolder();
  const outside = path.join(folder, "..", "secret");
  if (!file.startsWith("04")) await writeFile(outside, "title: not for the public");
  await symlink(outside, path.join(folder, file));
  expect([...(await readCourseFolder(folder)).files.values()].join()).not.toContain("not for the public");
  expect(await problemsOf(folder)).toEqual([`${file}:1:1 ${sentence}`]);
});

it("refuses exercises that lie elsewhere, and a folder in a lesson's place", async () => {
  const folder = await courseFolder();
  await rename(path.join(folder, "exercises"), path.join(folder, "..", "elsewhere"));
  await symlink("../elsewhere", path.join(folder, "exercises"));
  await mkdir(path.join(folder, "03-third-steps.mdx"));
  expect(await problemsOf(folder)).toEqual(
    expect.arrayContaining([`exercises:1:1 ${sentence}`, `03-third-steps.mdx:1:1 ${sentence}`]),
  );
});

describe("a text", () => {
  const latin1 = (text: string) => Buffer.from(text, "latin1");

  it.each([
    "01-first-steps.mdx",
    "02-second-steps.mdx",
    "exercises/free-gradient.yaml",
    "course.yaml",
    "references.yaml",
  ])("that is not UTF-8 is refused at its line, and nothing else is for want of it: %s", async (file) => {
    const folder = await courseFolder();
    const text = smallCourse[file] ?? "";
    await writeFile(path.join(folder, file), latin1(`${text}# Größe\n`));
    const line = text.split("\n").length;
    const told = `${file}:${line}:1 This line is not UTF-8, so its letters cannot be told. Save the file as UTF-8 text.`;
    expect(await problemsOf(folder)).toEqual([told]);
  });

  it("in UTF-16 is refused at its first line", async () => {
    const folder = await courseFolder();
    await writeFile(path.join(folder, "course.yaml"), Buffer.from(`\uFEFF${smallCourse["course.yaml"]}`, "utf16le"));
    expect(await problemsOf(folder)).toEqual([expect.stringMatching(/^course\.yaml:1:1 This line is not UTF-8/)]);
  });

  it("is read without its byte order mark", async () => {
    const folder = await courseFolder();
    for (const [file, text] of Object.entries(smallCourse)) await writeFile(path.join(folder, file), `\uFEFF${text}`);
    expect(Object.fromEntries((await readCourseFolder(folder)).files)).toEqual(smallCourse);
  });
});
