import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { transaction } from "#lib/db/transaction.ts";
import { uniqueViolation } from "#lib/db/unique-violation.ts";

async function thrownBy(action: () => Promise<unknown>): Promise<unknown> {
  return action().then(
    () => null,
    (error: unknown) => error,
  );
}

describe("the database of a test", () => {
  for (const round of [1, 2]) {
    it(`starts empty whatever the test before it wrote, round ${round}`, async () => {
      expect(await db.user.count()).toBe(0);
      await db.user.create({ data: { email: "ada@example.org" } });
      expect(await db.user.count()).toBe(1);
    });
  }
});

describe("a transaction", () => {
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

describe("a refusal by a unique index", () => {
  it("gives the index, from a model's method and from raw SQL alike", async () => {
    await db.user.create({ data: { email: "ada@example.org" } });
    const byModel = await thrownBy(() => db.user.create({ data: { email: "ada@example.org" } }));
    const bySql = await thrownBy(
      () => db.$executeRaw`INSERT INTO "User" (id, email) VALUES (gen_random_uuid(), 'ada@example.org')`,
    );
    expect(uniqueViolation(byModel)).toBe("User_email_key");
    expect(uniqueViolation(bySql)).toBe("User_email_key");
  });

  it("is told apart from every other error", async () => {
    const bySql = await thrownBy(() => db.$executeRaw`INSERT INTO "User" (id) VALUES (gen_random_uuid())`);
    expect(bySql).toBeInstanceOf(Error);
    expect(uniqueViolation(bySql)).toBeNull();
    expect(uniqueViolation(new Error("no"))).toBeNull();
    expect(uniqueViolation(undefined)).toBeNull();
  });
});
