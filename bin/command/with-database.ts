import { type OpenDatabase, openDatabase } from "#lib/db/open-database.ts";
import { readEnv } from "#lib/env.ts";
import { Interrupted } from "./interrupted.ts";

/**
 * Does something with the database of the environment: the one that runs already, beside a server, or one that is started
 * for it and stopped afterwards, also after Ctrl-C.
 */
export async function withDatabase<Value>(work: (now: Date) => Promise<Value>): Promise<Value> {
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => reject(new Interrupted()));
  });
  interrupted.catch(() => {}); // Heard of below; a database that is just starting is waited for.
  const database: OpenDatabase = await openDatabase(readEnv(), (sentence) => console.error(sentence));
  try {
    await Promise.race([interrupted, Promise.resolve()]);
    return await Promise.race([interrupted, work(new Date())]);
  } finally {
    await database.close();
  }
}
