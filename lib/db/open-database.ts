import { accessSync, constants, existsSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Env } from "../env.ts";
import { disconnect } from "./client.ts";
import { connectionSettings, pointAtDatabase } from "./connection.ts";
import { type EmbeddedDatabase, openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { DatabaseProblem } from "./problem.ts";

export interface OpenDatabase {
  readonly url: string;
  /** Names of the migrations that this opening applied. */
  readonly applied: readonly string[];
  /** Starts the embedded database again if it died; does nothing for one that others run. */
  revive(): Promise<void>;
  /** Closes the pool, and stops the embedded database if nobody else uses it. */
  close(): Promise<void>;
}

/** Makes the folder for all local state. Others may pass through it, as the database's own user must, and not look in. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new DatabaseProblem(
      `The folder ${dataDir} cannot be written${reason}. Set DATA_DIR to a folder that this user may write.`,
      { cause },
    );
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Makes it where it is not there yet, with the folders round it, one by one. Node's own `recursive` tries for ever where ENOENT is the answer to a folder
 * that could stand there, as under /proc.
 */
async function makeFolder(folder: string, mode: number): Promise<void> {
  const parent = path.dirname(folder);
  if (!existsSync(parent)) await makeFolder(parent, mode);
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (!(await isFolder(folder))) throw error;
  }
}

/** The address without its password, for people to read. */
function readable(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "no machine has that name",
  EAI_AGAIN: "no machine has that name",
  ETIMEDOUT: "it did not answer",
  "28P01": "the password was refused",
  "28000": "the user was refused",
  "3D000": "there is no database of that name",
  "53300": "it has no connection left",
};

/** Throws with one sentence if the database at DATABASE_URL cannot be reached. */
async function checkReachable(url: string): Promise<void> {
  const client = new pg.Client(connectionSettings(url));
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const reason = reasons[code] ?? (cause instanceof Error ? cause.message : "");
    throw new DatabaseProblem(`The database at ${readable(url)} cannot be used: ${reason}. Check DATABASE_URL.`, {
      cause,
    });
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Opens the database of `env`, migrated, and points `db` at it: DATABASE_URL, or else the embedded one in DATA_DIR,
 * started if it does not run. Throws a DatabaseProblem or MigrationRefusal whose message is for the operator.
 */
export async function openDatabase(env: Env, say: (sentence: string) => void = () => {}): Promise<OpenDatabase> {
  let embedded: EmbeddedDatabase | null = null;
  if (env.databaseUrl) await checkReachable(env.databaseUrl);
  else {
    await prepareDataDir(env.dataDir);
    embedded = await openEmbedded(env.dataDir, { say });
  }
  const url = embedded?.url ?? env.databaseUrl ?? "";
  try {
    const applied = await migrate(url);
    pointAtDatabase(url);
    return {
      url,
      applied,
      revive: async () => {
        if (embedded) pointAtDatabase(await embedded.revive());
      },
      close: async () => {
        await disconnect();
        pointAtDatabase(null);
        await embedded?.close();
      },
    };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}
