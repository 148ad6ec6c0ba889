import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { verifyPassword } from "#lib/accounts/password.ts";
import { db } from "#lib/db/client.ts";
import { openEmbedded } from "#lib/db/embedded.ts";
import { makeLevel, makeUser } from "#tests/fixtures/accounts.ts";
import { changeCourse, courseFolder, smallCourse } from "#tests/fixtures/lessons-course.ts";
import { type Ended, runCommand, startCommand } from "./run-command.ts";

const email = "ada@example.org";
const done = (sentence: string): Ended => ({ code: 0, said: `${sentence}\n`, complained: "" });
const refused = (sentence: string): Ended => ({ code: 1, said: "", complained: `${sentence}\n` });
const misused = (sentence: string): Ended => ({ code: 2, said: "", complained: `${sentence}\n` });

describe("the usage", () => {
  it.each([[[]], [["help"]], [["--help"]], [["-h"]], [["grant", "--help"]]])(
    "names every command for %j",
    async (args) => {
      const { code, said, complained } = await runCommand(args);
      expect({ code, complained }).toEqual({ code: 0, complained: "" });
      const named = [...said.matchAll(/^ {2}(\w+(?: [a-z]+)?)(?: |$)/gm)].map(([, name]) => name);
      expect(named).toEqual([
        "user create",
        "grant",
        "revoke",
        "certificate show",
        "certificate revoke",
        "content check",
        "content import",
        "regrade",
        "verify",
        "values",
        "grade",
        "ops",
      ]);
    },
  );
});

it("ends with code 2 where a command is written wrongly, and says how", async () => {
  const known =
    "Commands are user create, grant, revoke, certificate show, certificate revoke, content check, content import, regrade, verify, values, grade and ops; --help says more.";
  const mistakes: readonly (readonly [what: string, args: readonly string[], sentence: string])[] = [
    ["there is none of the name", ["gnat"], `There is no command "gnat". ${known}`],
    ["half of its name is missing", ["user"], `There is no command "user". ${known}`],
    ["a name of every object's", ["constructor"], `There is no command "constructor". ${known}`],
    ["options are missing", ["grant"], "grant needs --email and --level."],
    ["one option is missing", ["grant", "--email", email], "grant needs --level."],
    [
      "an option is unknown",
      ["grant", "--email", email, "--levle=member"],
      "grant has no option --levle. It takes --email, --level and --until.",
    ],
    [
      "an option has no value",
      ["revoke", "--level", "member", "--email"],
      "--email needs a value. Write one that begins with a hyphen as --email=VALUE.",
    ],
    [
      "an option took the next one's place",
      ["revoke", "--email", "--level", "member"],
      "--email needs a value. Write one that begins with a hyphen as --email=VALUE.",
    ],
    [
      "an option is given twice",
      ["revoke", "--email", email, "--email", "bob@example.org", "--level", "member"],
      "--email is given twice. Give it once.",
    ],
    [
      "a value stands alone",
      ["revoke", email, "--level", "member"],
      `revoke takes options alone, and "${email}" is none. Write each value behind its option.`,
    ],
    [
      "the role is none",
      ["user", "create", "--email", email, "--password", "correct horse", "--role", "root"],
      '--role is learner, author or admin, not "root".',
    ],
    [
      "the folder is missing",
      ["content", "check"],
      "content check needs DIR, the folder that holds the course's course.yaml.",
    ],
    ["two folders are named", ["content", "check", "a", "b"], "content check takes one DIR, and here are 2."],
    [
      "what is read from standard input is named",
      ["values", "requests.jsonl"],
      'values reads its lines from standard input, and takes no "requests.jsonl".',
    ],
    [
      "a command without options gets one",
      ["content", "import", "--force", "a"],
      "content import has no option --force. It takes no options.",
    ],
  ];
  // Side by side: each is a process of its own, and none comes as far as the database.
  const ended = await Promise.all(mistakes.map(async ([what, args]) => [what, await runCommand(args)] as const));
  expect(ended).toEqual(mistakes.map(([what, , sentence]) => [what, misused(sentence)]));
});

