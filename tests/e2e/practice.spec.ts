import type { Page } from "@playwright/test";
import { blanksOf, expect, lesson, test } from "./site.ts";

const exercise = { chain: "/exercises/first-gradient", whole: "/exercises/which-layer-stops" };

/** The line of a sheet that holds this field, with what unfolds beneath it. */
const rowOf = (page: Page, field: string) => page.locator(".blank", { has: page.locator(field) });

test("what is typed is shown as it is read, or where reading stops", async ({ page }) => {
  await page.goto(lesson.second);
  const { formula } = blanksOf(page);
  const row = rowOf(page, "#first-gradient-formula");
  await formula.fill("(y3-t)sigmoid'(z3)y2");
  await expect(row.locator(".echo math")).toContainText("σ");
  await expect(row.locator(".echo .layer-2")).toHaveCount(1);
  await formula.fill("(y3-t)*y4");
  await expect(row.locator(".echo-problem")).toContainText('"y4": this network has y1, y2 and y3');
  await expect(row.locator(".echo-problem mark")).toHaveText(/y$/);
  await formula.fill(String.raw`\frac{\partial L}{\partial z_3} \cdot y_2`);
  await expect(row.locator(".echo mfrac")).toHaveCount(1);
});

test("the way of a derivative through the network lights up while its field has the focus", async ({ page }) => {
  await page.goto(lesson.second);
  const { error, gradient, sheet } = blanksOf(page);
  const lit = (name: string) => sheet.locator(`[data-quantity="${name}"][data-on-path]`);
  await gradient.focus();
  await expect(lit("y3")).toHaveCount(1);
  await expect(lit("y1")).toHaveCount(0);
  await expect(sheet.locator('[data-weight="W3"][data-on-path]').first()).toBeAttached();
  await error.focus();
  await expect(sheet.locator('[data-weight="W3"][data-on-path]')).toHaveCount(0);
});

for (const scripts of ["with scripts", "without scripts"] as const) {
  test.describe(scripts, () => {
    test.use({ javaScriptEnabled: scripts === "with scripts" });

    test("a choice, an order, a worksheet, a prediction and a design are judged on one sheet", async ({ page }) => {
      await page.goto(exercise.whole);
      const sheet = page.locator("#exercise-which-layer-stops");
      await sheet.getByLabel("Its learning rate is smaller.").check();
      const places = sheet.locator(".ordering > li");
      await expect(places).toHaveCount(5);
      await sheet.locator("textarea").fill("dL/dy2 = y2 - t\ndL/dz2 = (y2 - t)*y2\ndL/dW1 = dL/dz2*W2*y1*(1-y1)*x0");
      await sheet.getByLabel("layer", { exact: true }).fill("1");
      await sheet.getByLabel("factor").fill("1000000000");
      await sheet.getByLabel("activation").fill("tanh");
      await sheet.getByLabel("initialisation").fill("orthogonal");
      await sheet.getByRole("button", { name: "Check" }).click();

      await expect(sheet.getByRole("status")).toContainText("To look at");
      await expect(sheet.getByText("The gradient is there before any learning rate is chosen.")).toBeVisible();
      const lines = sheet.getByRole("list", { name: "Your lines" }).getByRole("listitem");
      await expect(lines.nth(0)).toContainText("Right");
      await expect(lines.nth(1)).toContainText("An activation stands where its slope belongs.");
      await expect(lines.nth(2)).toContainText("Right");
      await lines
        .nth(1)
        .getByRole("button", { name: /Explain this line/ })
        .click();
      await expect(lines.nth(1)).toContainText("chain rule");
      await expect(sheet.locator("#which-layer-stops-cure-verdict")).toContainText("Right");
      // What was sent stands in its fields.
      await expect(sheet.locator("textarea")).toHaveValue(/dL\/dz2 = \(y2 - t\)\*y2/);
      await expect(sheet.getByLabel("activation")).toHaveValue("tanh");
      await expect(sheet.getByLabel("Its learning rate is smaller.")).toBeChecked();
    });

    test("hints come one at a time; the solution ends the attempt; another variant has other numbers", async ({
      page,
    }) => {
      await page.goto(exercise.chain);
      const sheet = page.locator("#exercise-first-gradient");
      const field = sheet.locator("#first-gradient-gradient");
      await field.fill("0.25");
      const hints = sheet.getByRole("list", { name: "Hints on the derivative of L by W3, as a number" });
      const row = rowOf(page, "#first-gradient-gradient");
      const ask = () => row.getByRole("button", { name: /hint/i }).click();
      await ask();
      await expect(hints.getByRole("listitem")).toHaveCount(1);
      await expect(field).toHaveValue("0.25");
      await ask();
      await expect(hints.getByRole("listitem")).toHaveCount(2);
      await ask();
      await expect(hints.getByRole("listitem")).toHaveCount(3);
      await expect(row.getByRole("button", { name: /hint/i })).toHaveCount(0);

      await expect(sheet.getByRole("heading", { name: "Worked solution" })).toHaveCount(0);
      const given = await sheet.getByRole("list", { name: "Given" }).textContent();
      await sheet.getByText("Show the solution", { exact: true }).click();
      await sheet.getByRole("button", { name: "End it and show the solution" }).click();
      await expect(sheet.getByRole("heading", { name: "Worked solution" })).toBeVisible();
      await expect(sheet.getByRole("button", { name: "Check" })).toHaveCount(0);

      await sheet.getByRole("button", { name: "Try another variant" }).click();
      await expect(sheet.getByText("Exercise, variant 1")).toBeVisible();
      expect(await sheet.getByRole("list", { name: "Given" }).textContent()).not.toBe(given);
      await expect(field).toHaveValue("");
      await sheet.locator("#first-gradient-formula").fill("dL/dz3 * y2");
      await sheet.getByRole("button", { name: "Check" }).click();
      await expect(sheet.getByRole("status")).toContainText("1 of 4 right");
      await page.reload();
      await expect(sheet.getByText("Exercise, variant 1")).toBeVisible();
      await expect(sheet.locator("#first-gradient-formula")).toHaveValue("dL/dz3 * y2");
    });
  });
}

