import { beforeEach, describe, expect, it } from "vitest";
import { type Guest, visitor } from "#lib/accounts/viewer.ts";
import { checkerVersion } from "#lib/checker/check-submission.ts";
import { db } from "#lib/db/client.ts";
import { makeReceipt } from "#lib/progress/make-receipt.ts";
import type { Receipt } from "#lib/progress/receipt.ts";
import { makeSigningKey, selectPublicKeys, selectSigner } from "#lib/progress/signing-key.ts";
import { startVariant } from "#lib/progress/start-variant.ts";
import { verifyReceipt } from "#lib/progress/verify-receipt.ts";
import { makeUser, newGuest, now, openSession, secondsLater, signedInAs } from "#tests/fixtures/accounts.ts";
import {
  changeExercise,
  empty,
  gatedSlug,
  publishCourse,
  right,
  slug,
  threeBlanks,
  work,
  wrong,
} from "#tests/fixtures/exercises-course.ts";
import { receiptOf, signedAnew, site } from "#tests/fixtures/receipts.ts";
import { selectsDefinition, sentDuring } from "#tests/fixtures/statements.ts";

let folder: string;
let guest: Guest;
beforeEach(async () => {
  folder = await publishCourse();
  guest = (await newGuest()).viewer;
});

const nobody = "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10";
const siteKeys = async () => (await selectPublicKeys(now)).keys;

/** An exercise whose numbers are drawn, with a remark of its author, and a choice whose answer is stated. */
const drawn = `title: Drawn and chosen
question: |
  What is the gradient of $L$?
model: |
  x0 = 1.5 # hide this remark
  t = 0.8
  W1 = 0.5 in [0.2, 0.9] step 0.1 # and this one
  z1 = W1*x0
  y1 = sigmoid(z1)
  L = (y1 - t)^2/2
blanks:
  - { id: gradient, ask: dL/dW1, as: number }
  - id: pick
    as: choice
    weight: 2
    prompt: Which slope is largest?
    options:
      - { text: The sigmoid's at zero, right: true, reason: It is a quarter there. }
      - { text: The sigmoid's at ten, reason: There it is nearly flat. }
tests:
  - { blank: gradient, answer: "(y1 - t) y1 (1 - y1) x0", verdict: correct }
  - { blank: gradient, answer: "987654", verdict: incorrect }
  - { blank: pick, answer: The sigmoid's at zero, verdict: correct }
`;

async function optionNamed(text: string): Promise<string> {
  const revision = await db.exerciseRevision.findFirstOrThrow({
    where: { exercise: { slug }, number: 2 },
    select: { definition: true },
  });
  const { exercise } = revision.definition as unknown as {
    exercise: { blanks: { options?: { id: string; text: string }[] }[] };
  };
  return exercise.blanks.flatMap(({ options = [] }) => options).find((option) => option.text === text)?.id ?? "";
}

