import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { now, signedInAs } from "#tests/fixtures/accounts.ts";
import { runCommand } from "./run-command.ts";

const code = "7K2M0001ABCDWXYZ";
const email = "ada@example.org";

beforeEach(async () => {
  const { viewer } = await signedInAs(null, { email });
  const course = await db.course.create({ data: { slug: "small", title: "A small course", promise: "A promise." } });
  await db.certificate.create({
    data: {
      code,
      learnerId: viewer.learnerId,
      courseId: course.id,
      name: "Ada Lovelace",
      courseRevision: "c0ffee",
      issuedAt: now,
    },
  });
});

const show = (...args: readonly string[]) => runCommand(["certificate", "show", ...args]);
const revoke = (...args: readonly string[]) => runCommand(["certificate", "revoke", ...args]);
const refused = (sentence: string) => ({ code: 1, said: "", complained: `${sentence}\n` });

const lines = [
  `Certificate ${code}`,
  "  name      Ada Lovelace",
  `  account   ${email}`,
  "  course    A small course (small), revision c0ffee",
  "  issued    2027-01-15T12:00:00.000Z",
];

describe("certificate show and certificate revoke", () => {
  it("print what is kept, end it, and say by whom and why", async () => {
    expect(await show("--code", "7k2m-oool-abcd-wxyz")).toEqual({
      code: 0,
      said: [...lines, "  revoked   no", ""].join("\n"),
      complained: "",
    });
    expect(await revoke("--code", code, "--reason", " The exam was copied. ")).toEqual({
      code: 0,
      said: `Certificate ${code} of Ada Lovelace for "A small course" is revoked from now on. Its page says so, without the name.\n`,
      complained: "",
    });
    const { revokedAt } = await db.certificate.findUniqueOrThrow({ where: { code } });
    const at = revokedAt?.toISOString();
    const { said } = await show("--code", code);
    expect(said.split("\n").slice(0, 6)).toEqual([
      ...lines,
      `  revoked   ${at} by command line, because: The exam was copied.`,
    ]);
    expect(await revoke("--code", code, "--reason", "again")).toEqual(
      refused(
        `Certificate ${code} was revoked already, on ${at}, so nothing was changed. By whom and why: npm run -s chainrule -- certificate show --code ${code}`,
      ),
    );
    expect(await db.certificate.findMany()).toMatchObject([{ revokedFor: "The exam was copied." }]);
  });

  it("say what is wrong, and change nothing", async () => {
    const unknown = refused(
      "There is no certificate 0000000000000000. Check the code: it stands at the end of the certificate's address. The certificate of an erased account is gone.",
    );
    const noCode = refused("--code cannot be used: The code of a certificate has 16 letters and digits.");
    const answers = await Promise.all([
      show("--code", "0000-0000-0000-0000"),
      revoke("--code", "0000-0000-0000-0000", "--reason", "copied"),
      show("--code", "7K2M"),
      revoke("--code", "7K2M", "--reason", "copied"),
      revoke("--code", code, "--reason", "  "),
      revoke("--code", code),
      runCommand(["certificate"]),
    ]);
    expect(answers.slice(0, 5)).toEqual([
      unknown,
      unknown,
      noCode,
      noCode,
      refused("--reason cannot be used: A reason has 1 to 500 characters."),
    ]);
    expect(answers[5]).toEqual({ code: 2, said: "", complained: "certificate revoke needs --reason.\n" });
    expect(answers[6]).toMatchObject({ code: 2 });
    expect(await db.certificate.findMany()).toMatchObject([{ revokedAt: null }]);
  });
});
