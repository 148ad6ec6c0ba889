import { describe, expect, it } from "vitest";
import { CertificatePage } from "#app/_components/certificate/certificate-page.tsx";
import { StandingsPage } from "#app/_components/certificate/standings-page.tsx";
import { untouched } from "#app/_components/form/form-state.ts";
import type { CourseExercise } from "#lib/progress/certificate.ts";
import type { CertificateView } from "#lib/progress/select-certificate.ts";
import type { CertificateStanding } from "#lib/progress/select-certificate-standing.ts";
import { faultsOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

const certificate: CertificateView = {
  code: "7K2M0001ABCDWXYZ",
  course: "Vanishing gradients",
  issuedAt: "2026-11-25T23:59:00.000Z",
  isRevoked: false,
  name: "Ada <b>Lovelace</b> & Co",
  courseRevision: "a6d94f3db459".padEnd(64, "0"),
  solved: ["The first gradient", "The whole network, backward"],
};
const address = "https://learn.example.org/certificate/7K2M0001ABCDWXYZ";

describe("a certificate's page", () => {
  const page = () => render(<CertificatePage certificate={certificate} address={address} />);

  it("is sound as a document", () => {
    expect(faultsOf(page())).toEqual([]);
  });

  it("shows the name as it was typed, the course, its revision, the date, the list and the address, and that nobody watched", () => {
    expect(textOf(findOne(page(), "h1"))).toBe("Ada <b>Lovelace</b> & Co");
    expect(find(page(), "b")).toEqual([]);
    const text = textOf(page());
    for (const part of [
      "has solved every required exercise of the course Vanishing gradients",
      "25 November 2026 course revision a6d94f3db459",
      "The first gradient The whole network, backward",
      "Nobody watched while this was done.",
      address,
      "7K2M-0001-ABCD-WXYZ",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("says of a revoked one that it was, and when, and nothing of whom", () => {
    const { code, course, issuedAt } = certificate;
    const revoked = { code, course, issuedAt, isRevoked: true, revokedAt: "2026-12-03T10:00:00.000Z" } as const;
    const shown = render(<CertificatePage certificate={revoked} address={address} />);
    expect(faultsOf(shown)).toEqual([]);
    expect(textOf(shown)).toContain(
      "It was issued for the course “Vanishing gradients” on 25 November 2026, and revoked by an admin of this site on 3 December 2026.",
    );
    expect(textOf(shown)).not.toContain("has solved");
  });
});

const left: CourseExercise = {
  slug: "first-gradient",
  title: "The first gradient",
  lesson: "by-hand",
  isRequired: true,
  isTried: false,
  isWithheld: false,
  solvedAt: null,
};
const standing: CertificateStanding = {
  course: { slug: "vanishing", title: "Vanishing gradients" },
  certificate: null,
  decision: { mayIssue: true },
  required: 4,
};
const held = {
  code: certificate.code,
  name: "Ada",
  issuedAt: certificate.issuedAt,
  revoked: null,
};

const standings = (change: Partial<CertificateStanding> | null, name: string | null = "Ada") =>
  render(
    <StandingsPage
      standings={change === null ? null : [{ ...standing, ...change }]}
      name={name}
      origin="https://learn.example.org"
      issue={async () => untouched}
    />,
  );

describe("the page of one's certificates", () => {
  it.each([
    ["nobody is signed in", null],
    ["one may be made", {}],
    ["one was made", { certificate: held }],
    ["something is left", { decision: { mayIssue: false, reason: "exercises-left", left: [left], awaited: [] } }],
  ] as const)("is sound as a document where %s", (_, change) => {
    expect(faultsOf(standings(change))).toEqual([]);
  });

  it("has a form with the account's name in it, and says that the page is public", () => {
    const page = standings({});
    const fields = find(page, "input").map(({ attributes }) => [attributes.type, attributes.name, attributes.value]);
    expect(fields).toEqual([
      ["hidden", "course", "vanishing"],
      ["text", "name", "Ada"],
    ]);
    expect(textOf(page)).toContain("All 4 required exercises are solved.");
    expect(textOf(page)).toContain("to whoever has its address");
    expect(find(standings({}, null), "input")[1]?.attributes.value ?? "").toBe("");
  });

  it("has a field of its own for each of two courses", () => {
    const two = [standing, { ...standing, course: { slug: "other", title: "Another" } }];
    const page = render(<StandingsPage standings={two} name={null} origin="" issue={async () => untouched} />);
    expect(faultsOf(page)).toEqual([]);
    expect(find(page, "form")).toHaveLength(2);
  });

  it("leads to what is left, and says what is waited for, without a form", () => {
    const exam = { ...left, slug: "exam", title: "The exam", isTried: true, isWithheld: true };
    const page = standings({ decision: { mayIssue: false, reason: "exercises-left", left: [left], awaited: [exam] } });
    expect(find(page, "form")).toEqual([]);
    expect(find(page, "a").map(({ attributes }) => attributes.href)).toEqual(["/lessons/by-hand", "/lessons/by-hand"]);
    expect(textOf(page)).toContain(
      "2 of 4 required exercises solved. Left to solve The first gradient Handed in, and the result is not shown yet The exam",
    );
  });

  it("shows the address of the one that was made, or why it was revoked", () => {
    expect(textOf(standings({ certificate: held }))).toContain(address);
    const revoked = { at: "2026-12-03T10:00:00.000Z", reason: "The exam was copied." };
    const page = standings({ certificate: { ...held, revoked } });
    expect(textOf(page)).toContain(
      "was revoked by an admin on 3 December 2026. The reason given: The exam was copied.",
    );
    expect(find(page, "form")).toEqual([]);
  });

  it("asks a guest to make an account, and comes back", () => {
    const links = find(standings(null), "a").map(({ attributes }) => attributes.href);
    expect(links).toEqual(["/signup?to=%2Fcertificate", "/signin?to=%2Fcertificate"]);
  });
});
