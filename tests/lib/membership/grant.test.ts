import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, type GrantFacts, hasLapsed, isInForce } from "#lib/membership/grant.ts";

const at = (text: string): Date => new Date(text);
const start = at("2028-02-28T00:00:00Z");
const end = at("2028-03-01T00:00:00Z");
const month: GrantFacts = { level: "member", startsAt: start, endsAt: end, revokedAt: null };

describe("a grant's time", () => {
  it.each([
    ["the millisecond before it starts", "2028-02-27T23:59:59.999Z", false],
    ["the instant it starts", "2028-02-28T00:00:00Z", true],
    ["the leap day inside it", "2028-02-29T12:00:00Z", true],
    ["the millisecond before it ends", "2028-02-29T23:59:59.999Z", true],
    ["the instant it ends", "2028-03-01T00:00:00Z", false],
    ["the same end, written in another zone", "2028-03-01T05:30:00+05:30", false],
  ])("at %s", (_, instant, inForce) => {
    expect(isInForce(month, at(instant))).toBe(inForce);
  });

  it("ends at the moment of revoking, not at the end it was given", () => {
    const revoked = { ...month, revokedAt: at("2028-02-28T10:00:00Z") };
    expect(isInForce(revoked, at("2028-02-28T09:59:59.999Z"))).toBe(true);
    expect(isInForce(revoked, at("2028-02-28T10:00:00Z"))).toBe(false);
    expect(endOf(revoked)).toEqual(at("2028-02-28T10:00:00Z"));
  });

  it("does not grow by being revoked after its end", () => {
    const revoked = { ...month, revokedAt: at("2028-06-01T00:00:00Z") };
    expect(isInForce(revoked, at("2028-04-01T00:00:00Z"))).toBe(false);
    expect(endOf(revoked)).toEqual(end);
  });

  it("holds for ever without an end", () => {
    expect(isInForce({ ...month, endsAt: null }, at("9999-01-01T00:00:00Z"))).toBe(true);
  });

  it("has not lapsed when it was taken back before it began", () => {
    const never = { ...month, revokedAt: at("2028-02-01T00:00:00Z") };
    expect(hasLapsed(never, at("2029-01-01T00:00:00Z"))).toBe(false);
    expect(isInForce(never, at("2028-02-29T00:00:00Z"))).toBe(false);
  });

  it("is never in force and lapsed at once, and stays lapsed", () => {
    // Within a century of 2000: wider dates say nothing more about an order of instants.
    const instant = fc.date({ min: at("1950-01-01T00:00:00Z"), max: at("2050-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(
        instant,
        fc.option(instant),
        fc.option(instant),
        instant,
        instant,
        (startsAt, endsAt, revokedAt, a, b) => {
          const grant: GrantFacts = { level: "member", startsAt, endsAt, revokedAt };
          expect(isInForce(grant, a) && hasLapsed(grant, a)).toBe(false);
          if (hasLapsed(grant, a) && b >= a) {
            expect(hasLapsed(grant, b)).toBe(true);
            expect(isInForce(grant, b)).toBe(false);
          }
        },
      ),
    );
  });
});
