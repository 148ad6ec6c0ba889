import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { prepareDataDir } from "#lib/db/open-database.ts";

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-data-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it("makes the data folder with all that are round it, once or twice, and lets nobody look in", async () => {
  const dataDir = path.join(await emptyFolder(), "var", "chainrule", "data");
  await Promise.all([prepareDataDir(dataDir), prepareDataDir(dataDir)]);
  await prepareDataDir(dataDir);
  expect((await stat(dataDir)).mode & 0o066).toBe(0);
});

it("takes a data folder that a link leads to", async () => {
  const folder = await emptyFolder();
  await symlink(folder, `${folder}-link`);
  onTestFinished(() => rm(`${folder}-link`));
  await prepareDataDir(`${folder}-link`);
});

it("refuses a file in the place of a folder, however deep", async () => {
  const file = path.join(await emptyFolder(), "file");
  await writeFile(file, "", { mode: 0o777 });
  for (const [dataDir, reason] of [
    [file, "EEXIST"],
    [path.join(file, "data"), "ENOTDIR"],
    [path.join(file, "var", "data"), "ENOTDIR"],
  ] as const) {
    await expect(prepareDataDir(dataDir)).rejects.toThrow(`The folder ${dataDir} cannot be written (${reason}).`);
  }
});

// Its answer to a new folder, ENOENT, has Node's recursive mkdir try for ever.
it.runIf(existsSync("/proc/self"))("refuses a folder that cannot be made where others stand", async () => {
  for (const dataDir of ["/proc/chainrule", "/proc/chainrule/data"]) {
    const sentence = `The folder ${dataDir} cannot be written (ENOENT). Set DATA_DIR to a folder that this user may write.`;
    await expect(prepareDataDir(dataDir)).rejects.toThrow(sentence);
  }
});