describe("a receipt", () => {
  it("holds what the verdict follows from, and verifies with the site's keys", async () => {
    const view = await work(guest, { ...right, gradient: "0.25" });
    const receipt = await receiptOf(guest, view.submissionId);
    expect(receipt).toMatchObject({
      format: "chainrule-receipt-1",
      site: site.origin,
      submission: view.submissionId,
      submittedAt: now.toISOString(),
      exercise: { slug, title: "Three blanks", revision: 1, blanks: [{ id: "slope" }, { id: "gradient" }, {}] },
      variant: { number: 0 },
      texts: { ...right, gradient: "0.25" },
      verdict: { score: 0.75, checkerVersion, blanks: [{ verdict: "correct" }, { verdict: "incorrect" }, {}] },
    });
    expect(receipt.exercise.model).toContain("W1 = 0.9");
    expect(receipt.variant.model).toBe(receipt.exercise.model);
    expect(verifyReceipt(JSON.stringify(receipt), await siteKeys())).toMatchObject({
      ok: true,
      value: { computed: ["slope", "gradient", "formula"], stated: [] },
    });
  });

  it("names nobody, and holds none of the author's tests, text or remarks", async () => {
    const userId = await makeUser("ada@example.org");
    const { viewer } = await openSession(userId);
    await changeExercise(folder, drawn);
    const { submissionId } = await work(viewer, { gradient: "0.25", pick: "" }, { revision: "2" });
    const text = JSON.stringify(await receiptOf(viewer, submissionId));
    expect(text).toContain("W1 = 0.5 in [0.2, 0.9]");
    expect(text).not.toMatch(/ada@|remark|and this one|987654|question|What is the gradient/);
    for (const secret of [userId, viewer.learnerId, viewer.sessionId]) expect(text).not.toContain(secret);
  });

  it("tells of a choice how it was judged and nothing else, since it will be handed on", async () => {
    await changeExercise(folder, drawn);
    const pick = await optionNamed("The sigmoid's at ten");
    const { submissionId } = await work(guest, { gradient: "(y1-t) y1 (1-y1) x0", pick }, { revision: "2" });
    const receipt = await receiptOf(guest, submissionId);
    expect(receipt.exercise.blanks[1]).toEqual({ id: "pick", weight: 2, as: "choice" });
    expect(JSON.stringify(receipt)).not.toMatch(/at zero|quarter|isRight/);
    expect(verifyReceipt(JSON.stringify(receipt), await siteKeys())).toMatchObject({
      ok: true,
      value: { computed: ["gradient"], stated: ["pick"] },
    });
  });

  it("of a drawn variant holds its numbers, which are numbers of its exercise", async () => {
    await changeExercise(folder, drawn);
    const never = () => Promise.reject(new Error("this guest has a session"));
    const started = await startVariant(guest, { exercise: slug, revision: 2, variant: 0 }, now, never);
    expect(started).toMatchObject({ ok: true, value: { variant: 1 } });
    const texts = { gradient: "(y1-t) y1 (1-y1) x0", pick: "" };
    const { submissionId } = await work(guest, texts, { revision: "2", variant: "1" });
    const receipt = await receiptOf(guest, submissionId);
    expect(receipt.variant.number).toBe(1);
    expect(receipt.variant.model).not.toBe(receipt.exercise.model);
    expect(verifyReceipt(JSON.stringify(receipt), null).ok).toBe(true);
    const other = signedAnew(receipt, (copy) => ({
      ...copy,
      variant: { ...copy.variant, model: copy.variant.model.replace("sigmoid", "tanh") },
    }));
    expect(verifyReceipt(other, null)).toMatchObject({
      refusal: { code: "not-reproduced", reason: "its numbers are not drawn from its exercise" },
    });
  });

  it("is the same each time, and verifies in whatever layout it was stored", async () => {
    const { submissionId } = await work(guest, wrong);
    const receipt = await receiptOf(guest, submissionId);
    expect(await receiptOf(guest, submissionId, secondsLater(3600))).toEqual(receipt);
    const backwards = Object.fromEntries(Object.entries(receipt).toReversed());
    expect(verifyReceipt(JSON.stringify(backwards, null, 7), await siteKeys()).ok).toBe(true);
  });

  it("holds a verdict of the first checker, which knew no parts, as it is read today", async () => {
    const { submissionId } = await work(guest, right);
    await db.$executeRaw`UPDATE "Submission" SET verdict = jsonb_set(verdict, '{blanks}',
      (SELECT jsonb_agg(blank - 'parts') FROM jsonb_array_elements(verdict -> 'blanks') AS blank))`;
    expect(verifyReceipt(JSON.stringify(await receiptOf(guest, submissionId)), null).ok).toBe(true);
  });
});

