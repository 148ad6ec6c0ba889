import { describe, expect, it } from "vitest";
import type { BlankVerdict } from "#lib/checker/verdict.ts";
import { blanksSolvedBy, solvedAmong, whenSolved } from "#lib/progress/completion.ts";

const moved = new Date("2027-01-15T12:00:00.000Z");
const earlier = new Date("2027-01-14T12:00:00.000Z");

function verdictOf(blank: string, score: number): BlankVerdict {
  const verdict = score === 1 ? "correct" : "incorrect";
  return { blank, verdict, score, code: "correct", message: "", diagnosis: null, read: null, at: null, parts: [] };
}

function completion(solvedBlanks: readonly string[], solvedAt: Date | null = null) {
  return { bestScore: 0.5, solvedBlanks, solvedAt, updatedAt: moved };
}

it("counts a blank as solved from a score of 0.8, which a number rounded on the way gets", () => {
  const blanks = [verdictOf("a", 1), verdictOf("b", 0.8), verdictOf("c", 0.79), verdictOf("d", 0)];
  expect(blanksSolvedBy({ blanks, score: 0.6, checkerVersion: 1 })).toEqual(["a", "b"]);
});

it("names solved blanks in the exercise's order, and those of older revisions not at all", () => {
  expect(solvedAmong(["slope", "gradient", "formula"], ["formula", "gone", "slope"])).toEqual(["slope", "formula"]);
  expect(solvedAmong([], ["slope"])).toEqual([]);
});

describe("an exercise is solved", () => {
  it.each([
    ["never, where nobody worked on it", ["a"], null, null],
    ["not yet, while a blank is open", ["a", "b"], completion(["a"]), null],
    ["not by blanks it no longer has", ["a"], completion(["b"]), null],
    ["when the last blank was", ["a", "b"], completion(["b", "a"], earlier), earlier],
    ["for good, even if a later revision asks more", ["a", "b", "c"], completion(["a", "b"], earlier), earlier],
    ["when two people's halves became whole", ["a", "b"], completion(["a", "b"]), moved],
    ["when a later revision asks less", ["a"], completion(["a", "b"]), moved],
    ["never, where it asks nothing", [], completion([]), null],
  ])("%s", (_, blanks, kept, solvedAt) => {
    expect(whenSolved(blanks, kept)).toEqual(solvedAt);
  });
});
