import { describe, expect, it } from "vitest";
import {
  attemptsLeft,
  creditAfterHints,
  defaultPolicy,
  needsAccount,
  type Policy,
  showsFeedback,
  windowAt,
} from "#lib/exercises/policy.ts";

const noon = new Date("2026-12-01T12:00:00Z");
const policy = (change: Partial<Policy>): Policy => ({ ...defaultPolicy, ...change });

describe("a policy", () => {
  it("asks for no account where everything is open, and for one where something can be lost or withheld", () => {
    expect(needsAccount(defaultPolicy)).toBe(false);
    expect(needsAccount(policy({ hints: false, hintCost: 0.1, credit: "last" }))).toBe(false);
    for (const change of [
      { attempts: 3 },
      { feedback: "after-last" },
      { feedback: { from: "2026-12-01T00:00:00Z" } },
      { opens: "2026-12-01T00:00:00Z" },
      { closes: "2026-12-01T00:00:00Z" },
    ] satisfies Partial<Policy>[]) {
      expect(needsAccount(policy(change))).toBe(true);
    }
  });

  it.each([
    ["2026-12-01T12:00:00.001Z", null, "not-yet"],
    ["2026-12-01T12:00:00Z", null, "open"],
    [null, "2026-12-01T12:00:00Z", "closed"],
    [null, "2026-12-01T12:00:00.001Z", "open"],
    ["2026-12-01T13:00:00+01:00", "2026-12-01T13:30:00+01:00", "open"],
    [null, null, "open"],
  ] as const)("is open from %s to before %s: at noon it is %s", (opens, closes, state) => {
    expect(windowAt(policy({ opens, closes }), noon)).toBe(state);
  });

  it("counts attempts down to none and never below", () => {
    expect([0, 1, 3, 5].map((used) => attemptsLeft(policy({ attempts: 3 }), used))).toEqual([3, 2, 0, 0]);
    expect(attemptsLeft(defaultPolicy, 99)).toBeNull();
  });

  it("withholds feedback until the last attempt, the window's end, or the author's moment", () => {
    const last = policy({ attempts: 2, feedback: "after-last" });
    expect([0, 1, 2].map((used) => showsFeedback(last, used, noon))).toEqual([false, false, true]);
    expect(showsFeedback({ ...last, closes: "2026-12-01T12:00:00Z" }, 0, noon)).toBe(true);
    expect(showsFeedback(policy({ feedback: { from: "2026-12-01T12:00:00Z" } }), 0, noon)).toBe(true);
    expect(showsFeedback(policy({ feedback: { from: "2026-12-01T12:00:01Z" } }), 9, noon)).toBe(false);
  });

  it("takes the price of hints off the score, down to nothing", () => {
    expect(creditAfterHints(defaultPolicy, 0.7, 9)).toBe(0.7);
    expect(creditAfterHints(policy({ hintCost: 0.25 }), 0.8, 2)).toBeCloseTo(0.4, 12);
    expect(creditAfterHints(policy({ hintCost: 0.5 }), 1, 3)).toBe(0);
  });
});
