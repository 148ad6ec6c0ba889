import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/** Held until `release`, or until the process ends, however it ends. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock that `file` stands for, `alone` or `shared` with others who share; null if somebody is in the way.
 * Node has no flock, but its SQLite locks a file through the kernel, which lets go when the process dies: no pid to
 * compare, nothing stale after a SIGKILL or a reboot. The file stays empty; it is never a database.
 */
export function takeLock(file: string, kind: "alone" | "shared"): Lock | null {
  const held = new DatabaseSync(file, { timeout: 0 });
  try {
    // A read inside a transaction keeps SQLite's shared lock until the transaction ends.
    held.exec(kind === "alone" ? "BEGIN EXCLUSIVE" : "BEGIN; SELECT count(*) FROM sqlite_schema");
    return { release: () => held.close() };
  } catch (error) {
    held.close();
    if (error instanceof Error && /locked/.test(error.message)) return null;
    throw error;
  }
}

/** Waits for the lock, up to `patience` ms; null if that was not enough. */
export async function waitForLock(file: string, kind: "alone" | "shared", patience: number): Promise<Lock | null> {
  const end = performance.now() + patience;
  for (;;) {
    const lock = takeLock(file, kind);
    if (lock || performance.now() > end) return lock;
    await sleep(20);
  }
}