describe("a receipt is given", () => {
  const refusalOf = async (...[viewer, id, at = now]: [Parameters<typeof makeReceipt>[0], string, Date?]) => {
    const made = await makeReceipt(viewer, id, site, at);
    return made.ok ? null : made.refusal.code;
  };

  it("to the owner alone: for others there is no such submission", async () => {
    const { submissionId } = await work(guest, right);
    const admin = (await signedInAs("member", { role: "admin" })).viewer;
    for (const viewer of [visitor, (await newGuest()).viewer, admin]) {
      const { value, sent } = await sentDuring(() => refusalOf(viewer, submissionId));
      expect(value).toBe("unknown-submission");
      expect(sent.filter(selectsDefinition)).toEqual([]);
    }
    expect(await refusalOf(guest, nobody)).toBe("unknown-submission");
    expect(await refusalOf(guest, submissionId)).toBeNull();
  });

  it("to the account that a guest's work moved into", async () => {
    const { submissionId } = await work(guest, right);
    const { viewer } = await openSession(await makeUser("ada@example.org"), now, guest);
    expect(await refusalOf(viewer, submissionId)).toBeNull();
    expect(await refusalOf(guest, submissionId)).toBe("unknown-submission");
  });

  it("once the author's policy shows the verdict", async () => {
    const { viewer } = await signedInAs(null);
    await db.$executeRaw`UPDATE "ExerciseRevision" SET definition = jsonb_set(jsonb_set(definition,
      '{exercise,policy,feedback}', '"after-last"'), '{exercise,policy,attempts}', '2')`;
    const { submissionId } = await work(viewer, wrong);
    expect(await refusalOf(viewer, submissionId)).toBe("not-shown-yet");
    await work(viewer, right, { at: secondsLater(1) });
    expect(await refusalOf(viewer, submissionId)).toBeNull();
  });

  it("while the exercise is open to its owner, or was taken offline", async () => {
    const { viewer } = await signedInAs("member");
    const { submissionId } = await work(viewer, { gradient: "1" }, { exercise: gatedSlug });
    const lapsed = { ...viewer, grants: [] };
    const { value, sent } = await sentDuring(() => refusalOf(lapsed, submissionId));
    expect(value).toBe("needs-level");
    expect(sent.filter(selectsDefinition)).toEqual([]);
    expect(await refusalOf(viewer, submissionId)).toBeNull();
    await db.exercise.updateMany({ data: { publishedRevisionId: null } });
    expect(await refusalOf(lapsed, submissionId)).toBeNull();
  });
});

