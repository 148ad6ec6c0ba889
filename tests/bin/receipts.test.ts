import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { checkerVersion } from "#lib/checker/check-submission.ts";
import { db } from "#lib/db/client.ts";
import type { Receipt } from "#lib/progress/receipt.ts";
import { selectPublicKeys } from "#lib/progress/signing-key.ts";
import { newGuest, now } from "#tests/fixtures/accounts.ts";
import { publishCourse, right, slug, work } from "#tests/fixtures/exercises-course.ts";
import { receiptOf, signedAnew, site } from "#tests/fixtures/receipts.ts";
import { runCommand } from "./run-command.ts";

let receipt: Receipt;
let submissionId: string;
beforeEach(async () => {
  await publishCourse();
  const { viewer } = await newGuest();
  ({ submissionId } = await work(viewer, { ...right, gradient: "0.25" }));
  receipt = await receiptOf(viewer, submissionId);
});

/** A file in a folder of its own. */
async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "chainrule-receipt-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "receipt.json");
  await writeFile(file, text);
  return file;
}

/** Offline: there is no database to be had. */
const verify = (...args: readonly string[]) =>
  runCommand(["verify", ...args], { env: { DATABASE_URL: "postgresql://nobody@127.0.0.1:9/nothing" } });

describe("verify", () => {
  it("checks the signature and computes the verdict anew, and says that the key is not proven", async () => {
    const { code, said, complained } = await verify(await fileOf(JSON.stringify(receipt)));
    expect([code, complained]).toEqual([0, ""]);
    const { kid } = receipt.signature.key;
    expect(said.split("\n")).toEqual([
      `The signature holds, by key ${kid}. That this is the key of ${site.origin} is not proven: compare it with ${site.origin}/.well-known/chainrule-key, or name that with --key.`,
      "Computed anew and the same: slope, gradient and formula.",
      `Three blanks (${slug}, revision 1, variant 0), submission ${submissionId} of 2027-01-15T12:00:00.000Z: score 0.75.`,
      "  slope: correct, score 1",
      "  gradient: incorrect, score 0",
      "  formula: correct, score 1",
      "",
    ]);
  });

  it("takes the site's keys from a file as the site publishes them, or one of them", async () => {
    const published = await selectPublicKeys(now);
    for (const keys of [published, published.keys[0]]) {
      const keyFile = await fileOf(JSON.stringify(keys));
      const { code, said } = await verify(await fileOf(JSON.stringify(receipt)), "--key", keyFile);
      expect(code).toBe(0);
      expect(said).toContain("which is one of those named.");
    }
  });

  it("refuses in one sentence what it cannot believe", async () => {
    const keyFile = await fileOf(JSON.stringify(await selectPublicKeys(now)));
    const cases: readonly (readonly [text: string, args: readonly string[], sentence: RegExp])[] = [
      ["no receipt", [], /is no receipt: it holds no JSON object of the right kind\.$/],
      ["{}", [], /is no receipt: its field "format" is missing or wrong\.$/],
      [
        JSON.stringify({ ...receipt, submittedAt: "2027-01-14T12:00:00.000Z" }),
        [],
        /^\S+ is not what the key \S+ signed: it was changed since, or signed with another key\.$/,
      ],
      [
        signedAnew(receipt, (copy) => copy),
        ["--key", keyFile],
        /^\S+ was signed with the key \S+, which is none of those in \S+\.$/,
      ],
      [
        signedAnew(receipt, (copy) => ({ ...copy, verdict: { ...copy.verdict, score: 1 } })),
        [],
        /^The signature holds, by key \S+, but the verdict does not come out again: the score comes out as 0\.75, and it states 1\.$/,
      ],
      [
        signedAnew(receipt, (copy) => ({ ...copy, verdict: { ...copy.verdict, checkerVersion: 1_000 } })),
        [],
        new RegExp(
          `^The signature holds, by key \\S+, but the verdict is by checker version 1000 and this program has version ${checkerVersion}, so it cannot be computed anew here\\.$`,
        ),
      ],
      [
        JSON.stringify(receipt),
        ["--key", await fileOf("{}")],
        /holds no Ed25519 key\. Save the site's \/\.well-known\/chainrule-key to a file/,
      ],
      [
        JSON.stringify(receipt),
        ["--key", `${site.origin}/.well-known/chainrule-key`],
        /^verify asks no network\. Save https:/,
      ],
      [JSON.stringify(receipt), ["--key", "nowhere.json"], /^There is no file nowhere\.json\.$/],
    ];
    const ended = await Promise.all(cases.map(async ([text, args]) => verify(await fileOf(text), ...args)));
    for (const [index, { code, said, complained }] of ended.entries()) {
      expect({ code, said }).toEqual({ code: 1, said: "" });
      expect(complained.trimEnd()).toMatch(cases[index]?.[2] ?? /^$/);
    }
  });

  it("names a file that is not there or is a folder", async () => {
    expect(await verify("nowhere.json")).toMatchObject({ code: 1, complained: "There is no file nowhere.json.\n" });
    expect(await verify(os.tmpdir())).toMatchObject({
      code: 1,
      complained: `${os.tmpdir()} is a folder, and not a file.\n`,
    });
    expect(await verify()).toMatchObject({
      code: 2,
      complained: "verify needs FILE, a receipt as it was downloaded.\n",
    });
  });
});

