import { createHash, randomBytes } from "node:crypto";
import { db } from "#lib/db/client.ts";
import type { Guest } from "./viewer.ts";

const day = 24 * 60 * 60 * 1000;

/** How long a session holds after it was last used, in ms. A guest has no way back in, so theirs holds longer. */
export const lifetimes = { guest: 180 * day, user: 30 * day } as const;

/** A session is prolonged at most once in this time, in ms: reading a page writes nothing otherwise. */
export const prolongedEvery = day;

/** 256 random bits in base64url: 43 characters. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

export function isToken(text: string): boolean {
  return tokenShape.test(text);
}

/** What the table holds in place of the token. Plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export interface SessionCookie {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly secure: boolean;
    readonly sameSite: "lax";
    readonly path: "/";
    /** In seconds. */
    readonly maxAge: number;
  };
}

/** Browsers keep no cookie longer (RFC 6265bis, 5.5). The row decides when a session is over; the cookie only must not end first. */
const cookieLifetime = 400 * 24 * 60 * 60;

/** Over https the name binds the cookie to this host and to TLS. */
export function sessionCookie(origin: URL): SessionCookie {
  const secure = origin.protocol === "https:";
  return {
    name: secure ? "__Host-chainrule" : "chainrule",
    attributes: { httpOnly: true, secure, sameSite: "lax", path: "/", maxAge: cookieLifetime },
  };
}

/** A new guest with a place for their work. Only an act that leaves something behind makes one; reading never does. */
export async function makeGuestSession(now: Date): Promise<{ readonly token: string; readonly viewer: Guest }> {
  const token = makeToken();
  const learner = await db.learner.create({
    data: {
      createdAt: now,
      sessions: {
        create: {
          sessionToken: hashToken(token),
          expires: new Date(now.getTime() + lifetimes.guest),
          createdAt: now,
        },
      },
    },
    select: { id: true, sessions: { select: { id: true } } },
  });
  const [session] = learner.sessions;
  if (session === undefined) throw new Error("a guest's session was not made");
  return { token, viewer: { kind: "guest", sessionId: session.id, learnerId: learner.id } };
}
