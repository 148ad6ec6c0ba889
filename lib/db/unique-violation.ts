/** PostgreSQL's name for a row that a unique index refuses. */
const code = "23505";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Follows a path of fields through something thrown; undefined where it breaks off. */
function follow(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at, name) => (isRecord(at) ? at[name] : undefined), value);
}

/**
 * The name of the unique index that refused a row ("User_email_key"), from what Prisma threw by a model's method or by
 * raw SQL; null if it was anything else. The command that wrote the row says what it means.
 */
export function uniqueViolation(error: unknown): string | null {
  const cause = follow(error, "meta", "driverAdapterError", "cause");
  if (follow(cause, "originalCode") !== code) return null;
  const index = follow(cause, "constraint", "index");
  return typeof index === "string" ? index : "";
}
