import { emailSchema } from "#lib/accounts/schemas.ts";
import { type GiveRefusal, type GrantInput, giveGrant } from "#lib/membership/give-grant.ts";
import { endSchema } from "#lib/membership/schemas.ts";
import { type Result, succeed } from "#lib/result.ts";
import { done, type Failure, type Outcome, refused } from "./outcome.ts";
import { readOptions, readValue } from "./read-options.ts";
import { withDatabase } from "./with-database.ts";
import { noSuchLevel, noSuchUser } from "./wording.ts";

const day = 24 * 60 * 60 * 1000;
/** A day alone where the instant is its first one, as it was typed. */
const printEnd = (end: Date) =>
  end.toISOString().replace(/(T00:00)?:00\.000Z$/, (_, midnight) => (midnight ? "" : "Z"));

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("grant", args, { needed: ["email", "level"], optional: ["until"] });
  if (!options.ok) return options;
  const email = readValue("--email", emailSchema, options.value.email);
  if (!email.ok) return email;
  const endsAt = readEnd(options.value.until);
  if (!endsAt.ok) return endsAt;

  const grant = {
    email: email.value,
    level: options.value.level,
    endsAt: endsAt.value,
    reason: "given by the operator",
  };
  return withDatabase(async (now) => {
    const given = await giveGrant("command line", grant, now);
    if (!given.ok) return refused(explain(given.refusal, grant, now));
    const span = grant.endsAt === null ? "for ever" : `until ${printEnd(grant.endsAt)} (UTC)`;
    return done(`${grant.email} holds ${grant.level} from now on, ${span}.`);
  });
}

function readEnd(until: string | undefined): Result<Date | null, Failure> {
  return until === undefined ? succeed(null) : readValue("--until", endSchema, until);
}

function explain(refusal: GiveRefusal, { email, level, endsAt }: GrantInput, now: Date): string {
  switch (refusal.code) {
    case "unknown-user":
      return noSuchUser(email);
    case "unknown-level":
      return noSuchLevel(level, refusal.known);
    case "ends-before-start": {
      const tomorrow = new Date(Math.ceil(now.getTime() / day) * day);
      const end = endsAt === null ? "" : printEnd(endsAt);
      return `A grant until ${end} would be over already (UTC). The earliest day for --until is ${printEnd(tomorrow)}.`;
    }
    case "not-allowed":
      throw new Error("the command line may give grants");
  }
}
