import { MigrationRefusal } from "#lib/db/migrate.ts";
import { DatabaseProblem } from "#lib/db/problem.ts";
import { EnvironmentMistake } from "#lib/env.ts";
import { CannotListen } from "./http-server.ts";
import { ServerRuns } from "./server-lock.ts";

const forOperators = [MigrationRefusal, DatabaseProblem, CannotListen, ServerRuns];

/** What to print when the start fails, or a command: our own sentences where it is the operator's to mend, else the whole error. */
export function explainFailure(error: unknown, what = "The start"): readonly string[] {
  if (error instanceof EnvironmentMistake) return error.sentences;
  if (forOperators.some((kind) => error instanceof kind)) return [(error as Error).message];
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [`${what} failed, and not through any setting. This is what happened:`, trace];
}
