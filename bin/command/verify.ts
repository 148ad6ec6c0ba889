import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type PublicKey, publicKeySchema } from "#lib/progress/public-key.ts";
import { type Verified, type VerifyRefusal, verifyReceipt } from "#lib/progress/verify-receipt.ts";
import { type Result, succeed } from "#lib/result.ts";
import { done, type Failure, listWords, type Outcome, refused } from "./outcome.ts";
import { readOperandAndOptions } from "./read-options.ts";
import { startedIn } from "./started-in.ts";

const published = "/.well-known/chainrule-key";

export async function run(args: readonly string[]): Promise<Outcome> {
  const typed = readOperandAndOptions("verify", args, {
    name: "FILE",
    meaning: "a receipt as it was downloaded",
    optional: ["key"],
  });
  if (!typed.ok) return typed;
  const { operand, options } = typed.value;
  const keys = options.key === undefined ? succeed(null) : await readKeys(options.key);
  if (!keys.ok) return keys;
  const text = await readText(operand);
  if (!text.ok) return text;
  const verified = verifyReceipt(text.value, keys.value);
  return verified.ok
    ? done(tellVerified(verified.value, keys.value !== null))
    : refused(explain(verified.refusal, operand, options.key));
}

const keySet = z.union([
  z.looseObject({ keys: z.array(publicKeySchema).min(1) }).transform(({ keys }) => keys),
  publicKeySchema.transform((key) => [key]),
]);

/** A set of keys as the site publishes it, or one key of it. */
async function readKeys(file: string): Promise<Result<readonly PublicKey[], Failure>> {
  if (/^https?:/.test(file)) {
    return refused(`verify asks no network. Save ${file} to a file, and name that with --key.`);
  }
  const text = await readText(file);
  if (!text.ok) return text;
  const parsed = keySet.safeParse(readJson(text.value));
  if (parsed.success) return succeed(parsed.data);
  return refused(`${file} holds no Ed25519 key. Save the site's ${published} to a file, and name that with --key.`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readText(file: string): Promise<Result<string, Failure>> {
  try {
    return succeed(await readFile(path.resolve(startedIn(), file), "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") return refused(`There is no file ${file}.`);
    if (code === "EISDIR") return refused(`${file} is a folder, and not a file.`);
    if (code === "EACCES") return refused(`This user may not read ${file}.`);
    throw error;
  }
}

function tellVerified({ receipt, computed, stated }: Verified, isKeyProven: boolean): string {
  const { site, submission, submittedAt, exercise, variant, verdict, signature } = receipt;
  const { kid } = signature.key;
  const key = isKeyProven
    ? `The signature holds, by key ${kid}, which is one of those named.`
    : `The signature holds, by key ${kid}. That this is the key of ${site} is not proven: compare it with ${site}${published}, or name that with --key.`;
  const anew = computed.length === 0 ? [] : [`Computed anew and the same: ${listWords(computed)}.`];
  const vouched = stated.length === 0 ? [] : [`Vouched for by the signature alone: ${listWords(stated)}.`];
  const lines = verdict.blanks.map(({ blank, verdict: word, score }) => `  ${blank}: ${word}, score ${score}`);
  return [
    key,
    ...anew,
    ...vouched,
    `${exercise.title} (${exercise.slug}, revision ${exercise.revision}, variant ${variant.number}), submission ${submission} of ${submittedAt}: score ${verdict.score}.`,
    ...lines,
  ].join("\n");
}

function explain(refusal: VerifyRefusal, file: string, keyFile: string | undefined): string {
  switch (refusal.code) {
    case "no-receipt":
      return refusal.field === null
        ? `${file} is no receipt: it holds no JSON object of the right kind.`
        : `${file} is no receipt: its field "${refusal.field}" is missing or wrong.`;
    case "other-key":
      return `${file} was signed with the key ${refusal.fingerprint}, which is none of those in ${keyFile}.`;
    case "not-as-signed":
      return `${file} is not what the key ${refusal.fingerprint} signed: it was changed since, or signed with another key.`;
    case "other-checker": {
      const { verdict } = refusal.receipt;
      return `The signature holds, by key ${refusal.receipt.signature.key.kid}, but the verdict is by checker version ${verdict.checkerVersion} and this program has version ${refusal.checkerVersion}, so it cannot be computed anew here.`;
    }
    case "not-reproduced":
      return `The signature holds, by key ${refusal.receipt.signature.key.kid}, but the verdict does not come out again: ${refusal.reason}.`;
  }
}
