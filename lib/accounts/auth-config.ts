import { randomBytes } from "node:crypto";
import { type AuthConfig, raw, skipCSRFCheck } from "@auth/core";
import Credentials from "@auth/core/providers/credentials";
import type { EmailConfig } from "@auth/core/providers/email";
import { transaction } from "#lib/db/transaction.ts";
import { accountsAdapter } from "./adapter.ts";
import { selectOptionalUser } from "./create-user.ts";
import { verifyPassword } from "./password.ts";
import { signInSchema } from "./schemas.ts";
import { lifetimes, makeToken, sessionCookie } from "./session.ts";
import { startSession } from "./start-session.ts";
import type { Viewer } from "./viewer.ts";

export const authPath = "/api/auth";

/**
 * @auth/core 0.41 refuses Credentials alone with database sessions, so the mail provider is there from the start. No mail is
 * configured, so it is off: the signIn callback refuses it before a token is made.
 */
const mailedLink: EmailConfig = {
  id: "email",
  type: "email",
  name: "Mailed link",
  sendVerificationRequest() {
    throw new Error("a link was to be mailed, and no mail is configured");
  },
};

/** What `Auth()` does here, for one request of one viewer. */
export interface AuthContext {
  readonly viewer: Viewer;
  /** The public address. Taken from the configuration, never from a Host header. */
  readonly origin: URL;
  readonly now: Date;
}

export function authConfig({ viewer, origin, now }: AuthContext): AuthConfig & { raw: typeof raw } {
  const cookie = sessionCookie(origin);
  return {
    raw,
    basePath: authPath,
    trustHost: true,
    // The server in front has compared the Origin of every post; forms carry no second token.
    skipCSRFCheck,
    // Required, and used for nothing: no cookie here is signed or encrypted, and no link is mailed.
    secret: randomBytes(32).toString("base64url"),
    adapter: accountsAdapter(viewer, now),
    session: { strategy: "database", maxAge: lifetimes.user / 1000, generateSessionToken: makeToken },
    cookies: { sessionToken: { name: cookie.name, options: { ...cookie.attributes } } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(form) {
          const input = signInSchema.safeParse(form);
          if (!input.success) return null;
          const user = await selectOptionalUser(input.data.email);
          const matches = await verifyPassword(user?.passwordHash ?? null, input.data.password);
          return matches && user !== null ? { id: user.id, email: input.data.email } : null;
        },
      }),
      mailedLink,
    ],
    callbacks: { signIn: ({ account }) => account?.type === "credentials" },
    jwt: {
      // Its credentials branch asks for a signed token whatever the strategy. It gets a session's.
      async encode({ token: claims }) {
        const userId = claims?.sub;
        if (userId === undefined) throw new Error("@auth/core signed in somebody without an id");
        const token = makeToken();
        await transaction((tx) => startSession(tx, viewer, userId, token, now));
        return token;
      },
      decode() {
        throw new Error("no session is a signed token");
      },
    },
    // Errors are thrown to the caller (`raw`), who answers or reports them; here they would be printed a second time.
    logger: { error() {}, warn() {}, debug() {} },
  };
}
