import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "#lib/db/embedded.ts";
import { pidFile, readPostmaster } from "#lib/db/postmaster.ts";
import { DatabaseProblem } from "#lib/db/problem.ts";
import {
  killDatabase,
  killScript,
  makeDataDir,
  newDataDir,
  removeDataDir,
  settings,
  startScript,
} from "#tests/fixtures/embedded.ts";
import { thrownBy } from "#tests/fixtures/thrown-by.ts";

const open = (dataDir: string, say: (sentence: string) => void = () => {}): Promise<EmbeddedDatabase> =>
  openEmbedded(dataDir, { settings, say });

/** The first field of the first row; a new connection each time. */
async function ask(url: string, query = "SELECT 'here'"): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query({ text: query, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

const clusterOf = (dataDir: string) => path.join(dataDir, "database");
const portOf = (url: string) => Number(new URL(url).port);
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

/** A folder with a database that nobody uses, to copy: making one takes longer than all else here. */
let made: string;
beforeAll(async () => {
  made = await newDataDir();
  await (await open(made)).close();
});
afterAll(() => removeDataDir(made));

describe("the first start", () => {
  it("makes a database for UTF-8 text that only its owner may look into, and says nothing", async () => {
    const dataDir = await makeDataDir();
    const said: string[] = [];
    const database = await open(dataDir, (sentence) => said.push(sentence));
    expect(database.startedHere).toBe(true);
    const shown = ["server_encoding", "TimeZone", "listen_addresses"];
    const values = await Promise.all(shown.map((name) => ask(database.url, `SHOW ${name}`)));
    expect(values).toEqual(["UTF8", "UTC", "127.0.0.1"]);
    expect(await ask(database.url, "SELECT length('σ𝑥')")).toBe(2);
    expect(await modeOf(path.join(dataDir, "database-password"))).toBe("600");
    expect(await modeOf(path.join(dataDir, "database.log"))).toBe("600");
    expect(await modeOf(clusterOf(dataDir))).toBe("700");
    expect(await ask(database.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toBe(false);
    expect(said).toEqual([]);
    await database.close();
  });

  it("lets nobody in with another password", async () => {
    const database = await open(await makeDataDir(made));
    const url = new URL(database.url);
    url.password = "chainrule";
    await expect(ask(url.href)).rejects.toMatchObject({ code: "28P01" });
    await database.close();
  });

  it("is made once where two begin at the same moment, and what an interrupted one left is made anew", async () => {
    const dataDir = await makeDataDir();
    await mkdir(`${clusterOf(dataDir)}.building/base`, { recursive: true });
    const both = await Promise.all([open(dataDir), open(dataDir)]);
    expect(both.map(({ startedHere }) => startedHere).toSorted()).toEqual([false, true]);
    expect(both[0].url).toBe(both[1].url);
    await Promise.all(both.map((each) => each.close()));
    expect(await readPostmaster(clusterOf(dataDir))).toBeNull();
  });
});

describe("a later start", () => {
  it("joins the database that runs; the last to close stops it, and what was written is there again", async () => {
    const dataDir = await makeDataDir(made);
    const first = await open(dataDir);
    await ask(first.url, "CREATE TABLE kept AS SELECT 7 AS number");
    const second = await open(dataDir);
    expect(second).toMatchObject({ startedHere: false, url: first.url });
    await first.close();
    await first.close();
    expect(await ask(second.url, "SELECT number FROM kept")).toBe(7);
    await second.close();
    expect(await readPostmaster(clusterOf(dataDir))).toBeNull();
    const third = await open(dataDir);
    expect(third.startedHere).toBe(true);
    expect(await ask(third.url, "SELECT number FROM kept")).toBe(7);
    await third.close();
  });

  it("adopts a database whose first process was killed, made with no language set", async () => {
    const dataDir = await makeDataDir();
    const script = `
      import { openEmbedded } from "#lib/db/embedded.ts";
      const settings = JSON.parse(process.argv[2]);
      console.log((await openEmbedded(process.argv[1], { settings })).url);
      setInterval(() => {}, 1000);`;
    const { PATH } = process.env;
    const args = [dataDir, JSON.stringify(settings)];
    const { child, line: url } = await startScript(script, args, { PATH, NODE_ENV: "test" });
    await killScript(child);
    expect(await ask(url, "SHOW server_encoding")).toBe("UTF8");
    const adopted = await open(dataDir);
    expect(adopted).toMatchObject({ startedHere: false, url });
    await adopted.close();
    expect(await readPostmaster(clusterOf(dataDir))).toBeNull();
  });

  it("is not kept back by the pid file of another process, as in a folder that was copied", async () => {
    const dataDir = await makeDataDir(made);
    const first = await open(dataDir);
    await copyFile(pidFile(clusterOf(dataDir)), path.join(dataDir, "copy"));
    await first.close();
    const lines = (await readFile(path.join(dataDir, "copy"), "utf8")).split("\n");
    await writeFile(pidFile(clusterOf(dataDir)), [String(process.pid), ...lines.slice(1)].join("\n"));
    const second = await open(dataDir);
    expect(second.startedHere).toBe(true);
    await second.close();
  });

  it("gives the database another password where the file with it was lost", async () => {
    const dataDir = await makeDataDir(made);
    const password = await readFile(path.join(dataDir, "database-password"), "utf8");
    await rm(path.join(dataDir, "database-password"));
    const second = await open(dataDir);
    expect(new URL(second.url).password).not.toBe(password.trim());
    expect(await ask(second.url)).toBe("here");
    await second.close();
  });
});

it("comes back at the same address after the database died", async () => {
  const dataDir = await makeDataDir(made);
  const database = await open(dataDir);
  await killDatabase(dataDir, "SIGKILL");
  await expect(ask(database.url)).rejects.toThrow();
  expect(portOf(await database.revive())).toBe(portOf(database.url));
  expect(await database.revive()).toBe(database.url);
  expect(await ask(database.url)).toBe("here");
  await database.close();
  expect(await readPostmaster(clusterOf(dataDir))).toBeNull();
});

it.runIf(process.getuid?.() === 0)(
  "runs as another user also under a folder that only root may enter, and says so",
  async () => {
    const parent = path.join(await makeDataDir(), "closed");
    await mkdir(parent, { mode: 0o700 });
    const dataDir = await mkdtemp(path.join(parent, "state-"));
    const said: string[] = [];
    const database = await open(dataDir, (sentence) => said.push(sentence));
    const running = await readPostmaster(clusterOf(dataDir));
    expect((await stat(`/proc/${running?.pid}`)).uid).not.toBe(0);
    expect(await ask(database.url)).toBe("here");
    await database.close();
    expect(said).toEqual([
      `Only root may enter ${parent}, so the database keeps the right to read every file. To avoid it, run Chainrule as an ordinary user.`,
    ]);
  },
);

describe("one sentence says what to do about a folder that", () => {
  const sentenceOf = async (dataDir: string) => {
    const error = await thrownBy(() => open(dataDir));
    expect(error).toBeInstanceOf(DatabaseProblem);
    return (error as Error).message;
  };

  it("is no database, though it has its name", async () => {
    const dataDir = await makeDataDir();
    await mkdir(clusterOf(dataDir));
    expect(await sentenceOf(dataDir)).toBe(
      `${clusterOf(dataDir)} is not a database. Move it away; the next start makes a fresh one.`,
    );
  });

  it("an older PostgreSQL made", async () => {
    const dataDir = await makeDataDir(made);
    await writeFile(path.join(clusterOf(dataDir), "PG_VERSION"), "17\n");
    expect(await sentenceOf(dataDir)).toBe(
      `The database in ${clusterOf(dataDir)} was made by PostgreSQL 17, and this Chainrule brings 18. Restore a backup into an empty DATA_DIR.`,
    );
  });

  it("does not start, with what the database said itself", async () => {
    const dataDir = await makeDataDir(made);
    await rename(path.join(clusterOf(dataDir), "global"), path.join(dataDir, "global"));
    expect(await sentenceOf(dataDir)).toMatch(/^The database did not start\. The end of .*database\.log:\n.*/s);
  });
});
