import { describe, expect, it } from "vitest";
import { type CourseExercise, decideCertificate } from "#lib/progress/certificate.ts";
import { makeCertificateCode } from "#lib/progress/certificate-code.ts";
import { certificateCode, certificateInput } from "#lib/progress/schemas.ts";
import { now } from "#tests/fixtures/accounts.ts";

const solved: CourseExercise = {
  slug: "first",
  title: "The first",
  lesson: "by-hand",
  isRequired: true,
  isTried: true,
  isWithheld: false,
  solvedAt: now,
};
const left: CourseExercise = { ...solved, slug: "left", isTried: false, solvedAt: null };
const optional: CourseExercise = { ...left, slug: "optional", isRequired: false };
const awaited: CourseExercise = { ...solved, slug: "exam", isWithheld: true, solvedAt: null };

describe("a certificate", () => {
  it("may be issued when every required exercise is solved, whatever the others are", () => {
    expect(decideCertificate([solved, optional])).toEqual({ mayIssue: true });
  });

  it("may not while one is left", () => {
    expect(decideCertificate([solved, left, optional, awaited])).toEqual({
      mayIssue: false,
      reason: "exercises-left",
      left: [left],
      awaited: [awaited],
    });
  });

  it("waits for a result that is withheld, and says the same whether it is right or wrong", () => {
    const waiting = decideCertificate([solved, awaited]);
    expect(waiting).toEqual({ mayIssue: false, reason: "results-withheld", left: [], awaited: [awaited] });
    // Even of one that somebody would pass in by mistake.
    expect(decideCertificate([solved, { ...awaited, solvedAt: now }])).toMatchObject({ reason: "results-withheld" });
  });

  it("says of a withheld exercise that was never handed in that it is left", () => {
    expect(decideCertificate([{ ...awaited, isTried: false }])).toMatchObject({ reason: "exercises-left" });
  });

  it.each([[[]], [[optional]]])("proves nothing where nothing is required", (exercises) => {
    expect(decideCertificate(exercises)).toEqual({ mayIssue: false, reason: "nothing-required" });
  });
});

describe("a code", () => {
  it("has 16 signs that cannot be taken for others, each place any of 32", () => {
    const codes = Array.from({ length: 400 }, makeCertificateCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(new Set(codes).size).toBe(codes.length);
    // That one of 32 signs is missing among 6,400 has a chance of 32 · (31/32)^6400, which is 10⁻⁸⁶.
    expect(new Set(codes.join("")).size).toBe(32);
  });

  it.each([
    ["7k2m-0001-abcd-wxyz", "7K2M0001ABCDWXYZ"],
    [" 7K2M OOIL ABCD WXYZ ", "7K2M0011ABCDWXYZ"],
    ["oil0-oil0-oil0-oil0", "0110011001100110"],
  ])("is read as it may stand on paper: %o", (typed, code) => {
    expect(certificateCode.parse(typed)).toBe(code);
  });

  it.each([
    "",
    "7K2M",
    "7K2M-0001-ABCD-WXYU",
    "7K2M0001ABCDWXYZ0",
    "../../7K2M0001ABCD",
    "7".repeat(200),
    "７K2M0001ABCDWXYZ",
  ])("is not %o", (typed) => {
    expect(certificateCode.safeParse(typed).success).toBe(false);
  });
});

describe("the name on a certificate", () => {
  const nameOf = (name: unknown) => certificateInput.safeParse({ course: "small", name });

  it.each([
    ["  Ada\t  Lovelace ", "Ada Lovelace"],
    ["Zoe\u0308", "Zoë"],
    ["李小龍", "李小龍"],
    ["<b>Ada</b>", "<b>Ada</b>"],
    [`A${"b".repeat(99)}`, `A${"b".repeat(99)}`],
    ["𝒜".repeat(100), "𝒜".repeat(100)],
  ])("%o is written as %o", (typed, name) => {
    expect(nameOf(typed)).toEqual({ success: true, data: { course: "small", name } });
  });

  it.each([
    "",
    "   ",
    "12 – 3",
    `A${"b".repeat(100)}`,
    "Ada\u202egnihton",
    "Ada\u0000",
    "Ada\u200bLovelace",
    undefined,
    null,
    7,
  ])("is not %o", (typed) => {
    expect(nameOf(typed).success).toBe(false);
  });
});
