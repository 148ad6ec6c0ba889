import { once } from "node:events";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DidNotStart, databasePid, freePort, type House, makeDataDir, startHouse } from "#tests/fixtures/house.ts";
import { plainBrowser, readableText } from "#tests/fixtures/plain-browser.ts";

const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function houseWith(variables: Readonly<Record<string, string | undefined>> = {}): Promise<House> {
  const house = await startHouse(variables);
  undo.push(() => house.remove());
  return house;
}

/** What a start prints that does not succeed. */
async function failedStart(variables: Readonly<Record<string, string | undefined>>): Promise<DidNotStart> {
  const dataDir = await makeDataDir();
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const started = await startHouse({ DATA_DIR: dataDir, ...variables }).catch((error: unknown) => error);
  if (started instanceof DidNotStart) return started;
  if (!(started instanceof Error)) undo.push(() => (started as House).remove());
  throw new Error(`the start did not fail as expected: ${String(started)}`);
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a start", () => {
  it("says each stage in plain words, and where it is ready", async () => {
    const house = await houseWith({ ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined });
    const lines = house.output().split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Database: starting PostgreSQL in /),
        expect.stringMatching(/^Migrations: applied \d{14}_first/),
        expect.stringMatching(/^Course vanishing-gradients: 2 lessons, 4 exercises/),
        expect.stringMatching(/^There is no admin yet\. Open this link once to become the first: /),
        `Ready at ${house.origin}`,
      ]),
    );
  });

  it("gives the first admin a link that works once, and no link once there is an admin", async () => {
    const house = await houseWith({ ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined });
    const link = new URL(/https?:\S+\/setup\/\S+/.exec(house.output())?.[0] ?? "");
    const admin = plainBrowser(house.origin);
    const account = { email: "first@example.org", password: "a few words together", name: "First" };
    expect((await admin.get(link.pathname)).body).toContain("The link works once.");
    expect((await admin.send(link.pathname, "setup", account)).status).toBe(303);
    expect(readableText((await admin.get("/")).body)).toContain("First");
    const late = await plainBrowser(house.origin).get(link.pathname);
    expect(readableText(late.body)).toContain("This link does not work any more");
    await house.restart();
    expect(house.output()).not.toContain("There is no admin yet");
  });

  it("makes the admin that the environment names", async () => {
    const house = await houseWith({ ADMIN_EMAIL: "boss@example.org", ADMIN_PASSWORD: "a few words together" });
    expect(house.output()).not.toContain("There is no admin yet");
    const browser = plainBrowser(house.origin);
    await browser.send("/signin", "email", { email: "boss@example.org", password: "a few words together" });
    expect(readableText((await browser.get("/levels")).body)).toContain("Your role opens everything");
  });

  it("keeps the database's password to itself", async () => {
    const house = await houseWith();
    const secrets = (await readFile(path.join(house.dataDir, "database-password"), "utf8")).trim();
    expect((await stat(path.join(house.dataDir, "database-password"))).mode & 0o777).toBe(0o600);
    expect(house.output()).not.toContain(secrets);
  });
});

describe("two servers on one database, which DATABASE_URL names,", () => {
  it("show each what the other has stored, and stop without taking it along", async () => {
    const owner = await houseWith();
    const other = await houseWith({ DATABASE_URL: await owner.databaseUrl() });
    expect(other.output()).toContain("Database: connecting to DATABASE_URL.");
    expect(await databasePid(other.dataDir)).toBeNull();
    const lesson = "/lessons/backpropagation-by-hand";
    const [here, there] = [plainBrowser(owner.origin), plainBrowser(other.origin)];
    await here.send(lesson, "texts.loss-slope", { "texts.loss-slope": "-0.187" });
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect(readableText((await there.get(lesson)).body)).toContain("1 of 4 solved");
    await other.stop();
    expect((await here.get("/readyz")).status).toBe(200);
  });
});