describe("user create", () => {
  const create = (password: string, role = "author") => [
    ...["user", "create", "--email", " Ada@Example.org", `--password=${password}`, "--role", role],
  ];

  it("makes an account that can sign in", async () => {
    expect(await runCommand(create("correct horse"))).toEqual(done(`${email} has an account now, as author.`));
    const user = await db.user.findUniqueOrThrow({ where: { email }, include: { learner: true } });
    expect(user).toMatchObject({ role: "author", learner: { userId: user.id } });
    expect(await verifyPassword(user.passwordHash, "correct horse")).toBe(true);
  });

  it.each([
    ["a line feed", "correct horse\n"],
    ["a line feed as Windows writes it", "correct horse\r\n"],
    ["nothing", "correct horse"],
  ])("reads the password from standard input, ended by %s", async (_, input) => {
    expect((await runCommand(create("-"), { input })).code).toBe(0);
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { email } });
    expect(await verifyPassword(passwordHash, "correct horse")).toBe(true);
  });

  const short = "--password cannot be used: A password needs at least 10 characters. Any characters will do.";
  it.each([
    ["a short password", create("short"), short],
    ["an empty standard input", create("-"), short],
    [
      "no address",
      ["user", "create", "--email", "ada", "--password", "correct horse", "--role", "learner"],
      "--email cannot be used: This is not a full e-mail address, such as ada@example.org.",
    ],
  ])("refuses %s", async (_, args, sentence) => {
    expect(await runCommand(args)).toEqual(refused(sentence));
    expect(await db.user.count()).toBe(0);
  });

  it("refuses an address that is taken, and leaves its account as it is", async () => {
    await makeUser(email);
    const before = await db.user.findMany();
    expect(await runCommand(create("correct horse", "admin"))).toEqual(
      refused(`There is an account with ${email} already. Use another address.`),
    );
    expect(await db.user.findMany()).toEqual(before);
  });
});

describe("grant and revoke", () => {
  it("open and close a level", async () => {
    await makeLevel("member");
    await makeUser(email);
    expect(await runCommand(["grant", "--email", "ADA@example.org", "--level", "member"])).toEqual(
      done(`${email} holds member from now on, for ever.`),
    );
    expect(await db.grant.findMany()).toMatchObject([{ actor: "command line", endsAt: null, revokedAt: null }]);
    expect(await runCommand(["revoke", "--email", email, "--level", "member"])).toEqual(
      done(`${email} holds member no longer: one grant ended now.`),
    );
    expect(await db.grant.count({ where: { revokedAt: null } })).toBe(0);
    expect(await runCommand(["revoke", "--email", email, "--level", "member"])).toEqual(
      refused(`${email} does not hold member, so nothing was ended. Check the address and the level.`),
    );
  });

  it("end at the start of the day that --until names", async () => {
    await makeLevel("member");
    await makeUser(email);
    expect(await runCommand(["grant", "--email", email, "--level", "member", "--until", "2999-01-31"])).toEqual(
      done(`${email} holds member from now on, until 2999-01-31 (UTC).`),
    );
    expect(await db.grant.findMany()).toMatchObject([{ endsAt: new Date("2999-01-31T00:00:00.000Z") }]);
  });

  const member = ["grant", "--email", email, "--level", "member"];
  const create = `npm run -s chainrule -- user create --email bob@example.org --password - --role learner`;
  const stranger = `Nobody has an account with bob@example.org. Check the address, or make the account: ${create}`;
  it.each([
    ["giving to nobody", ["grant", "--email", "bob@example.org", "--level", "member"], stranger],
    ["taking from nobody", ["revoke", "--email", "bob@example.org", "--level", "member"], stranger],
    [
      "a level that does not exist",
      ["grant", "--email", email, "--level", "gold"],
      'There is no level "gold". Use member.',
    ],
    [
      "taking a level that does not exist",
      ["revoke", "--email", email, "--level", "gold"],
      'There is no level "gold". Use member.',
    ],
    [
      "what is no date",
      [...member, "--until", "31.1.2999"],
      "--until cannot be used: A date is a day, 2027-01-31, or an instant in UTC, 2027-01-31T12:00Z.",
    ],
  ])("refuse %s", async (_, args, sentence) => {
    await makeLevel("member");
    await makeUser(email);
    expect(await runCommand(args)).toEqual(refused(sentence));
    expect(await db.grant.count()).toBe(0);
  });

  it("refuse a day that has begun, and name the first that has not", async () => {
    await makeLevel("member");
    await makeUser(email);
    const { code, complained } = await runCommand([...member, "--until", "2026-01-31"]);
    expect(code).toBe(1);
    const earliest =
      /^A grant until 2026-01-31 would be over already \(UTC\)\. The earliest day for --until is (.*)\.$/m;
    const day = earliest.exec(complained)?.[1] ?? "";
    expect((await runCommand([...member, "--until", day])).code).toBe(0);
  });

  it("say where levels come from while there are none", async () => {
    await makeUser(email);
    expect((await runCommand(member)).complained).toBe(
      'There is no level "member". There is none yet; courses bring them: npm run -s chainrule -- content import DIR\n',
    );
  });
});

