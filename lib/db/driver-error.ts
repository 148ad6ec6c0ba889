function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Follows a path of fields through something thrown; undefined where it breaks off. */
function follow(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at, name) => (isRecord(at) ? at[name] : undefined), value);
}

/** What PostgreSQL said, by its own five-character code ("23505"), from what Prisma threw. */
export interface DriverError {
  readonly code: string;
  /** The constraint or index that was broken, where there is one. */
  readonly index: string;
}

/** Null if `error` did not come from the database. Models' methods and raw SQL wrap it alike. */
export function readDriverError(error: unknown): DriverError | null {
  const cause = follow(error, "meta", "driverAdapterError", "cause") ?? follow(error, "cause");
  const code = follow(cause, "originalCode") ?? follow(cause, "code");
  const index = follow(cause, "constraint", "index");
  return typeof code === "string" ? { code, index: typeof index === "string" ? index : "" } : null;
}
