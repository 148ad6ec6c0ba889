import { db } from "./client.ts";
import { readDriverError } from "./driver-error.ts";
import type { Prisma } from "./generated/client.ts";

/** What a command works on inside `transaction`: the client without the calls that make no sense there. */
export type Work = Prisma.TransactionClient;

const attempts = 3;

/** Two transactions stood in each other's way (could not serialise, deadlock), and PostgreSQL undid this one whole. */
function isWriteConflict(error: unknown): boolean {
  const said = readDriverError(error);
  return said?.code === "40001" || said?.code === "40P01";
}

/**
 * Everything in `work` happens or nothing does. It may run up to three times, where transactions collide, so it must
 * change nothing outside the database. Waits 5 s at most for a connection and lets the work take 15 s.
 */
export async function transaction<Value>(
  work: (tx: Work) => Promise<Value>,
  options: { readonly isolation?: "ReadCommitted" | "RepeatableRead" | "Serializable" } = {},
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, {
        maxWait: 5_000,
        timeout: 15_000,
        isolationLevel: options.isolation ?? "ReadCommitted",
      });
    } catch (error) {
      if (attempt === attempts || !isWriteConflict(error)) throw error;
    }
  }
}