test("what was typed and not sent is offered again, and put back on demand", async ({ page }) => {
  await page.goto(exercise.chain);
  const sheet = page.locator("#exercise-first-gradient");
  const field = sheet.locator("#first-gradient-gradient");
  await field.fill("(y3-t)*y3");
  await page.reload();
  await expect(sheet.getByText("and did not send it")).toBeVisible();
  await expect(field).toHaveValue("");
  await sheet.getByRole("button", { name: "Put it back" }).click();
  await expect(field).toHaveValue("(y3-t)*y3");
  await sheet.getByRole("button", { name: "Check" }).click();
  await expect(sheet.getByRole("status")).toBeFocused();
  await page.reload();
  await expect(sheet.getByText("and did not send it")).toHaveCount(0);
});

test("a draft of somebody with a session is on their other device too", async ({ signedInAs, browser }) => {
  const page = await signedInAs(null);
  await page.goto(exercise.chain);
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/exercises/draft"));
  await page.locator("#first-gradient-gradient").fill("0.5*(y3-t)");
  expect((await kept).status()).toBe(204);
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  await other.clearCookies({ name: "nothing" });
  const elsewhere = await other.newPage();
  await elsewhere.addInitScript(() => localStorage.clear());
  await elsewhere.goto(new URL(exercise.chain, page.url()).href);
  await elsewhere.getByRole("button", { name: "Put it back" }).click();
  await expect(elsewhere.locator("#first-gradient-gradient")).toHaveValue("0.5*(y3-t)");
  await other.close();
});

test("a double click and a second tab make one submission of the same texts", async ({ page, context }) => {
  await page.goto(exercise.chain);
  await page.locator("#first-gradient-formula").fill("dL/dz3 * y2");
  await page.getByRole("button", { name: "Check" }).dblclick();
  await expect(page.getByRole("status")).toContainText("1 of 4 right");
  const first = await page.getByRole("link", { name: "This answer, as it was sent" }).getAttribute("href");
  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole("button", { name: "Check" }).click();
  await expect(second.getByRole("status")).toContainText("1 of 4 right");
  expect(await second.getByRole("link", { name: "This answer, as it was sent" }).getAttribute("href")).toBe(first);
});

test("a form whose hidden fields were edited is refused, and keeps what was typed", async ({ page }) => {
  await page.goto(exercise.chain);
  await page.locator("#first-gradient-formula").fill("dL/dz3 * y2");
  await page.locator("input[name=variant]").evaluate((field: HTMLInputElement) => {
    field.value = "7";
  });
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("status")).toContainText("This page is older than the exercise");
  await expect(page.locator("#first-gradient-formula")).toHaveValue("dL/dz3 * y2");
});
