import { z } from "zod";
import { createUser } from "#lib/accounts/create-user.ts";
import { emailSchema, newPasswordSchema } from "#lib/accounts/schemas.ts";
import type { Role } from "#lib/accounts/viewer.ts";
import { done, misused, type Outcome, refused } from "./outcome.ts";
import { readOptions, readValue } from "./read-options.ts";
import { readPassword } from "./read-password.ts";
import { withDatabase } from "./with-database.ts";

const roleSchema = z.enum(["learner", "author", "admin"]) satisfies z.ZodType<Role>;

export async function run(args: readonly string[]): Promise<Outcome> {
  const options = readOptions("user create", args, { needed: ["email", "password", "role"] });
  if (!options.ok) return options;
  const role = roleSchema.safeParse(options.value.role);
  if (!role.success) return misused(`--role is learner, author or admin, not "${options.value.role}".`);
  const email = readValue("--email", emailSchema, options.value.email);
  if (!email.ok) return email;
  const typed = options.value.password === "-" ? await readPassword() : options.value.password;
  const password = readValue("--password", newPasswordSchema, typed);
  if (!password.ok) return password;

  const user = { email: email.value, password: password.value, name: null, role: role.data };
  const created = await withDatabase((now) => createUser(user, now));
  return created.ok
    ? done(`${created.value.email} has an account now, as ${created.value.role}.`)
    : refused(`There is an account with ${email.value} already. Use another address.`);
}
