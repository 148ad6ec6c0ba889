import { db } from "#lib/db/client.ts";
import { transaction, type Work } from "#lib/db/transaction.ts";
import { type Result, refuse, succeed } from "#lib/result.ts";
import { hashPassword } from "./password.ts";
import type { NewUserInput } from "./schemas.ts";
import type { Role } from "./viewer.ts";

export interface AddressUnusable {
  readonly code: "address-unusable";
}

/**
 * Adds a user and their place for work, inside the caller's transaction. `guestId` is the learner they were until now, whose
 * work becomes theirs as it stands. Refuses an address that has an account, whoever comes first of two at once.
 */
export async function insertUser(
  tx: Work,
  user: { readonly email: string; readonly name: string | null; readonly passwordHash: string; readonly role: Role },
  guestId: string | null,
  now: Date,
): Promise<Result<{ readonly userId: string }, AddressUnusable>> {
  const [row] = await tx.user.createManyAndReturn({
    data: [{ ...user, createdAt: now }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (row === undefined) return refuse({ code: "address-unusable" });
  const adopted =
    guestId === null
      ? { count: 0 }
      : await tx.learner.updateMany({ where: { id: guestId, userId: null }, data: { userId: row.id } });
  if (adopted.count === 0) await tx.learner.create({ data: { userId: row.id, createdAt: now }, select: { id: true } });
  return succeed({ userId: row.id });
}

/** The operator's way to make an account, with any role. Whoever has the command line has the database, so nobody is asked. */
export async function createUser(
  input: NewUserInput & { readonly role: Role },
  now: Date,
): Promise<Result<{ readonly userId: string; readonly email: string; readonly role: Role }, AddressUnusable>> {
  const { email, name, role } = input;
  const passwordHash = await hashPassword(input.password);
  const created = await transaction((tx) => insertUser(tx, { email, name, passwordHash, role }, null, now));
  return created.ok ? succeed({ userId: created.value.userId, email, role }) : created;
}

/** The account that an address has, if any. For commands: nothing here is shown to a stranger. */
export function selectOptionalUser(
  email: string,
): Promise<{ readonly id: string; readonly role: Role; readonly passwordHash: string | null } | null> {
  return db.user.findUnique({ where: { email }, select: { id: true, role: true, passwordHash: true } });
}
