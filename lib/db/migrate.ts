import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { connectionSettings } from "./connection.ts";

/** Why a database cannot be used by this version of the code; `message` says what to do. */
export class MigrationRefusal extends Error {
  readonly code: "newer-database" | "half-done-migration" | "foreign-database";

  constructor(code: MigrationRefusal["code"], message: string) {
    super(message);
    this.name = "MigrationRefusal";
    this.code = code;
  }
}

const defaultFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
const filters = { externalTables: [], externalEnums: [] };
// Any number, the same for all who migrate: two instances that start together take turns.
const turn = 20_260_001;

/** Reads the folders of `folder` that hold a migration.sql, oldest first. */
export async function readMigrations(folder = defaultFolder): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value } } };
    }),
  );
  const lockfile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };
  return { baseDir: folder, lockfile, shadowDbInitScript: "", migrationDirectories };
}

interface Recorded {
  readonly migration_name: string;
  readonly isFinished: boolean;
}

const record = "_prisma_migrations";

/** What `_prisma_migrations` says; null in an empty database. Refuses one with other tables alone. */
async function selectRecorded(connection: pg.Pool): Promise<readonly Recorded[] | null> {
  // One statement: between two, another instance may make all of them.
  const tables = await connection.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
  );
  const names = tables.rows.map((row) => row.name);
  if (names.length === 0) return null;
  if (!names.includes(record)) {
    throw new MigrationRefusal(
      "foreign-database",
      `The database already holds other tables (${names.slice(0, 3).join(", ")}). Give DATABASE_URL a database of its own.`,
    );
  }
  const rows = await connection.query<Recorded>(
    `SELECT migration_name, finished_at IS NOT NULL AS "isFinished" FROM ${record} WHERE rolled_back_at IS NULL`,
  );
  return rows.rows;
}

/** The names still to be applied. Refuses a database that other code has changed. */
async function selectPending(connection: pg.Pool, known: readonly string[]): Promise<readonly string[]> {
  const recorded = await selectRecorded(connection);
  if (recorded === null) return known;
  const unknown = recorded.find((row) => !known.includes(row.migration_name));
  if (unknown) {
    throw new MigrationRefusal(
      "newer-database",
      `The database is newer than this code: it holds the migration ${unknown.migration_name}, which is not in prisma/migrations. Update the code, or restore a backup made before the update.`,
    );
  }
  const halfDone = recorded.find((row) => !row.isFinished);
  if (halfDone) {
    throw new MigrationRefusal(
      "half-done-migration",
      `The migration ${halfDone.migration_name} was begun by another tool and never finished. Put it right with "prisma migrate resolve", then start again.`,
    );
  }
  return known.filter((name) => !recorded.some((row) => row.migration_name === name));
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body, and runs the pieces one by one.
 * PostgreSQL takes a script whole. What it says of one that fails goes to `onFailure`: the engine drops it.
 */
function wholeScripts(pool: pg.Pool, onFailure: (error: unknown) => void): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: unknown) => {
        onFailure(error);
        throw error;
      });
    };
    return adapter;
  };
  return factory;
}

/** The engine waits at most 10 s for its lock and never clears that timer: unless idle, it would hold the process back. */
async function withIdleTimers(work: () => Promise<void>): Promise<void> {
  const original = globalThis.setTimeout;
  const idle = (...parameters: Parameters<typeof setTimeout>) => original(...parameters).unref();
  globalThis.setTimeout = Object.assign(idle, original);
  try {
    await work();
  } finally {
    globalThis.setTimeout = original;
  }
}

/** Applies and records the migrations up to and with `last`, through Prisma's own engine, so that `prisma migrate deploy` agrees. */
async function applyUpTo(pool: pg.Pool, migrations: MigrationList, last: string): Promise<void> {
  // Loaded only where there is something to apply: it is 3 MB of WebAssembly.
  const { SchemaEngine } = await import("@prisma/schema-engine-wasm");
  const schema = 'datasource db {\n  provider = "postgresql"\n}\n';
  let failure: unknown = null;
  const onFailure = (error: unknown) => {
    failure = error;
  };
  const adapter = bindMigrationAwareSqlAdapterFactory(wholeScripts(pool, onFailure));
  const migrationDirectories = migrations.migrationDirectories.filter((directory) => directory.path <= last);
  await withIdleTimers(async () => {
    const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
    try {
      await engine.applyMigrations({ migrationsList: { ...migrations, migrationDirectories }, filters });
    } catch (thrown) {
      const cause = failure ?? thrown;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The migration ${last} failed, and nothing of it was kept: ${reason}`, { cause });
    } finally {
      engine.free();
    }
  });
}

/**
 * Brings the database at `url` to the newest migration of `folder` and returns the names it applied. Each is one
 * transaction together with its record: a start that is killed half-way leaves nothing half-done. Twice is harmless.
 * Throws a MigrationRefusal for a database that this code must not touch.
 */
export async function migrate(url: string, folder = defaultFolder): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const known = migrations.migrationDirectories.map((directory) => directory.path);
  // One connection, never dropped in between: BEGIN and COMMIT enclose what the engine does over the same pool.
  const settings = { ...connectionSettings(url), max: 1, idleTimeoutMillis: 0, statement_timeout: 0, query_timeout: 0 };
  const pool = new pg.Pool({ ...settings, idle_in_transaction_session_timeout: 0 });
  pool.on("error", () => {}); // The query that meets the broken connection reports it.
  try {
    if ((await selectPending(pool, known)).length === 0) return [];
    const applied: string[] = [];
    // Until the connection ends, as the engine's own lock: given back between two migrations, each would wait for the other.
    await pool.query("SELECT pg_advisory_lock($1)", [turn]);
    for (;;) {
      await pool.query("BEGIN");
      const [next] = await selectPending(pool, known);
      if (next !== undefined) await applyUpTo(pool, migrations, next);
      await pool.query("COMMIT");
      if (next === undefined) return applied;
      applied.push(next);
    }
  } finally {
    await pool.end();
  }
}
