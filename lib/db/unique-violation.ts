import { readDriverError } from "./driver-error.ts";

/** PostgreSQL's name for a row that a unique index refuses. */
const code = "23505";

/**
 * The name of the unique index that refused a row ("User_email_key"), from what Prisma threw by a model's method or by
 * raw SQL; null if it was anything else. The command that wrote the row says what it means.
 */
export function uniqueViolation(error: unknown): string | null {
  const said = readDriverError(error);
  return said?.code === code ? said.index : null;
}
