import { execFile } from "node:child_process";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { plainBrowser } from "#tests/fixtures/plain-browser.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
// On the same disk, so that the packages can be shared instead of copied.
const clone = path.join(root, "test-results", "without-proxy");
const parts = [
  "app",
  "lib",
  "bin",
  "prisma",
  "content",
  "package.json",
  "package-lock.json",
  "next.config.js",
  "tsconfig.json",
  "postcss.config.mjs",
];
const lesson = "/lessons/backpropagation-by-hand";
const admin = { email: "admin@example.org", password: "correct horse battery" };

let house: House;

/** The site built as it is, but for the file that picks the variant of a page. */
beforeAll(async () => {
  await rm(clone, { recursive: true, force: true });
  await mkdir(clone, { recursive: true });
  for (const part of parts) await cp(path.join(root, part), path.join(clone, part), { recursive: true });
  const sharing = process.platform === "darwin" ? "-Rc" : "-al";
  await run("cp", [sharing, path.join(root, "node_modules"), clone]);
  const next = path.join(clone, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  await run(process.execPath, [next, "build"], { cwd: clone, env });
  house = await startHouse({}, clone);
}, 180_000);

afterAll(async () => {
  await house?.remove();
  await rm(clone, { recursive: true, force: true });
});

it("gives everybody the public variant where proxy.ts is missing, a member too, and never the reverse", async () => {
  const member = plainBrowser(house.origin);
  await member.send("/signin", "email", admin);
  expect(member.cookies.size).toBe(1);
  expect((await member.get("/progress")).body).toContain(admin.email);

  const visitor = plainBrowser(house.origin);
  for (const path of ["/", lesson]) {
    const [theirs, everybodys] = [await member.get(path), await visitor.get(path)];
    expect(theirs.status).toBe(200);
    expect(theirs.body).not.toContain(admin.email);
    expect(theirs.body).not.toContain('id="exercise-whole-network"');
    expect(theirs.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
    expect(everybodys.body).not.toContain('id="exercise-whole-network"');
  }
  // The session's own route asks who is there by itself.
  expect((await member.get(`/session${lesson}`)).body).toContain('id="exercise-whole-network"');
  expect((await visitor.get(`/session${lesson}`)).body).not.toContain('id="exercise-whole-network"');
});

it("grades all the same", async () => {
  const guest = plainBrowser(house.origin);
  const answer = await guest.send(lesson, "texts.loss-slope", { "texts.loss-slope": "-0.187" });
  expect(answer.body).toContain("1 of 4 right");
});
