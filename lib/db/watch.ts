import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { connectionSettings } from "./connection.ts";

/** One connection that is always there: it knows whether the database answers, and hears what others announce. */
export interface Watch {
  isUp(): boolean;
  /** Asks it now; false after 3 s without an answer. */
  ask(): Promise<boolean>;
  close(): Promise<void>;
}

export interface WatchOptions {
  /** Asked anew for each connection: an embedded database may come back elsewhere. */
  readonly url: () => string;
  /** Called with the payload of each `pg_notify` on that channel. What is announced while the database is away is missed. */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /** Called when the database stops answering. */
  readonly onLost: (reason: string) => void | Promise<void>;
  /** Called when it answers again. */
  readonly onBack: () => void;
  /** How often it is asked whether it is there, in ms. */
  readonly beat?: number;
}

/** How long an answer to the simplest question may take, in ms. */
const patience = 3_000;
const pause = 250;

/** Resolves once the connection stands. Reconnects for ever until `close`. */
export async function watchDatabase(options: WatchOptions): Promise<Watch> {
  const closing = new AbortController();
  let isUp = false;
  let current: pg.Client | null = null;

  async function connect(): Promise<pg.Client> {
    const settings = connectionSettings(options.url(), "chainrule watch");
    const client = new pg.Client({ ...settings, connectionTimeoutMillis: patience, query_timeout: patience });
    client.on("error", () => {}); // The next beat meets it.
    client.on("notification", ({ channel, payload }) => options.channels[channel]?.(payload ?? ""));
    try {
      await client.connect();
      for (const channel of Object.keys(options.channels))
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      return client;
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
  }

  /** Comes back with the reason when the connection is lost, or with null after `close`. */
  async function stay(client: pg.Client): Promise<string | null> {
    const ended = new Promise<string>((resolve) => client.once("end", () => resolve("the connection was cut")));
    try {
      while (!closing.signal.aborted) {
        const next = sleep(options.beat ?? 2_000, null, { signal: closing.signal }).catch(() => null);
        const cut = await Promise.race([ended, next]);
        if (cut !== null) return cut;
        if (!closing.signal.aborted) await client.query("SELECT 1");
      }
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      // A connection that hangs would never say goodbye.
      void Promise.race([client.end(), sleep(1_000, null, { ref: false })]).catch(() => {});
    }
  }

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      if (current) {
        const reason = await stay(current);
        current = null;
        isUp = false;
        if (reason !== null && !closing.signal.aborted) await options.onLost(reason);
        continue;
      }
      current = await connect().catch(() => null);
      if (current) {
        isUp = true;
        options.onBack();
      } else await sleep(pause, null, { signal: closing.signal }).catch(() => {});
    }
    await current?.end().catch(() => {});
  }

  current = await connect();
  isUp = true;
  const kept = keep();
  return {
    isUp: () => isUp,
    ask: async () => {
      if (!isUp || !current) return false;
      return current.query("SELECT 1").then(
        () => true,
        () => false,
      );
    },
    close: async () => {
      closing.abort();
      await kept;
    },
  };
}