describe("regrade", () => {
  const regrade = (...args: readonly string[]) => runCommand(["regrade", "--exercise", slug, ...args]);

  /** As an older checker left it: one blank was told the other way round. */
  async function tellEarlier(
    verdict: "correct" | "incorrect",
    score: number,
    blank: number,
    total: number,
  ): Promise<void> {
    await db.$executeRaw`UPDATE "Submission" SET score = ${total}, "checkerVersion" = 1, verdict = jsonb_set(jsonb_set(jsonb_set(verdict,
      ARRAY['blanks', ${String(blank)}, 'verdict'], to_jsonb(${verdict}::text)),
      ARRAY['blanks', ${String(blank)}, 'score'], to_jsonb(${score}::float8)), '{score}', to_jsonb(${total}::float8))`;
  }

  it("reports, then writes with an audit line, then has nothing to write", async () => {
    await tellEarlier("incorrect", 0, 2, 0.25);
    const table = [
      `Exercise ${slug}, checker version ${checkerVersion}:`,
      "  revision 1: 0 the same, 0 said otherwise, 1 raised, 0 lowered",
      "    formula: incorrect → correct, 1×",
    ];
    expect((await regrade()).said.split("\n")).toEqual([
      ...table,
      "Nothing was written; --apply would write 1 verdict.",
      "",
    ]);
    expect(await db.submission.findFirstOrThrow()).toMatchObject({ score: 0.25 });
    const { code, said } = await regrade("--apply");
    expect(code).toBe(0);
    expect(said.split("\n").slice(0, 3)).toEqual(table);
    expect(said).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z command line: regraded free-gradient, 1 verdict of 1 learner written; those until now are kept\.$/m,
    );
    expect(await db.submission.findFirstOrThrow()).toMatchObject({ score: 0.75 });
    expect((await regrade("--apply")).said).toContain(
      "1 the same, 0 said otherwise, 0 raised, 0 lowered\nNothing to write.",
    );
  });

  it("lowers with --may-lower alone", async () => {
    await tellEarlier("correct", 1, 1, 1);
    const kept = await regrade("--apply");
    expect(kept.said).toContain("Nothing to write. 1 verdict would go down, which needs --may-lower.");
    expect(await db.submission.findFirstOrThrow()).toMatchObject({ score: 1 });
    expect((await regrade("--apply", "--may-lower")).said).toContain("1 verdict of 1 learner written");
    expect(await db.submission.findFirstOrThrow()).toMatchObject({ score: 0.75 });
  });

  it("is refused where it is written wrongly or the exercise is not there", async () => {
    const [missing, valued, unknown] = await Promise.all([
      runCommand(["regrade", "--apply"]),
      regrade("--apply=yes"),
      runCommand(["regrade", "--exercise", "third"]),
    ]);
    expect(missing).toMatchObject({ code: 2, complained: "regrade needs --exercise.\n" });
    expect(valued).toMatchObject({ code: 2, complained: "--apply takes no value: it is there or not.\n" });
    expect(unknown).toMatchObject({
      code: 1,
      complained: 'There is no exercise "third". Its name stands in the name of its file.\n',
    });
  });
});