describe("a start is refused, with one sentence and nothing left running,", () => {
  it("when the port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    undo.push(() => new Promise((resolve) => taken.close(resolve)));
    const port = String((taken.address() as { port: number }).port);
    const { output, code } = await failedStart({ PORT: port });
    expect(code).toBe(1);
    expect(output).toContain(
      `Port ${port} of 127.0.0.1 is in use by another program. Stop it, or set PORT to another one.`,
    );
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("when the data folder cannot be written", async () => {
    const folder = await makeDataDir();
    undo.push(() => rm(folder, { recursive: true, force: true }));
    // A file in the place of a folder stops root too.
    await writeFile(path.join(folder, "file"), "");
    const { output, code } = await failedStart({ DATA_DIR: path.join(folder, "file", "data") });
    expect(code).toBe(1);
    expect(output).toMatch(/The folder .*data cannot be written \(ENOTDIR\)\. Set DATA_DIR to a folder/);
  });

  it("when another server runs on the same data folder, which is named", async () => {
    const house = await houseWith();
    const { output, code } = await failedStart({ DATA_DIR: house.dataDir, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`Chainrule already runs on .*: process \\d+, at ${house.origin}\\.`));
    expect((await plainBrowser(house.origin).get("/readyz")).status).toBe(200);
  });

  it("for every setting that cannot be used, all at once", async () => {
    const { output, code } = await failedStart({ PORT: "http", ORIGIN: "learn.example.org", TRUSTED_PROXIES: "all" });
    expect(code).toBe(1);
    for (const name of ["PORT", "ORIGIN", "TRUSTED_PROXIES"]) expect(output).toMatch(new RegExp(`^${name} must `, "m"));
  });

  it("for an admin's password that may not be used, before there is a database", async () => {
    const { output, code } = await failedStart({ ADMIN_EMAIL: "boss@example.org", ADMIN_PASSWORD: "short" });
    expect(code).toBe(1);
    expect(output).toBe(
      "ADMIN_PASSWORD cannot be used: A password needs at least 10 characters. Any characters will do.\n",
    );
  });

  it("when nothing listens at DATABASE_URL", async () => {
    const { output, code } = await failedStart({ DATABASE_URL: "postgresql://nobody:x@127.0.0.1:1/none" });
    expect(code).toBe(1);
    expect(output).toContain(
      "The database at 127.0.0.1:1/none cannot be used: nothing listens there. Check DATABASE_URL.",
    );
  });

  it("when the database was made by a newer Chainrule", async () => {
    const house = await houseWith();
    await house.stop();
    const future = "99990101000000_future";
    await house.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('future', 'x', '${future}', now(), 1)`,
    );
    const { output, code } = await failedStart({ DATA_DIR: house.dataDir });
    expect(code).toBe(1);
    expect(output).toContain(future);
    expect(output).not.toMatch(/\n\s+at /);
    expect(await databasePid(house.dataDir)).toBeNull();
  });
});

describe("a server that ends", () => {
  it("by Ctrl-C takes its database along", async () => {
    const house = await houseWith();
    const pid = (await databasePid(house.dataDir)) ?? 0;
    expect(isRunning(pid)).toBe(true);
    expect(await house.stop("SIGINT")).toBe(0);
    // Ended, though the system may take a moment to take its entry away.
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });

  it("by SIGKILL leaves its database, and the next start goes on with it and with all that was stored", async () => {
    const house = await houseWith();
    const browser = plainBrowser(house.origin);
    const lesson = "/lessons/backpropagation-by-hand";
    await browser.send(lesson, "texts.loss-slope", { "texts.loss-slope": "-0.187" });
    const pid = await databasePid(house.dataDir);
    expect(await house.stop("SIGKILL")).toBe("SIGKILL");
    expect(isRunning(pid ?? 0)).toBe(true);
    await house.restart();
    expect(readableText((await browser.get(lesson)).body)).toContain("1 of 4 solved");
    expect(await databasePid(house.dataDir)).toBe(pid);
  });

  it("together with its database by SIGKILL is started again all the same", async () => {
    const house = await houseWith();
    const pid = (await databasePid(house.dataDir)) ?? 0;
    await house.stop("SIGKILL");
    process.kill(pid, "SIGKILL");
    await house.restart();
    expect((await plainBrowser(house.origin).get("/readyz")).status).toBe(200);
  });
});

it("runs with its folder where only root may go, and with no language set", async () => {
  const outer = await makeDataDir();
  undo.push(() => rm(outer, { recursive: true, force: true }));
  const dataDir = path.join(outer, "private", "data");
  await mkdir(path.dirname(dataDir), { mode: 0o700 });
  const house = await houseWith({ DATA_DIR: dataDir, LANG: undefined, LC_ALL: undefined });
  const encoding = await house.query("SHOW server_encoding");
  expect(encoding).toEqual([{ server_encoding: "UTF8" }]);
});
