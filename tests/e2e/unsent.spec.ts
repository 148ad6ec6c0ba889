import { blanksOf, expect, lesson, test } from "./site.ts";

test("an answer that finds no network stays in its field, and is checked once there is one", async ({
  anyPage: page,
}) => {
  await page.goto(lesson.second);
  const { formula, check, summary } = blanksOf(page);
  await formula.fill("(y3-t) y3 (1-y3) y2");
  await page.context().setOffline(true);
  await check.click();
  await expect(summary).toContainText("This did not reach the site, so nothing was changed");
  await expect(summary).toBeFocused();
  await expect(formula).toHaveValue("(y3-t) y3 (1-y3) y2");
  await page.context().setOffline(false);
  await check.click();
  await expect(summary).toContainText("1 of 4 right");
});

test("an answer from a page older than the build stays in its field, and is told so", async ({ anyPage: page }) => {
  await page.goto(lesson.second);
  const { error, check, summary, sheet } = blanksOf(page);
  await page.route(`**${lesson.second}*`, (route, request) =>
    request.method() === "POST"
      ? route.continue({ headers: { ...request.headers(), "next-action": `7f${"0".repeat(40)}` } })
      : route.continue(),
  );
  await error.fill("-0.187");
  await check.click();
  await expect(summary).toContainText("the site was renewed since you opened this page");
  await expect(error).toHaveValue("-0.187");
  await expect(sheet.getByText("Not right")).toHaveCount(0);
});
