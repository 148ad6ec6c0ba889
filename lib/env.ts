import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";

/** What an operator can set, checked once at start. */
export interface Env {
  /** The address to listen on. */
  readonly host: string;
  readonly port: number;
  /** The public address, the first of `origins`. */
  readonly origin: URL;
  /** Every value of an `Origin` header that is this site. More than one only while ORIGIN is not set: one's own machine has several names. */
  readonly origins: readonly string[];
  /** Absolute path of the folder that holds all local state. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Addresses and networks (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly admin: { readonly email: string; readonly password: string } | null;
}

/** The environment cannot be used; `sentences` names every mistake, for the operator. */
export class EnvironmentMistake extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "EnvironmentMistake";
    this.sentences = sentences;
  }
}

const loopback = ["127.0.0.1", "localhost", "[::1]"];
const isEveryAddress = (host: string) => host === "0.0.0.0" || host === "::";

/** `10.0.0.0/8` or a lone address. */
function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

/** In any spelling: capitals, the scheme's own port and a slash at the end are what a browser leaves out. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/\\?#@\s]+\/?$/i.test(text) && URL.canParse(text);
}

/** A name, or an address without a zone: `fe80::1%eth0` stands in no URL. */
function isHost(text: string): boolean {
  const isName = text.split(".").every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label));
  return (isName || isIP(text) > 0) && URL.canParse(`http://${inUrl(text)}`);
}

const inUrl = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);

/** An empty variable counts as one that is not set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
  HOST: optional(
    z.string().refine(isHost, {
      error: "HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0.",
    }),
  ),
  PORT: optional(
    z.string().refine((port) => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535, {
      error: "PORT must be a whole number from 1 to 65535.",
    }),
  ),
  ORIGIN: optional(
    z.string().refine(isOrigin, {
      error: "ORIGIN must be the public address without a path, such as https://learn.example.org.",
    }),
  ),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z.string().refine(isPostgresUrl, {
      error: "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    }),
  ),
  TRUSTED_PROXIES: optional(
    z.string().refine((list) => splitList(list).every(isNetwork), {
      error: "TRUSTED_PROXIES must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8.",
    }),
  ),
  ADMIN_EMAIL: optional(z.email({ error: "ADMIN_EMAIL must be an e-mail address." })),
  ADMIN_PASSWORD: optional(z.string()),
});

function splitList(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Throws an EnvironmentMistake that names every mistake at once. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = schema.safeParse(source);
  const sentences = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  if (!source.ADMIN_EMAIL !== !source.ADMIN_PASSWORD)
    sentences.push("ADMIN_EMAIL and ADMIN_PASSWORD must be set together.");
  if (!parsed.success || sentences.length > 0) throw new EnvironmentMistake(sentences);
  const set = parsed.data;

  const host = set.HOST ?? "127.0.0.1";
  const port = Number(set.PORT ?? 3000);
  const origins = set.ORIGIN ? [new URL(set.ORIGIN).origin] : defaultOrigins(host, port);
  return {
    host,
    port,
    origin: new URL(origins[0] ?? ""),
    origins,
    // Next's bundler would take any folder named here for files to ship.
    dataDir: path.resolve(/*turbopackIgnore: true*/ set.DATA_DIR ?? ".data"),
    databaseUrl: set.DATABASE_URL ?? null,
    trustedProxies: splitList(set.TRUSTED_PROXIES ?? ""),
    admin: set.ADMIN_EMAIL && set.ADMIN_PASSWORD ? { email: set.ADMIN_EMAIL, password: set.ADMIN_PASSWORD } : null,
  };
}

/** One's own machine is reached by several names, all of which are this server while it listens on that port. */
function defaultOrigins(host: string, port: number): string[] {
  const name = inUrl(host);
  const names = isEveryAddress(host)
    ? ["localhost", ...loopback]
    : [name, ...(loopback.includes(name) ? loopback : [])];
  return [...new Set(names.map((each) => new URL(`http://${each}:${port}`).origin))];
}
