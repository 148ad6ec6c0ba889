import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { MigrationRefusal, migrate, readMigrations } from "#lib/db/migrate.ts";
import { thrownBy } from "#tests/fixtures/thrown-by.ts";

const query = async (
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly pg.QueryResultRow[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
};

/** An empty database, gone when the test is over. */
async function makeDatabase(): Promise<string> {
  const maintenance = new URL(process.env.DATABASE_URL ?? "");
  maintenance.pathname = "/postgres";
  const name = `migrated_${randomUUID().replaceAll("-", "")}`;
  await query(maintenance.href, `CREATE DATABASE ${name} TEMPLATE template0`);
  onTestFinished(async () => {
    await query(maintenance.href, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  return url.href;
}

const first = "20260101000000_first";
const second = "20260102000000_second";
const notes = 'CREATE TABLE "Note" (id integer PRIMARY KEY);\nINSERT INTO "Note" VALUES (1);\n';

let url: string;
let folder: string;
beforeEach(async () => {
  url = await makeDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await add(first, notes);
});

async function add(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

const recorded = () =>
  query(
    url,
    "SELECT migration_name, checksum, finished_at, rolled_back_at, applied_steps_count FROM _prisma_migrations",
  );
const selectNotes = () => query(url, 'SELECT * FROM "Note" ORDER BY id');
const tables = async () =>
  (await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(
    (row) => row.tablename,
  );

async function refusalOf(action: () => Promise<unknown>): Promise<MigrationRefusal> {
  const error = await thrownBy(action);
  if (error instanceof MigrationRefusal) return error;
  throw new Error("no refusal", { cause: error });
}

describe("migrating", () => {
  it("applies what is new, oldest first, and records it as Prisma does", async () => {
    await add(second, "ALTER TABLE \"Note\" ADD COLUMN text text NOT NULL DEFAULT 'none';");
    expect(await migrate(url, folder)).toEqual([first, second]);
    expect(await selectNotes()).toEqual([{ id: 1, text: "none" }]);
    const [record] = await recorded();
    expect(record).toEqual({
      migration_name: first,
      checksum: createHash("sha256").update(notes).digest("hex"),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      applied_steps_count: 1,
    });
  });

  it("twice is harmless", async () => {
    await migrate(url, folder);
    const before = await recorded();
    expect(await migrate(url, folder)).toEqual([]);
    expect(await recorded()).toEqual(before);
  });

  it("applies each once where two start together", async () => {
    await add(second, 'INSERT INTO "Note" VALUES (2);');
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
    expect(applied.flat().toSorted()).toEqual([first, second]);
    expect(await selectNotes()).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("takes a function's body whole, semicolons and all", async () => {
    await add(
      second,
      "CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END; $$;",
    );
    await migrate(url, folder);
    expect(await query(url, "SELECT twice(4)")).toEqual([{ twice: 8 }]);
  });

  it("leads an empty database to the tables of this code", async () => {
    const { migrationDirectories } = await readMigrations();
    expect(await migrate(url)).toEqual(migrationDirectories.map(({ path: name }) => name));
    expect(await tables()).toEqual(expect.arrayContaining(["Completion", "Learner", "User", "_prisma_migrations"]));
  });
});

describe("a migration that fails", () => {
  const broken = 'INSERT INTO "Note" VALUES (2);\nINSERT INTO "Note" VALUES (1);\n';

  it("is said by its name and with PostgreSQL's reason, and leaves nothing half-done", async () => {
    await add(second, broken);
    await expect(migrate(url, folder)).rejects.toThrow(
      `The migration ${second} failed, and nothing of it was kept: duplicate key value violates unique constraint "Note_pkey"`,
    );
    expect(await selectNotes()).toEqual([{ id: 1 }]);
    expect((await recorded()).map((row) => row.migration_name)).toEqual([first]);
  });

  it("is applied once it was corrected, and the clock is as it was", async () => {
    const { setTimeout: before } = globalThis;
    await add(second, broken);
    await expect(migrate(url, folder)).rejects.toThrow();
    expect(globalThis.setTimeout).toBe(before);
    await add(second, 'INSERT INTO "Note" VALUES (2);\n');
    expect(await migrate(url, folder)).toEqual([second]);
    expect(await selectNotes()).toEqual([{ id: 1 }, { id: 2 }]);
  });
});

describe("a database is refused, and not touched,", () => {
  it("that newer code has changed", async () => {
    await add(second, 'CREATE TABLE "More" (id integer);');
    await migrate(url, folder);
    await rm(path.join(folder, second), { recursive: true });
    await add("20260103000000_third", 'DROP TABLE "Note";');
    const { code, message } = await refusalOf(() => migrate(url, folder));
    expect(code).toBe("newer-database");
    expect(message).toBe(
      `The database is newer than this code: it holds the migration ${second}, which is not in prisma/migrations. Update the code, or restore a backup made before the update.`,
    );
    expect(await tables()).toEqual(["More", "Note", "_prisma_migrations"]);
  });

  it("in which another tool left a migration unfinished", async () => {
    await migrate(url, folder);
    await add(second, 'DROP TABLE "Note";');
    await query(
      url,
      "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (gen_random_uuid(), '', $1)",
      [second],
    );
    const { code, message } = await refusalOf(() => migrate(url, folder));
    expect(code).toBe("half-done-migration");
    expect(message).toBe(
      `The migration ${second} was begun by another tool and never finished. Put it right with "prisma migrate resolve", then start again.`,
    );
    await query(url, "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1", [second]);
    expect(await migrate(url, folder)).toEqual([second]);
  });

  it("that is another program's", async () => {
    await query(url, 'CREATE TABLE "Invoice" (id integer)');
    const { code, message } = await refusalOf(() => migrate(url, folder));
    expect(code).toBe("foreign-database");
    expect(message).toBe("The database already holds other tables (Invoice). Give DATABASE_URL a database of its own.");
    expect(await tables()).toEqual(["Invoice"]);
  });
});
