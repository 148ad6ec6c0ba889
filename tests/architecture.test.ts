import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkHouse, type House } from "./architecture/check-house.ts";
import { rooms } from "./architecture/house.ts";
import { readSource } from "./architecture/read-source.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What runs: not the tests, and not what Prisma writes. */
function readHouse(): House {
  const files = ["app", "bin", "lib"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const sources = [...files, "proxy.ts"].filter(
    (file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith("lib/db/generated/"),
  );
  return new Map(sources.map((file) => [file, readSource(file, readFileSync(path.join(root, file), "utf8"))]));
}

/** A house of made-up files. */
function checkTexts(texts: Readonly<Record<string, string>>): readonly string[] {
  return checkHouse(new Map(Object.entries(texts).map(([file, text]) => [file, readSource(file, text)])), rooms);
}

it("finds every arrow of the house going the right way", () => {
  const house = readHouse();
  expect(house.size).toBeGreaterThan(200);
  expect([...house.values()].flatMap(({ imports }) => imports).length).toBeGreaterThan(700);
  expect(checkHouse(house, rooms)).toEqual([]);
});

describe("a wrong arrow is found", () => {
  it.each([
    [
      "from a pure room into one with a database",
      { "lib/checker/a.ts": 'import { openLesson } from "#lib/content/open-lesson.ts";' },
      ["lib/checker/a.ts → lib/content/open-lesson.ts: pure code imports pure code alone"],
    ],
    [
      "between pure rooms, against the table",
      { "lib/expression/a.ts": 'import { compile } from "../model/compile.ts";' },
      ["lib/expression/a.ts → lib/model/compile.ts: expression may import no room"],
    ],
    [
      "between other rooms, also for a type",
      { "lib/content/a.ts": 'import type { WorkView } from "#lib/progress/queries.ts";' },
      [
        "lib/content/a.ts → lib/progress/queries.ts: content may import access, membership, checker, exercises, model, autograd, expression, db",
      ],
    ],
    [
      "from lib back into app",
      { "lib/content/a.ts": 'export { now } from "#app/_server/clock.ts";' },
      ["lib/content/a.ts → app/_server/clock.ts: lib imports lib alone"],
    ],
    [
      "from app into the database, loaded late",
      { "app/page.tsx": 'const { db } = await import("#lib/db/client.ts");' },
      ["app/page.tsx → lib/db/client.ts: app never imports lib/db"],
    ],
    [
      "from app to a package of the database",
      { "app/page.tsx": 'import type { Prisma } from "@prisma/client";' },
      ["app/page.tsx → @prisma/client: app knows no database"],
    ],
    [
      "from a component to what it should be handed",
      {
        "app/_components/a.tsx":
          'import { submit } from "#lib/progress/submit-answer.ts"; import { now } from "../_server/clock.ts";',
      },
      [
        "app/_components/a.tsx → lib/progress/submit-answer.ts: components import types and pure code; they are handed the rest",
        "app/_components/a.tsx → app/_server/clock.ts: components import components",
      ],
    ],
    [
      "from bin into app",
      { "bin/a.ts": 'import "#app/_server/clock.ts";' },
      ["bin/a.ts → app/_server/clock.ts: bin imports bin and lib"],
    ],
    [
      "from lib to Next",
      { "lib/content/a.ts": 'import { cookies } from "next/headers";' },
      ["lib/content/a.ts → next/headers: lib knows neither Next nor React"],
    ],
    [
      "from a pure file to a package",
      { "lib/access/can-read.ts": 'import { z } from "zod";', "lib/model/a.ts": 'import fs from "node:fs";' },
      [
        "lib/access/can-read.ts → zod: pure code imports no package",
        "lib/model/a.ts → node:fs: pure code imports no package",
      ],
    ],
    [
      "to server-only",
      { "lib/db/a.ts": 'import "server-only";' },
      ["lib/db/a.ts → server-only: server-only stands in app/_server alone"],
    ],
    [
      "from what runs before anything is installed",
      { "bin/a.mjs": 'import { z } from "zod"; import { x } from "./b.ts";' },
      [
        "bin/a.mjs → zod: an .mjs file runs on a bare clone: built-ins alone",
        "bin/a.mjs → bin/b.ts: an .mjs file runs on a bare clone: built-ins alone",
      ],
    ],
    [
      "that does not name its file",
      { "lib/model/a.ts": 'import { b } from "./b";' },
      ["lib/model/a.ts → lib/model/b: an import names its file with its ending"],
    ],
  ])("%s", (_, texts, found) => {
    expect(checkTexts(texts)).toEqual(found);
  });

  it("a long way round, from a client file to IO", () => {
    const texts = {
      "app/a.tsx": '"use client";\nimport { b } from "./b.ts";\nimport type { Z } from "#lib/env.ts";',
      "app/b.ts": 'import { readEnv } from "#lib/env.ts";\nimport { act } from "./actions.ts";',
      "app/actions.ts": '"use server";\nimport { signUp } from "#lib/accounts/sign-up.ts";',
    };
    expect(checkTexts(texts)).toEqual(["app/a.tsx → app/b.ts → lib/env.ts: a client file reaches no IO"]);
  });

  it("from bin to what Node cannot read", () => {
    const texts = { "bin/a.ts": 'import "./b.ts";', "bin/b.ts": 'import "./c.tsx";' };
    expect(checkTexts(texts)).toEqual([
      "bin/a.ts → bin/b.ts → bin/c.tsx: Node runs bin, and reads no .tsx",
      "bin/b.ts → bin/c.tsx: Node runs bin, and reads no .tsx",
    ]);
  });

  it("in a circle of rooms, even where a table would allow each arrow", () => {
    const house = new Map([
      ["lib/a/x.ts", readSource("x.ts", 'import type { Y } from "../b/y.ts";')],
      ["lib/b/y.ts", readSource("y.ts", 'import { x } from "#lib/a/x.ts";')],
    ]);
    expect(checkHouse(house, { a: { mayImport: ["b"] }, b: { mayImport: ["a"] } })).toEqual([
      "a → b → a: rooms import in a circle (lib/a/x.ts → lib/b/y.ts, lib/b/y.ts → lib/a/x.ts)",
    ]);
  });
});

describe("what surrounds a program is found in pure code", () => {
  it.each([
    ["const t = Date.now();", ["Date.now"]],
    ["const t = new Date(); const u = new Date(0);", ["new Date()"]],
    ["const r = Math.random;", ["Math.random"]],
    ["export const home = process.env.HOME;", ["process"]],
    ["const { env } = globalThis.process;", ["globalThis"]],
    ["const later = await import(name);", ["import(…) of a computed name"]],
    ["console.log(import.meta.url);", ["console", "import.meta"]],
  ])("%s", (text, names) => {
    expect(checkTexts({ "lib/model/a.ts": text })).toEqual(
      names.map((name) => `lib/model/a.ts: pure code uses ${name}`),
    );
  });

  it.each([
    '// Date.now() and process.env\nexport const said = "Math.random()";',
    "export const start = new Date(0).getTime() + steps.process.performance;",
    "export const names = { window: 1, document() {} };",
  ])("and not where it is only named: %s", (text) => {
    expect(checkTexts({ "lib/model/a.ts": text })).toEqual([]);
  });

  it("and the clock in every other room and page, but not under app/_server", () => {
    const text = "export const now = () => new Date();";
    const texts = {
      "lib/content/a.ts": text,
      "app/page.tsx": text,
      "app/_server/clock.ts": `import "server-only";${text}`,
    };
    expect(checkTexts(texts)).toEqual([
      "lib/content/a.ts: a file outside app/_server and bin uses new Date()",
      "app/page.tsx: a file outside app/_server and bin uses new Date()",
    ]);
  });
});

it("refuses files that stand in no room, in one without a row, or under an empty name", () => {
  const texts = { "lib/clock.ts": "", "lib/colours/a.ts": "", "app/utils/a.ts": "", "lib/model/index.ts": "" };
  expect(checkTexts({ ...texts, "lib/model/a.tsx": "", "app/_server/a.ts": "" })).toEqual([
    "lib/clock.ts: it lies loose in lib, outside any room",
    'lib/colours/a.ts: the room "colours" is not in the table',
    'app/utils/a.ts: "utils" says nothing; name what is inside',
    'lib/model/index.ts: "index" says nothing; name what is inside',
    "lib/model/a.tsx: lib knows no React",
    'app/_server/a.ts: it lacks import "server-only"',
  ]);
});
