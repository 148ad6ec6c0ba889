import type { PoolConfig } from "pg";
import { readEnv } from "../env.ts";

/**
 * Which database this process speaks to. It stands on globalThis because Next bundles its own copy of these modules:
 * the server and the pages it renders must share one address and one pool.
 */
interface Slot {
  url: string | null;
}

const key = Symbol.for("chainrule.database");
const shared = globalThis as typeof globalThis & { [key]?: Slot };

function slot(): Slot {
  shared[key] ??= { url: null };
  return shared[key];
}

/** Says where the database is, once it runs; null forgets it. DATABASE_URL holds otherwise. */
export function pointAtDatabase(url: string | null): void {
  slot().url = url;
}

/** Throws if no database was opened and DATABASE_URL is not set. */
export function databaseUrl(): string {
  const url = slot().url ?? readEnv().databaseUrl;
  if (url === null) throw new Error("No database is open: call openDatabase first, or set DATABASE_URL.");
  return url;
}

/**
 * Settings of a pool or a lone connection. Nothing waits for ever: a database that is gone or hangs becomes an error in
 * seconds, and the next query connects anew.
 */
export function connectionSettings(url: string, name = "chainrule"): PoolConfig {
  return {
    connectionString: url,
    application_name: name,
    max: 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
  };
}
