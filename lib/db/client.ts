import { PrismaPg } from "@prisma/adapter-pg";
import { connectionSettings, databaseUrl } from "./connection.ts";
import { PrismaClient } from "./generated/client.ts";

interface Slot {
  url: string;
  client: PrismaClient;
}

// Shared with the copy of this module that Next bundles, so that there is one pool.
const key = Symbol.for("chainrule.client");
const shared = globalThis as typeof globalThis & { [key]?: Slot };

function connected(): PrismaClient {
  const url = databaseUrl();
  if (shared[key]?.url !== url) {
    shared[key] = { url, client: new PrismaClient({ adapter: new PrismaPg(connectionSettings(url)) }) };
  }
  return shared[key].client;
}

/**
 * The database. Nothing connects before the first query, so that a build may import this without one, and so that the
 * address can be set after the import.
 */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    const client = connected();
    const value: unknown = Reflect.get(client, property, client);
    return typeof value === "function" ? value.bind(client) : value;
  },
  has: (_, property) => Reflect.has(connected(), property),
});

/** Whether anybody has used `db` since the start, or since `disconnect`. */
export function isConnected(): boolean {
  return shared[key] !== undefined;
}

/** Closes the pool. A later query would open it again. */
export async function disconnect(): Promise<void> {
  const open = shared[key];
  delete shared[key];
  await open?.client.$disconnect();
}
