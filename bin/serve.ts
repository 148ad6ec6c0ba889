import http, { type IncomingMessage } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureFirstAdmin, parseAdmin } from "#lib/accounts/first-admin.ts";
import { sessionCookie } from "#lib/accounts/session.ts";
import { databaseUrl } from "#lib/db/connection.ts";
import { type OpenDatabase, openDatabase, prepareDataDir } from "#lib/db/open-database.ts";
import { type Watch, watchDatabase } from "#lib/db/watch.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { renderedPages } from "#lib/pages/next-cache.ts";
import { readNetworks } from "./serve/client-address.ts";
import { importCourses } from "./serve/courses.ts";
import { explainFailure } from "./serve/explain-failure.ts";
import { type AnswerMemory, makeAnswerMemory } from "./serve/finish.ts";
import type { HeldResponse } from "./serve/held-response.ts";
import { checkPort, closeServer, type HouseServer, listen, makeServer } from "./serve/http-server.ts";
import { makeListener } from "./serve/listener.ts";
import { makeLog } from "./serve/log.ts";
import { lockServer } from "./serve/server-lock.ts";

// The server: everything that must stand before the first page can be asked for, in order, and taken down in reverse.

const root = fileURLToPath(new URL("..", import.meta.url));
const isDevelopment = process.argv.includes("--dev");
/** Running requests may take this long to finish when the server is stopped, in ms. */
const farewell = 10_000;

const log = makeLog();
const say = (sentence: string) => console.log(sentence);

/** What was started, in the order of starting; each entry undoes one step. */
const undo: (() => unknown)[] = [];
let starting: Promise<void> = Promise.resolve();
let stoppingSince: number | null = null;

/** Thrown between two steps of the start when somebody has asked to stop. */
class StoppedEarly extends Error {}

async function stop(code: number): Promise<void> {
  if (stoppingSince !== null) {
    // Ctrl-C reaches us twice, from the terminal and from start.mjs; a third one later is meant.
    if (performance.now() - stoppingSince > 2_000) process.exit(130);
    return;
  }
  stoppingSince = performance.now();
  await starting.catch(() => {});
  for (const step of undo.reverse()) {
    await Promise.resolve(step()).catch((error: unknown) => log.error({ err: error }, "stopping"));
  }
  process.exit(code);
}

function goOn(): void {
  if (stoppingSince !== null) throw new StoppedEarly();
}

async function openWatch(database: OpenDatabase, memory: AnswerMemory): Promise<Watch> {
  return watchDatabase({
    url: databaseUrl,
    channels: {
      chainrule_published: (lesson) => {
        renderedPages().dropLesson(lesson);
        memory.dropLesson(lesson);
      },
    },
    onLost: async (reason) => {
      log.error({ reason }, "the database does not answer");
      await database.revive().catch((error: unknown) => log.error({ err: error }, "the database could not be revived"));
    },
    onBack: () => {
      log.warn("the database answers again");
      // What was published meanwhile was announced to nobody.
      renderedPages().dropAll();
      memory.dropAll();
    },
  });
}

type Application = (request: IncomingMessage, response: HeldResponse) => Promise<void>;

async function prepareNext(env: Env, server: HouseServer): Promise<Application> {
  // React chooses its build by it, so it is set before Next is loaded.
  Object.assign(process.env, { NODE_ENV: isDevelopment ? "development" : "production" });
  const { default: next } = await import("next");
  // Next wants a server to take upgrades to WebSockets from. Only its development tools use them.
  const httpServer = isDevelopment ? (server as http.Server) : http.createServer();
  const app = next({
    dev: isDevelopment,
    dir: root,
    // Not where it listens: the name that proxy.ts sees its own address under. By any other, Next would take a rewrite
    // for another site's and fetch it over the network.
    hostname: "localhost",
    port: env.port,
    httpServer,
    quiet: !isDevelopment,
  });
  await app.prepare();
  undo.push(() => app.close());
  const handle = app.getRequestHandler();
  return (request, response) => handle(request, response);
}

async function start(): Promise<void> {
  const env = readEnv();
  if (env.admin !== null) parseAdmin(env.admin);
  await prepareDataDir(env.dataDir);
  const lock = await lockServer(env.dataDir, env.origin.origin);
  undo.push(() => lock.release());
  await checkPort(env);

  let application: Application = () => Promise.reject(new Error("a request before the start"));
  const memory = makeAnswerMemory();
  let watch: Watch | null = null;
  const server = makeServer(
    makeListener({
      application: (request, response) => application(request, response),
      origins: env.origins,
      trustedProxies: readNetworks(env.trustedProxies),
      sessionCookie: sessionCookie(env.origin).name,
      isDevelopment,
      database: { isUp: () => watch?.isUp() ?? false, ask: async () => watch?.ask() ?? false },
      memory,
      log,
    }),
  );

  // Next is loaded while the database starts; neither needs the other yet.
  const prepared = prepareNext(env, server);
  prepared.catch(() => {}); // Awaited below; a failure of the database comes first.
  say(
    env.databaseUrl
      ? "Database: connecting to DATABASE_URL."
      : `Database: starting PostgreSQL in ${path.relative(process.cwd(), env.dataDir) || "."}.`,
  );
  const database = await openDatabase(env, say);
  undo.push(() => database.close());
  goOn();
  say(
    database.applied.length === 0 ? "Migrations: up to date." : `Migrations: applied ${database.applied.join(", ")}.`,
  );
  watch = await openWatch(database, memory);
  undo.push(() => watch?.close());

  const { setupLink } = await ensureFirstAdmin(env, new Date());
  for (const sentence of await importCourses(path.join(root, "content"), new Date())) say(sentence);
  goOn();
  application = await prepared;
  goOn();
  await listen(server, env);
  undo.push(() => closeServer(server, farewell));
  if (setupLink) say(`There is no admin yet. Open this link once to become the first: ${setupLink}`);
  say(`Ready at ${env.origin.origin}`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// Started by start.mjs: when that is gone, so are we.
process.on("disconnect", () => void stop(0));
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
process.on("uncaughtException", (error) => {
  log.fatal({ err: error }, "uncaught exception");
  void stop(1);
});

starting = start();
starting.catch((error: unknown) => {
  if (!(error instanceof StoppedEarly)) for (const sentence of explainFailure(error)) console.error(sentence);
  void stop(1);
});
