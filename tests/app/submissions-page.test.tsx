import { describe, expect, it } from "vitest";
import { SubmissionsPage } from "#app/_components/submissions/submissions-page.tsx";
import type { SubmissionLine } from "#lib/progress/select-submissions.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const line: SubmissionLine = {
  id: "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c10",
  title: "The first gradient",
  variant: 0,
  submittedAt: "2026-11-24T10:05:00.000Z",
  score: 0.8,
};
const withheld: SubmissionLine = { ...line, id: "0199a0f4-6f5c-7c3e-9d52-3f1b8e6a7c11", variant: 3, score: null };
const place = `2026-11-24T10:05:00.000Z~${line.id}`;

const page = (lines: readonly SubmissionLine[] = [line, withheld], older: string | null = null, isFirst = true) =>
  render(<SubmissionsPage submissions={{ lines, older }} isFirst={isFirst} />);

describe("the list of all answers", () => {
  it("is sound as a document, full or empty", () => {
    for (const shown of [page(), page([]), page([line], place, false)]) expect(faultsOf(shown)).toEqual([]);
  });

  it("has a line for each, which leads to it; a score that is withheld is said to be", () => {
    expect(find(findOne(page(), "tbody"), "tr").map(textOf)).toEqual([
      "The first gradient 24 Nov 2026, 10:05 80 %",
      "The first gradient, variant 3 24 Nov 2026, 10:05 not shown yet",
    ]);
    expect(find(findOne(page(), "tbody"), "a").map(({ attributes }) => attributes.href)).toEqual([
      `/submissions/${line.id}`,
      `/submissions/${withheld.id}`,
    ]);
  });

  it("can be taken along as JSON and as CSV", () => {
    const downloads = find(page(), "a").filter(({ attributes }) => "download" in attributes);
    expect(downloads.map(({ attributes }) => attributes.href)).toEqual([
      "/submissions/export.json",
      "/submissions/export.csv",
    ]);
  });

  it("leads to older ones and back to the newest, where there are any", () => {
    const links = (...parameters: Parameters<typeof page>) =>
      find(page(...parameters), "nav").flatMap((nav) => find(nav, "a").map(({ attributes }) => attributes.href));
    expect(links()).toEqual([]);
    expect(links([line], place)).toEqual([`/submissions?after=${encodeURIComponent(place)}`]);
    expect(links([line], place, false)).toEqual(["/submissions", `/submissions?after=${encodeURIComponent(place)}`]);
    expect(links([], null, false)).toEqual(["/submissions"]);
  });

  it("says to whoever has sent nothing where to begin", () => {
    expect(textOf(page([]))).toContain("You have sent no answer yet.");
    expect(find(page([]), "table")).toEqual([]);
  });
});