describe("a course folder", () => {
  /** Answers at no port: nothing that asks it can succeed. */
  const noDatabase = { DATABASE_URL: "postgresql://nobody@127.0.0.1:9/nothing" };

  it("is checked without a database", async () => {
    expect(await runCommand(["content", "check", await courseFolder()], { env: noDatabase })).toEqual(
      done("Course small: 2 lessons, 2 exercises, no mistakes."),
    );
  });

  it("is found from where npm was started", async () => {
    const folder = await courseFolder();
    const env = { npm_lifecycle_event: "chainrule", INIT_CWD: path.dirname(folder) };
    expect((await runCommand(["content", "check", "small"], { env })).code).toBe(0);
    expect((await runCommand(["content", "check", "."], { cwd: folder })).code).toBe(0);
  });

  it("lists every mistake of every file with its place, and is not published", async () => {
    const folder = await courseFolder();
    await changeCourse(folder, {
      "01-first-steps.mdx": `${smallCourse["01-first-steps.mdx"]}\n<Wizard />\n`,
      "exercises/free-gradient.yaml": "title: [\n",
    });
    const check = await runCommand(["content", "check", folder]);
    expect(check).toMatchObject({ code: 1, said: "" });
    const [heading, ...lines] = check.complained.trimEnd().split("\n");
    expect(heading).toBe(`Course small has ${lines.length} mistakes. Correct this:`);
    expect(lines.every((line) => /^ {2}[\w./-]+:\d+:\d+ \S/.test(line))).toBe(true);
    expect(lines.filter((line) => line.includes("Wizard"))).toHaveLength(1);
    expect(lines.some((line) => line.startsWith("  exercises/free-gradient.yaml:"))).toBe(true);

    const attempt = await runCommand(["content", "import", folder]);
    expect(attempt).toMatchObject({ code: 1, said: "" });
    expect(attempt.complained).toContain("Course small was not imported; what was published before stays.");
    expect(attempt.complained.trimEnd().split("\n").slice(1)).toEqual(lines);
    expect(await db.lesson.count()).toBe(0);
  });

  it("is published, and the second time nothing is new", async () => {
    const folder = await courseFolder();
    expect(await runCommand(["content", "import", folder])).toEqual(
      done("Course small: 2 lessons, 2 exercises, 4 new or changed."),
    );
    expect(await runCommand(["content", "import", folder])).toEqual(
      done("Course small: 2 lessons, 2 exercises, nothing new."),
    );
    expect(await db.lesson.count({ where: { publishedRevisionId: { not: null } } })).toBe(2);
  });

  it.each(["check", "import"])("that is not there is refused by %s", async (verb) => {
    const advice = "Name the folder that holds the course's course.yaml.";
    const folder = await courseFolder();
    const cases = [
      [`${folder}/nothing`, `There is no folder ${folder}/nothing. ${advice}`],
      [`${folder}/course.yaml/x`, `There is no folder ${folder}/course.yaml/x. ${advice}`],
      [`${folder}/course.yaml`, `${folder}/course.yaml is no folder. ${advice}`],
    ] as const;
    for (const [typed, sentence] of cases)
      expect(await runCommand(["content", verb, typed], { env: noDatabase })).toEqual(refused(sentence));
  });

  it("is refused while the database cannot be reached", async () => {
    expect(await runCommand(["content", "import", await courseFolder()], { env: noDatabase })).toEqual(
      refused("The database at 127.0.0.1:9/nothing cannot be used: nothing listens there. Check DATABASE_URL."),
    );
  });
});

it("names every mistake of the environment", async () => {
  const env = { PORT: "none", DATABASE_URL: "mysql://x/y" };
  expect(await runCommand(["grant", "--email", email, "--level", "member"], { env })).toEqual(
    refused(
      "PORT must be a whole number from 1 to 65535.\nDATABASE_URL must look like postgresql://user:password@host:5432/database.",
    ),
  );
});

describe("on the embedded database", () => {
  /** A DATA_DIR of its own, which the database's user may pass through; and the environment that names it. */
  async function freshDataDir(): Promise<{ dataDir: string; env: Record<string, string> }> {
    const parent = await mkdtemp(path.join(os.tmpdir(), "chainrule-command-"));
    await chmod(parent, 0o711);
    onTestFinished(() => rm(parent, { recursive: true, force: true }));
    const dataDir = path.join(parent, "state");
    return { dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: "" } };
  }
  const pidOf = (dataDir: string) => path.join(dataDir, "database", "postmaster.pid");
  const create = ["user", "create", "--email", email, "--password", "correct horse", "--role", "learner"];

  it("starts it, does its work and stops it; then joins the one that runs and leaves it running", async () => {
    const { dataDir, env } = await freshDataDir();
    expect(await runCommand(create, { env })).toMatchObject({
      code: 0,
      said: `${email} has an account now, as learner.\n`,
    });
    expect(existsSync(pidOf(dataDir))).toBe(false);

    const database = await openEmbedded(dataDir);
    onTestFinished(() => database.close());
    const client = new pg.Client(database.url);
    await client.connect();
    expect((await client.query('SELECT email FROM "User"')).rows).toEqual([{ email }]);
    expect(await runCommand(create, { env })).toEqual(
      refused(`There is an account with ${email} already. Use another address.`),
    );
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it("stops what it started when it is interrupted", async () => {
    const { dataDir, env } = await freshDataDir();
    const [child, ended] = startCommand(create, { env });
    await vi.waitFor(() => expect(existsSync(pidOf(dataDir))).toBe(true), { timeout: 15_000, interval: 5 });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, said: "" });
    expect(existsSync(pidOf(dataDir))).toBe(false);
  });
});
