import { createHash, createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { printCanonical } from "./canonical-json.ts";

/** 32 bytes. */
const keyBytes = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A public Ed25519 key as a JSON Web Key (RFC 8037). `kid` is its fingerprint. */
export const publicKeySchema = z.looseObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: keyBytes,
  kid: keyBytes,
});

export interface PublicKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  /** The key's 32 bytes in base64url. */
  readonly x: string;
  readonly kid: string;
}

/** What stands at /.well-known/chainrule-key: a JSON Web Key Set (RFC 7517), the key that signs now first. */
export interface PublicKeySet {
  readonly keys: readonly (PublicKey & { readonly use: "sig"; readonly alg: "EdDSA" })[];
}

/** SHA-256 of the key alone, in base64url (RFC 7638): whoever compares it compares the key. */
export function fingerprint(x: string): string {
  return createHash("sha256")
    .update(printCanonical({ kty: "OKP", crv: "Ed25519", x }))
    .digest("base64url");
}

export function publicKeyOf(x: string): PublicKey {
  return { kty: "OKP", crv: "Ed25519", x, kid: fingerprint(x) };
}

/** False too where the signature is no signature at all. */
export function isSignedBy({ x }: PublicKey, message: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, Buffer.from(message), key, Buffer.from(signature, "base64url"));
}
