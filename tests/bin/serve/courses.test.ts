import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findCourses } from "../../../bin/serve/courses.ts";

async function contentFolder(): Promise<string> {
  const parent = await mkdtemp(path.join(os.tmpdir(), "chainrule-content-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  for (const course of ["content/second", "content/first", "elsewhere/third"]) {
    await mkdir(path.join(parent, course), { recursive: true });
    await writeFile(path.join(parent, course, "course.yaml"), "");
  }
  return path.join(parent, "content");
}

it("finds courses in their order, and passes over folders and files that are none", async () => {
  const content = await contentFolder();
  await mkdir(path.join(content, "drafts"));
  await writeFile(path.join(content, "LICENSE"), "");
  expect(await findCourses(content)).toEqual({
    folders: [path.join(content, "first"), path.join(content, "second")],
    links: [],
  });
});

it("tells a link to a course from a course, and says nothing of other links", async () => {
  const content = await contentFolder();
  await mkdir(path.join(content, "..", "empty"));
  await symlink("../elsewhere/third", path.join(content, "third"));
  await symlink("../empty", path.join(content, "empty"));
  await symlink("../nowhere", path.join(content, "nowhere"));
  expect((await findCourses(content)).links).toEqual([path.join(content, "third")]);
});
