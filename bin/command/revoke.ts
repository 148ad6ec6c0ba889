import { emailSchema } from "#lib/accounts/schemas.ts";
import { type RevokeRefusal, revokeGrants } from "#lib/membership/revoke-grants.ts";
import { done, type Outcome, refused } from "./outcome.ts";
import { readOptions, readValue } from "./read-options.ts";
import { withDatabase } from "./with-database.ts";
import { noSuchLevel, noSuchUser } from "./wording.ts";

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("revoke", args, { needed: ["email", "level"] });
  if (!options.ok) return options;
  const email = readValue("--email", emailSchema, options.value.email);
  if (!email.ok) return email;

  const held = { email: email.value, level: options.value.level };
  const revoked = await withDatabase((now) => revokeGrants("command line", held, now));
  if (!revoked.ok) return refused(explain(revoked.refusal, held.email, held.level));
  const { revoked: count } = revoked.value;
  return done(
    `${held.email} holds ${held.level} no longer: ${count === 1 ? "one grant" : `${count} grants`} ended now.`,
  );
}

function explain(refusal: RevokeRefusal, email: string, level: string): string {
  switch (refusal.code) {
    case "unknown-user":
      return noSuchUser(email);
    case "unknown-level":
      return noSuchLevel(level, refusal.known);
    case "nothing-held":
      return `${email} does not hold ${level}, so nothing was ended. Check the address and the level.`;
    case "not-allowed":
      throw new Error("the command line may end grants");
  }
}
