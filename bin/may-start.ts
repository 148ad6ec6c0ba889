import { parseAdmin } from "#lib/accounts/first-admin.ts";
import { prepareDataDir } from "#lib/db/open-database.ts";
import { readEnv } from "#lib/env.ts";
import { explainFailure } from "./serve/explain-failure.ts";
import { checkPort } from "./serve/http-server.ts";
import { lockServer } from "./serve/server-lock.ts";

// Whether a server could start here, asked before a build that takes a while: the settings hold, no other server runs
// on this DATA_DIR, the port is free.
try {
  const env = readEnv();
  if (env.admin !== null) parseAdmin(env.admin);
  await prepareDataDir(env.dataDir);
  (await lockServer(env.dataDir, env.origin.origin)).release();
  await checkPort(env);
} catch (error) {
  for (const sentence of explainFailure(error)) console.error(sentence);
  process.exitCode = 1;
}