/** Every place of a JSON value that holds a text, a number or a truth. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function withLeaf(receipt: Receipt, path: readonly string[], change: (leaf: unknown) => unknown): Receipt {
  const copy = structuredClone(receipt);
  let holder = copy as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  holder[last] = change(holder[last]);
  return copy;
}

const otherThan = (leaf: unknown) => {
  if (typeof leaf === "number") return leaf === 0 ? 1 : leaf / 2;
  return typeof leaf === "boolean" ? !leaf : `${leaf}A`;
};

describe("a receipt is not believed", () => {
  let receipt: Receipt;
  beforeEach(async () => {
    receipt = await receiptOf(guest, (await work(guest, { ...wrong, slope: right.slope })).submissionId);
  });
  const codeOf = (text: string, keys: Parameters<typeof verifyReceipt>[1] = null) => {
    const verified = verifyReceipt(text, keys);
    return verified.ok ? null : verified.refusal.code;
  };

  it("where any one thing in it was changed", () => {
    const leaves = leavesOf(receipt);
    expect(leaves.length).toBeGreaterThan(40);
    for (const path of leaves) {
      const code = codeOf(JSON.stringify(withLeaf(receipt, path, otherThan)));
      expect([path.join("."), code]).toEqual([path.join("."), expect.stringMatching(/^(not-as-signed|no-receipt)$/)]);
    }
  });

  it("where something was put in or left out", () => {
    expect(codeOf(JSON.stringify({ ...receipt, name: "Ada" }))).toBe("no-receipt");
    const more = { ...receipt, verdict: { ...receipt.verdict, note: "very good" } };
    expect(codeOf(JSON.stringify(more))).toBe("not-as-signed");
    const less = { ...receipt, verdict: { ...receipt.verdict, blanks: receipt.verdict.blanks.slice(1) } };
    expect(codeOf(JSON.stringify(less))).toBe("not-as-signed");
  });

  it("where its key is not among those that count, or is called by another's name", async () => {
    const own = signedAnew(receipt, (copy) => copy);
    expect(codeOf(own)).toBeNull();
    expect(codeOf(own, await siteKeys())).toBe("other-key");
    const masked = JSON.parse(own);
    masked.signature.key.kid = receipt.signature.key.kid;
    expect(codeOf(JSON.stringify(masked))).toBe("not-as-signed");
  });

  it.each<[string, (copy: Receipt) => object, RegExp]>([
    [
      "a better verdict",
      (copy) => {
        const blanks = copy.verdict.blanks.map((blank) => ({
          ...blank,
          verdict: "correct",
          score: 1,
          code: "correct",
        }));
        return { ...copy, verdict: { ...copy.verdict, blanks, score: 1 } };
      },
      /^gradient is incorrect .* and stated as correct/,
    ],
    ["a better score", (copy) => ({ ...copy, verdict: { ...copy.verdict, score: 1 } }), /^the score comes out as 0.25/],
    [
      "a verdict left out",
      (copy) => ({ ...copy, verdict: { ...copy.verdict, blanks: copy.verdict.blanks.slice(0, 2) } }),
      /^formula is incorrect .* and stated as empty$/,
    ],
    [
      "an exercise that is none",
      (copy) => ({ ...copy, exercise: { ...copy.exercise, model: "nonsense" } }),
      /^its exercise cannot be computed: /,
    ],
  ])("where whoever signed it states %s", (_, change, reason) => {
    expect(verifyReceipt(signedAnew(receipt, change), null)).toMatchObject({
      refusal: { code: "not-reproduced", reason: expect.stringMatching(reason) },
    });
  });

  it("further than its signature, where another version of the checker judged it", () => {
    const other = { ...receipt.verdict, checkerVersion: checkerVersion + 1 };
    const text = signedAnew(receipt, (copy) => ({ ...copy, verdict: other }));
    expect(verifyReceipt(text, null)).toMatchObject({ refusal: { code: "other-checker", checkerVersion } });
    expect(codeOf(JSON.stringify({ ...receipt, verdict: other }))).toBe("not-as-signed");
  });

  it.each(["", "{", "null", "[]", "7", '{"format":"chainrule-receipt-2"}'])("where it is %j", (text) => {
    expect(codeOf(text)).toBe("no-receipt");
  });
});

describe("the site's key", () => {
  it("is made once, whoever needs it first and however many at once", async () => {
    const signers = await Promise.all(Array.from({ length: 12 }, () => selectSigner(now)));
    const sets = await Promise.all([selectPublicKeys(now), selectPublicKeys(secondsLater(1))]);
    expect(new Set([...signers.map(({ key }) => key.kid), ...sets.map(({ keys }) => keys[0]?.kid)]).size).toBe(1);
    expect(await db.signingKey.count()).toBe(1);
  });

  it("may be renewed: the newest signs, and what an earlier one signed is still believed", async () => {
    const { submissionId } = await work(guest, { ...empty, slope: "1" });
    const before = await receiptOf(guest, submissionId);
    await makeSigningKey(2, secondsLater(60));
    const after = await receiptOf(guest, submissionId);
    const keys = await siteKeys();
    expect(keys.map(({ kid }) => kid)).toEqual([after.signature.key.kid, before.signature.key.kid]);
    expect(after.signature.key.kid).not.toBe(before.signature.key.kid);
    for (const receipt of [before, after]) expect(verifyReceipt(JSON.stringify(receipt), keys).ok).toBe(true);
  });

  it("shows its public half alone", async () => {
    const { submissionId } = await work(guest, right);
    const shown = JSON.stringify([await receiptOf(guest, submissionId), await selectPublicKeys(now)]);
    const { publicKey, privateKey } = await db.signingKey.findFirstOrThrow();
    expect(shown).toContain(publicKey);
    expect(shown).not.toContain(privateKey);
    expect(shown).not.toContain('"d"');
  });
});

it("leaves an exercise of blanks alone to whoever changes it: a receipt holds its own revision", async () => {
  const { submissionId } = await work(guest, right);
  const before = await receiptOf(guest, submissionId);
  await changeExercise(folder, threeBlanks.replace("Three", "Still three").replace("0.9", "0.8"));
  expect(await receiptOf(guest, submissionId)).toEqual(before);
});
