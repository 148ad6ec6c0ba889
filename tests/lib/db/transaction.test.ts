import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { readDriverError } from "#lib/db/driver-error.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { thrownBy } from "#tests/fixtures/thrown-by.ts";

/** Fails inside the database with that code. */
const raise = (tx: Pick<Work, "$executeRawUnsafe">, code: string) =>
  tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${code}'; END $$`);

describe("a transaction", () => {
  it("gives what the work gives, and keeps what it wrote", async () => {
    expect(await transaction(async (tx) => (await tx.user.create({ data: { email: "ada@example.org" } })).email)).toBe(
      "ada@example.org",
    );
    expect(await db.user.count()).toBe(1);
  });

  it("keeps nothing when the work throws", async () => {
    const error = await thrownBy(() =>
      transaction(async (tx) => {
        await tx.user.create({ data: { email: "ada@example.org" } });
        throw new Error("changed my mind");
      }),
    );
    expect(error).toMatchObject({ message: "changed my mind" });
    expect(await db.user.count()).toBe(0);
  });

  it.each([
    ["could not be put in an order", "40001", 3],
    ["stood in each other's way", "40P01", 3],
    ["broke a rule", "23514", 1],
  ])("that %s (%s) is tried %d times in all, and then throws what happened", async (_, code, times) => {
    let tried = 0;
    const error = await thrownBy(() =>
      transaction(async (tx) => {
        tried += 1;
        await tx.user.create({ data: { email: `ada-${tried}@example.org` } });
        await raise(tx, code);
      }),
    );
    expect([tried, readDriverError(error)?.code]).toEqual([times, code]);
    expect(await db.user.count()).toBe(0);
  });

  it("is done whole when a later try succeeds, and the earlier ones left nothing", async () => {
    let tried = 0;
    await transaction(async (tx) => {
      tried += 1;
      await tx.user.create({ data: { email: `ada-${tried}@example.org` } });
      if (tried < 3) await raise(tx, "40001");
    });
    expect(await db.user.findMany({ select: { email: true } })).toEqual([{ email: "ada-3@example.org" }]);
  });

  it("reads each statement's moment, or its own beginning where that is asked for", async () => {
    const seen = async (isolation: "ReadCommitted" | "RepeatableRead") =>
      transaction(
        async (tx) => {
          const before = await tx.user.count();
          await db.user.create({ data: { email: `${isolation}@example.org` } });
          return (await tx.user.count()) - before;
        },
        { isolation },
      );
    expect(await seen("ReadCommitted")).toBe(1);
    expect(await seen("RepeatableRead")).toBe(0);
  });

  it("begins again when two of them collide, in models' methods and in raw SQL, so that no change is lost", async () => {
    const { id } = await db.user.create({ data: { email: "ada@example.org", name: "" } });
    await Promise.all(
      ["c", "d"].map((letter) =>
        transaction(
          async (tx) => {
            const rows = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM "User" WHERE id = ${id}::uuid`;
            await tx.$executeRaw`UPDATE "User" SET name = ${`${rows[0]?.name}${letter}`} WHERE id = ${id}::uuid`;
          },
          { isolation: "Serializable" },
        ),
      ),
    );
    await Promise.all(
      ["a", "b"].map((letter) =>
        transaction(
          async (tx) => {
            const { name } = await tx.user.findUniqueOrThrow({ where: { id }, select: { name: true } });
            await tx.user.update({ where: { id }, data: { name: `${name}${letter}` } });
          },
          { isolation: "Serializable" },
        ),
      ),
    );
    const { name } = await db.user.findUniqueOrThrow({ where: { id } });
    expect([...(name ?? "")].sort().join("")).toBe("abcd");
  });
});
