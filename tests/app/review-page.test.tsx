import { describe, expect, it } from "vitest";
import { ReviewPage } from "#app/_components/progress/review-page.tsx";
import type { ReviewEntry, ReviewView } from "#lib/progress/select-review.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const exercise = {
  slug: "first",
  title: "The first gradient",
  revision: 4,
  variant: 2,
  isFresh: false,
  hasVariants: true,
  asked: null,
  spoken: "the derivative of L by W3",
};
const entry: ReviewEntry = {
  skill: "chain-rule",
  name: "Chain rule",
  distance: 3,
  due: new Date("2026-11-24T10:00:00Z"),
  exercise,
};

const page = (review: Partial<ReviewView>, kind: "visitor" | "guest" | "user" = "user") =>
  render(<ReviewPage review={{ due: [], nextDue: null, ...review }} kind={kind} begin={async () => undefined} />);

const due = (...entries: ReviewEntry[]) => page({ due: entries });

describe("the review page", () => {
  it("is sound as a document, with and without something due", () => {
    const other = { ...entry, skill: "depth" as const, exercise: null };
    expect(faultsOf(due(entry, other))).toEqual([]);
    expect(faultsOf(page({}, "visitor"))).toEqual([]);
  });

  it("names each skill, how long it rested and what to do", () => {
    const shown = due(entry);
    expect(textOf(findOne(shown, ".lede"))).toBe("1 skill is due.");
    expect(find(findOne(shown, ".review-list"), "li").map(textOf)).toEqual([
      "Chain rule After 3 days, due since 24 November the derivative of L by W3, in The first gradient Begin with fresh numbers: The first gradient",
    ]);
  });

  it("asks for the next set of numbers by a form, which works without scripts", () => {
    const fields = find(findOne(due(entry), "form"), "input").map(({ attributes }) => [
      attributes.name,
      attributes.value,
    ]);
    expect(fields).toEqual([
      ["exercise", "first"],
      ["revision", "4"],
      ["variant", "2"],
    ]);
  });

  it("goes straight to numbers that are fresh already, and promises none where there are none to draw", () => {
    const fresh = due({ ...entry, exercise: { ...exercise, isFresh: true } });
    expect(find(fresh, "form")).toEqual([]);
    expect(findOne(findOne(fresh, ".review-begin"), "a").attributes.href).toBe("/exercises/first");
    expect(textOf(due({ ...entry, exercise: { ...exercise, hasVariants: false } }))).toContain(
      "Begin from an empty sheet",
    );
  });

  it("says so where no exercise for a skill is open", () => {
    expect(textOf(due({ ...entry, exercise: null }))).toContain("No exercise that practises it is open to you now.");
  });

  it("says when the next skill is due, or how it starts", () => {
    expect(textOf(page({ nextDue: new Date("2026-12-03T10:00:00Z") }))).toContain(
      "Nothing is due. The next skill comes up on 3 December.",
    );
    expect(textOf(page({}, "visitor"))).toContain("There is nothing to review yet");
    expect(textOf(page({}, "visitor"))).toContain("Sign in to see what is due.");
  });
});
