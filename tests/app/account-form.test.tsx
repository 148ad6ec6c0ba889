import { describe, expect, it } from "vitest";
import { AccountForm } from "#app/_components/form/account-form.tsx";
import { Field } from "#app/_components/form/field.tsx";
import { newAccountFields } from "#app/_components/form/new-account-fields.ts";
import { PageFrame } from "#app/_components/layout/page-frame.tsx";
import type { HeaderViewer } from "#app/_components/layout/site-header.tsx";
import { descriptionOf, faultsOf, nameOf } from "./page-faults.ts";
import { find, findOne, textOf } from "./read-html.ts";
import { render } from "./render.ts";

describe("a form for an account", () => {
  const page = render(
    <AccountForm
      action={async (state) => state}
      address="/signup?to=%2Flessons%2Fa"
      fields={newAccountFields}
      hidden={{ to: "/lessons/a" }}
      submitLabel="Make an account"
    />,
  );

  it("names and explains each field, and takes along the way back", () => {
    expect(faultsOf(page)).toEqual([]);
    const fields = find(page, "input").filter(({ attributes }) => attributes.type !== "hidden");
    expect(fields.map((field) => [nameOf(field, page), descriptionOf(field, page)])).toEqual([
      ["E-mail address", ""],
      ["Password", "A few words that only you would put together are enough."],
      ["Name", "How this site addresses you. It can stay empty."],
    ]);
    expect(find(page, "input").map(({ attributes }) => [attributes.name, attributes.value])).toContainEqual([
      "to",
      "/lessons/a",
    ]);
  });

  it("helps password managers, and asks for the name only if somebody wants to give it", () => {
    const attributes = find(page, "input").map((field) => field.attributes);
    expect(attributes.map(({ autocomplete }) => autocomplete)).toEqual([undefined, "username", "new-password", "name"]);
    expect(attributes.map(({ required }) => required !== undefined)).toEqual([false, true, true, false]);
  });

  it("has the place for an outcome before there is one, so that its coming is announced", () => {
    expect(findOne(page, ".form-outcome").attributes.role).toBe("status");
  });
});

describe("a field", () => {
  it("is tied to its hint and to its problem, and keeps what was typed", () => {
    const page = render(
      <Field
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        hint="A hint."
        problem="A problem."
        typed="a@b"
      />,
    );
    const input = findOne(page, "input");
    expect(descriptionOf(input, page)).toBe("A hint. A problem.");
    expect(input.attributes).toMatchObject({ "aria-invalid": "true", value: "a@b" });
  });

  it("points at nothing where there is nothing to say", () => {
    const page = render(<Field name="email" label="E-mail" type="email" autoComplete="email" />);
    expect(findOne(page, "input").attributes).not.toHaveProperty("aria-describedby");
    expect(findOne(page, "input").attributes).not.toHaveProperty("aria-invalid");
  });
});

describe("the frame of a page", () => {
  const frame = (viewer: HeaderViewer, path: string) =>
    render(
      <PageFrame viewer={viewer} path={path}>
        {null}
      </PageFrame>,
    );
  const links = (viewer: HeaderViewer, path: string) =>
    find(frame(viewer, path), "a").map(({ attributes }) => attributes.href);

  it("leads back from signing in to where it was begun, and nowhere special from other pages", () => {
    expect(links({ kind: "visitor" }, "/lessons/a")).toContain("/signin?to=%2Flessons%2Fa");
    expect(links({ kind: "guest" }, "/progress")).toContain("/signin?to=%2Fprogress");
    expect(links({ kind: "visitor" }, "/signup")).toContain("/signin");
    expect(links({ kind: "visitor" }, "/setup/secret").join()).not.toContain("secret");
  });

  it("names who is signed in, with a way out that comes back, and no sign-in", () => {
    const page = frame({ kind: "user", name: "Ada" }, "/lessons/a");
    expect(textOf(findOne(page, ".who"))).toBe("Ada");
    expect(findOne(page, "form").attributes).toMatchObject({ action: "/signout", method: "post" });
    expect(findOne(page, "input").attributes).toMatchObject({ name: "to", value: "/lessons/a" });
    expect(textOf(page)).not.toContain("Sign in");
  });

  it("marks the page one is on", () => {
    const current = find(frame({ kind: "visitor" }, "/levels"), "a").filter((link) => link.attributes["aria-current"]);
    expect(current.map(textOf)).toEqual(["Levels"]);
  });

  it("has a main part that the skip link can move to", () => {
    const main = findOne(frame({ kind: "visitor" }, "/"), "main");
    expect(main.attributes).toMatchObject({ id: "main", tabindex: "-1" });
  });
});
