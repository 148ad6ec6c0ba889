import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { runProgram } from "#tests/fixtures/house.ts";

const migrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

let before: readonly string[];
beforeEach(async () => {
  before = await readdir(migrations);
  // What it wrote by mistake would be applied by everybody who starts next.
  onTestFinished(async () => {
    const written = (await readdir(migrations)).filter((name) => !before.includes(name));
    for (const name of written) await rm(path.join(migrations, name), { recursive: true });
  });
});

const run = (...args: readonly string[]) => runProgram(["bin/new-migration.ts", ...args], {});

it("finds nothing to write: the migrations lead to the schema", async () => {
  expect(await run("add_nothing")).toEqual({
    code: 0,
    out: "The migrations already lead to prisma/schema.prisma: nothing to write.\n",
    errors: "",
  });
  expect(await readdir(migrations)).toEqual(before);
});

it("refuses a name that is none, and writes nothing", async () => {
  const names = [[], [""], ["Add_levels"], ["add levels"], ["1st"], ["../levels"], ["add-levels"], ["größe"]];
  const ended = await Promise.all(names.map((name) => run(...name)));
  const errors = "Give the migration a name in small letters: npm run migration:new add_levels\n";
  expect(ended).toEqual(names.map(() => ({ code: 1, out: "", errors })));
  expect(await readdir(migrations)).toEqual(before);
});
