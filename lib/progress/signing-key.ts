import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { db } from "#lib/db/client.ts";
import { type PublicKey, type PublicKeySet, publicKeyOf } from "./public-key.ts";

/** Signs with the private key, which stays inside. */
export interface Signer {
  readonly key: PublicKey;
  /** The signature of the text's UTF-8, in base64url. The same text always gets the same one (RFC 8032). */
  sign(message: string): string;
}

/** The site's signer; the first to need one makes its key. Instances that share a database share the key. */
export async function selectSigner(now: Date): Promise<Signer> {
  const row = await selectNewest();
  if (row !== null) return signerOf(row);
  await makeSigningKey(1, now);
  const made = await selectNewest();
  if (made === null) throw new Error("the signing key that was just made is gone");
  return signerOf(made);
}

/** Every key that ever signed, newest first. */
export async function selectPublicKeys(now: Date): Promise<PublicKeySet> {
  const published = { orderBy: { generation: "desc" }, select: { publicKey: true } } as const;
  let rows = await db.signingKey.findMany(published);
  if (rows.length === 0) {
    await makeSigningKey(1, now);
    rows = await db.signingKey.findMany(published);
  }
  return { keys: rows.map(({ publicKey }) => ({ ...publicKeyOf(publicKey), use: "sig", alg: "EdDSA" })) };
}

/** A key pair that signs from now on, if there is none of this generation or a later one yet. */
export async function makeSigningKey(generation: number, now: Date): Promise<void> {
  const { x, d } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  if (x === undefined || d === undefined) throw new Error("an Ed25519 key without its two halves");
  const pair = { generation, publicKey: x, privateKey: d, createdAt: now };
  await db.signingKey.createMany({ data: [pair], skipDuplicates: true });
}

interface Pair {
  readonly publicKey: string;
  readonly privateKey: string;
}

function selectNewest(): Promise<Pair | null> {
  return db.signingKey.findFirst({
    orderBy: { generation: "desc" },
    select: { publicKey: true, privateKey: true },
  });
}

function signerOf({ publicKey: x, privateKey: d }: Pair): Signer {
  const key = createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", x, d }, format: "jwk" });
  return {
    key: publicKeyOf(x),
    sign: (message) => sign(null, Buffer.from(message), key).toString("base64url"),
  };
}
