import { test as base, expect, type Page } from "@playwright/test";
import { type House, startHouse } from "#tests/fixtures/house.ts";
import { blanksOf, lesson, watchErrors } from "./site.ts";

/** A server of one's own, for what is done to it: it is started again, and its operator gives and takes levels. */
const test = base.extend<{ house: House }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern.
  house: async ({}, use) => {
    const house = await startHouse();
    await use(house);
    await house.remove();
  },
});

test.setTimeout(120_000);

const email = "stranger@example.org";
const password = "a few words together";

async function signUp(page: Page): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make an account" }).click();
}

for (const scripts of ["with scripts", "without scripts"] as const) {
  test.describe(scripts, () => {
    test.use({ javaScriptEnabled: scripts === "with scripts" });

    test("a stranger reads, solves, comes back, signs up and is let behind the gate", async ({ page, house }) => {
      const errors = watchErrors(page);
      const gated = page.getByRole("heading", { name: /One layer back/, level: 2 });
      const member = () => house.chainrule("grant", "--email", email, "--level", "member");

      await page.goto(house.origin);
      await page.getByRole("link", { name: "Backpropagation by hand" }).first().click();
      await expect(page.getByText("0.0261").first()).toBeVisible();
      await expect(page.getByRole("heading", { name: "This part needs the level Member" })).toBeVisible();
      await expect(gated).toHaveCount(0);

      // Wrong, unreadable and right answers, each with its own verdict.
      const blanks = blanksOf(page);
      await blanks.error.fill("0.187");
      await blanks.slope.fill("0.613*(1-0.613)");
      await blanks.gradient.fill("-0.0170");
      await blanks.formula.fill("(y3-t)*y3*(1-y3)*y4");
      await blanks.check.click();
      await expect(blanks.summary).toContainText("2 of 4 right; 1 not right; 1 could not be read");
      await expect(blanks.sheet.getByText("Not right", { exact: true })).toBeVisible();
      await expect(blanks.sheet.getByText('"y4": this network has y1, y2 and y3')).toBeVisible();
      await expect(blanks.sheet.locator("mark")).toHaveText(/y$/);
      await expect(blanks.formula).toHaveValue("(y3-t)*y3*(1-y3)*y4");

      await page.reload();
      await expect(blanks.error).toHaveValue("0.187");
      await expect(blanks.sheet.getByText("2 of 4 solved")).toBeVisible();
      await house.restart();
      await page.reload();
      await expect(blanks.slope).toHaveValue("0.613*(1-0.613)");
      await expect(blanks.sheet.getByText("2 of 4 solved")).toBeVisible();

      await blanks.error.fill("y3 - t");
      await blanks.formula.fill("(y_3-t)·σ'(z_3)·y_2");
      await blanks.check.click();
      await expect(blanks.summary).toContainText("All 4 right. This exercise is solved.");

      // An account takes the guest's work along, and the person is back at the gate they came from.
      await page.getByRole("link", { name: "Make an account" }).click();
      await expect(page.getByText("What you have solved as a guest moves into the account.")).toBeVisible();
      await signUp(page);
      await page.waitForURL(`${house.origin}${lesson.second}**`);
      await expect(page.getByText(email).first()).toBeVisible();
      await expect(gated).toHaveCount(0);

      expect(await member()).toMatchObject({ code: 0 });
      await page.reload();
      await expect(gated).toBeVisible();
      await expect(page.getByText("This part needs the level")).toHaveCount(0);
      await expect(blanks.sheet.getByText("4 of 4 solved")).toBeVisible();

      expect(await house.chainrule("revoke", "--email", email, "--level", "member")).toMatchObject({ code: 0 });
      await page.getByRole("link", { name: "Progress" }).click();
      await expect(page.getByRole("row", { name: /The first gradient/ })).toContainText("4 of 4");
      await page.goto(`${house.origin}${lesson.second}`);
      await expect(gated).toHaveCount(0);
      await expect(page.getByRole("heading", { name: "This part needs the level Member" })).toBeVisible();

      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
      await expect(blanks.error).toHaveValue("");
      await page.getByRole("link", { name: "Sign in" }).first().click();
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password").fill("not this one");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("This address and this password do not belong together here.")).toBeVisible();
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL(`${house.origin}${lesson.second}`);
      await expect(blanks.sheet.getByText("4 of 4 solved")).toBeVisible();
      // The page notes what was read while the site is started again.
      expect(errors.filter((error) => !error.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
    });
  });
}
