import { describe, expect, it } from "vitest";
import { db, disconnect, isConnected } from "#lib/db/client.ts";
import { databaseUrl, pointAtDatabase } from "#lib/db/connection.ts";

describe("the database of a test", () => {
  for (const round of [1, 2]) {
    it(`starts empty whatever the test before it wrote, round ${round}`, async () => {
      expect(await db.user.count()).toBe(0);
      await db.user.create({ data: { email: "ada@example.org" } });
      expect(await db.user.count()).toBe(1);
    });
  }
});

describe("the client", () => {
  it("is there at the first query, and again after it was closed", async () => {
    expect(isConnected()).toBe(false);
    expect(await db.user.count()).toBe(0);
    expect(isConnected()).toBe(true);
    await disconnect();
    expect(isConnected()).toBe(false);
    expect(await db.user.count()).toBe(0);
  });

  it("goes where the process is pointed at, and back to DATABASE_URL", async () => {
    const here = databaseUrl();
    const elsewhere = new URL(here);
    elsewhere.searchParams.set("options", "-c search_path=pg_catalog");
    pointAtDatabase(elsewhere.href);
    const path = async () => (await db.$queryRaw<{ search_path: string }[]>`SHOW search_path`)[0]?.search_path;
    try {
      expect(await path()).toBe("pg_catalog");
    } finally {
      await disconnect();
      pointAtDatabase(null);
    }
    expect(databaseUrl()).toBe(here);
    expect(await path()).not.toBe("pg_catalog");
  });
});
