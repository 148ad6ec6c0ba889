import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canRead } from "#lib/access/can-read.ts";
import type { Role, SignedIn, Viewer } from "#lib/accounts/viewer.ts";
import type { GrantFacts } from "#lib/membership/grant.ts";

const now = new Date("2027-01-15T12:00:00Z");
const day = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number): Date => new Date(now.getTime() + days * day);

const grant = (level: string, from: number, to: number | null, revoked: number | null = null): GrantFacts => ({
  level,
  startsAt: daysFromNow(from),
  endsAt: to === null ? null : daysFromNow(to),
  revokedAt: revoked === null ? null : daysFromNow(revoked),
});
const user = (grants: readonly GrantFacts[], role: Role = "learner"): SignedIn => ({
  kind: "user",
  sessionId: "s",
  learnerId: "l",
  userId: "u",
  email: "ada@example.org",
  name: null,
  role,
  grants,
});
const guest: Viewer = { kind: "guest", sessionId: "s", learnerId: "l" };
const gated = { levels: ["member", "pro"] };

describe("canRead", () => {
  it.each([
    ["a visitor", { kind: "visitor" } as const],
    ["a guest", guest],
    ["a learner without a grant", user([])],
  ])("opens what requires no level to %s", (_, viewer) => {
    expect(canRead(viewer, { levels: [] }, now)).toEqual({ access: "open", because: "free" });
  });

  it.each([
    ["a visitor", { kind: "visitor" } as const, false],
    ["a guest", guest, false],
    ["a learner without a grant", user([]), true],
  ])("closes a gated segment to %s and says what it requires", (_, viewer, signedIn) => {
    expect(canRead(viewer, gated, now)).toEqual({
      access: "closed",
      because: "needs-level",
      requires: ["member", "pro"],
      signedIn,
      lapsed: [],
    });
  });

  it("opens by any one of the listed levels and names it", () => {
    expect(canRead(user([grant("pro", -1, null)]), gated, now)).toEqual({
      access: "open",
      because: "grant",
      level: "pro",
    });
  });

  it("does not take one level for another: levels are no ladder", () => {
    expect(canRead(user([grant("pro", -1, null)]), { levels: ["member"] }, now).access).toBe("closed");
  });

  it("finds the grant in force among grants that are over", () => {
    const viewer = user([grant("member", -60, -30), grant("member", -30, null, -20), grant("member", -10, 10)]);
    expect(canRead(viewer, gated, now)).toEqual({ access: "open", because: "grant", level: "member" });
  });

  it("stays closed before a grant starts, and does not call it lapsed", () => {
    expect(canRead(user([grant("member", 1, 30)]), gated, now)).toMatchObject({ access: "closed", lapsed: [] });
  });

  it("says when the latest of several lapsed grants ended", () => {
    const viewer = user([grant("member", -90, -60), grant("member", -50, 30, -2), grant("other", -9, -1)]);
    expect(canRead(viewer, gated, now)).toMatchObject({
      access: "closed",
      signedIn: true,
      lapsed: [{ level: "member", endedAt: daysFromNow(-2) }],
    });
  });

  it.each(["author", "admin"] as const)("opens everything to an %s", (role) => {
    expect(canRead(user([], role), gated, now)).toEqual({ access: "open", because: "staff" });
  });

  it("holds no more than the reason when it is closed", () => {
    expect(Object.keys(canRead(guest, gated, now)).sort()).toEqual([
      "access",
      "because",
      "lapsed",
      "requires",
      "signedIn",
    ]);
  });

  // Offsets of up to 400 days: past a year on both sides of now, so that a yearly grant can lie anywhere round it.
  const offset = fc.integer({ min: -400, max: 400 });
  const someGrant = fc
    .tuple(fc.constantFrom("member", "pro", "other"), offset, fc.option(offset), fc.option(offset))
    .map(([level, from, to, revoked]) => grant(level, from, to, revoked));

  it("never closes by more grants", () => {
    fc.assert(
      fc.property(fc.array(someGrant, { maxLength: 6 }), someGrant, (held, more) => {
        if (canRead(user(held), gated, now).access === "open") {
          expect(canRead(user([...held, more]), gated, now).access).toBe("open");
          expect(canRead(user([more, ...held]), gated, now).access).toBe("open");
        }
      }),
    );
  });

  it("never opens a gated segment to a learner unless a grant for it is in force", () => {
    fc.assert(
      fc.property(fc.array(someGrant, { maxLength: 6 }), (held) => {
        const inForce = held.some(
          (one) =>
            gated.levels.includes(one.level) &&
            one.startsAt <= now &&
            (one.endsAt === null || one.endsAt > now) &&
            (one.revokedAt === null || one.revokedAt > now),
        );
        expect(canRead(user(held), gated, now).access === "open").toBe(inForce);
      }),
    );
  });
});
