import { describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { readDriverError } from "#lib/db/driver-error.ts";
import { transaction } from "#lib/db/transaction.ts";
import { uniqueViolation } from "#lib/db/unique-violation.ts";
import { thrownBy } from "#tests/fixtures/thrown-by.ts";

describe("what the database said", () => {
  it("is read alike from a model's method, from raw SQL and from inside a transaction", async () => {
    await db.user.create({ data: { email: "ada@example.org" } });
    const again = { data: { email: "ada@example.org" } };
    const byHand = "INSERT INTO \"User\" (id, email) VALUES (gen_random_uuid(), 'ada@example.org')";
    const thrown = await Promise.all([
      thrownBy(() => db.user.create(again)),
      thrownBy(() => db.$executeRawUnsafe(byHand)),
      thrownBy(() => db.$queryRawUnsafe(byHand)),
      thrownBy(() => transaction((tx) => tx.user.create(again))),
      thrownBy(() => transaction((tx) => tx.$executeRawUnsafe(byHand))),
    ]);
    expect(thrown.map(readDriverError)).toEqual(Array(5).fill({ code: "23505", index: "User_email_key" }));
    expect(thrown.map(uniqueViolation)).toEqual(Array(5).fill("User_email_key"));
  });

  it("names the index of several columns, and a primary key", async () => {
    const level = { slug: "member", name: "Member", description: "", ordinal: 0 };
    await db.level.create({ data: level });
    expect(uniqueViolation(await thrownBy(() => db.level.create({ data: level })))).toBe("Level_pkey");
    const course = await db.course.create({ data: { slug: "c", title: "", promise: "" } });
    const lesson = (slug: string) => db.lesson.create({ data: { slug, courseId: course.id, ordinal: 1 } });
    await lesson("a");
    expect(uniqueViolation(await thrownBy(() => lesson("b")))).toBe("Lesson_courseId_ordinal_key");
  });

  it("is told from a rule that is no unique index", async () => {
    const orphan = {
      userId: "00000000-0000-0000-0000-000000000000",
      sessionToken: "",
      learnerId: "",
      expires: new Date(),
    };
    const error = await thrownBy(() => db.session.create({ data: { ...orphan, learnerId: orphan.userId } }));
    expect(readDriverError(error)?.code).toBe("23503");
    expect(uniqueViolation(error)).toBeNull();
  });

  it.each([[null], [undefined], ["23505"], [new Error("no")], [{ code: "23505" }], [{ cause: { code: 23505 } }]])(
    "is nothing where something else was thrown: %j",
    (thrown) => {
      expect(readDriverError(thrown)).toBeNull();
    },
  );
});
