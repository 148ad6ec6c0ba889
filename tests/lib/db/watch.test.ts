import { createServer } from "node:net";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { db } from "#lib/db/client.ts";
import { databaseUrl } from "#lib/db/connection.ts";
import { type Watch, watchDatabase } from "#lib/db/watch.ts";

const beat = 20;

let heard: string[];
let url: string;
let onLost: ReturnType<typeof vi.fn<(reason: string) => void>>;
let onBack: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  heard = [];
  url = databaseUrl();
  onLost = vi.fn();
  onBack = vi.fn();
});

/** Closed with the test. */
async function startWatch(): Promise<Watch> {
  const watch = await watchDatabase({
    url: () => url,
    channels: { published: (payload) => heard.push(payload), "Odd name": (payload) => heard.push(`odd ${payload}`) },
    onLost,
    onBack,
    beat,
  });
  onTestFinished(() => watch.close());
  return watch;
}

const notify = (channel: string, payload: string) => db.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;

/** Cuts the watch's connection, as a restart of the database would. */
const cut = () => db.$executeRaw`
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = 'chainrule watch' AND datname = current_database()`;

describe("while the database is there", () => {
  it("says so, and hears what is announced on its channels alone", async () => {
    const watch = await startWatch();
    expect(watch.isUp()).toBe(true);
    expect(await watch.ask()).toBe(true);
    await notify("other", "unheard");
    await notify("published", "first-steps");
    await db.$executeRaw`NOTIFY published`;
    await notify("Odd name", "σ");
    await expect.poll(() => heard).toEqual(["first-steps", "", "odd σ"]);
    expect(onLost).not.toHaveBeenCalled();
    expect(onBack).not.toHaveBeenCalled();
  });
});

describe("when the connection is lost", () => {
  it("says why, and when it is back, and hears again", async () => {
    const watch = await startWatch();
    await cut();
    await expect.poll(() => onBack.mock.calls.length).toBe(1);
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(onLost.mock.calls[0]?.[0]).toMatch(/./);
    expect(watch.isUp()).toBe(true);
    expect(await watch.ask()).toBe(true);
    await notify("published", "again");
    await expect.poll(() => heard).toEqual(["again"]);
  });

  it("is down until the database answers, wherever it then is", async () => {
    const watch = await startWatch();
    const there = url;
    onLost.mockImplementation(() => {
      url = "postgresql://nobody@127.0.0.1:1/nothing";
    });
    await cut();
    await expect.poll(() => onLost.mock.calls.length).toBe(1);
    expect(watch.isUp()).toBe(false);
    expect(await watch.ask()).toBe(false);
    expect(onBack).not.toHaveBeenCalled();
    url = there;
    await expect.poll(() => watch.isUp(), { timeout: 5_000 }).toBe(true);
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(onBack).toHaveBeenCalledTimes(1);
  });
});

describe("after it was closed", () => {
  it("holds no connection and calls nobody", async () => {
    const watch = await startWatch();
    await watch.close();
    const select = () => db.$queryRaw<object[]>`
      SELECT pid FROM pg_stat_activity WHERE application_name = 'chainrule watch' AND datname = current_database()`;
    await expect.poll(select).toEqual([]);
    await watch.close();
    expect(onLost).not.toHaveBeenCalled();
  });

  it("looks no longer for a database that is away", async () => {
    const watch = await startWatch();
    url = "postgresql://nobody@127.0.0.1:1/nothing";
    await cut();
    await expect.poll(() => onLost.mock.calls.length).toBe(1);
    await watch.close();
    expect(onBack).not.toHaveBeenCalled();
  });
});

describe("the first connection", () => {
  it("fails at once where nothing listens", async () => {
    url = "postgresql://nobody@127.0.0.1:1/nothing";
    await expect(startWatch()).rejects.toThrow("ECONNREFUSED");
  });

  it("fails within seconds where something listens and never answers", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void silent.close());
    await new Promise((resolve) => silent.once("listening", resolve));
    const address = silent.address();
    url = `postgresql://nobody@127.0.0.1:${typeof address === "object" ? address?.port : 0}/nothing`;
    await expect(startWatch()).rejects.toThrow(/timeout/);
  });
});
