import pg from "pg";
import { afterAll, beforeEach, expect, inject } from "vitest";
import { disconnect, isConnected } from "#lib/db/client.ts";

/** Each worker's own database. `db` finds it through DATABASE_URL, and so does a program that a test starts. */
const template = new URL(inject("templateUrl"));
const name = `worker_${process.env.VITEST_POOL_ID ?? "0"}`;
const own = new URL(template);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;

const maintenance = new URL(template);
maintenance.pathname = "/postgres";

/** The clean copy was not used yet, so the next test can have it. Programs started by a test are not seen from here. */
let isClean = false;

async function copyTemplate(): Promise<void> {
  const client = new pg.Client(maintenance.href);
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    // Two copies cannot be made of one template in the same moment: each would count as its user.
    await client.query("SELECT pg_advisory_lock(1)");
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  const startsPrograms = expect.getState().testPath?.includes("/tests/bin/") ?? true;
  if (isClean && !isConnected() && !startsPrograms) return;
  await disconnect();
  await copyTemplate();
  isClean = true;
});

afterAll(disconnect);
