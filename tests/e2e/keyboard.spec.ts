import { blanksOf, expect, lesson, test } from "./site.ts";

test("the text, the exercise and its first wrong line are reached by keyboard alone", async ({ page }) => {
  await page.goto(lesson.second);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the text" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();

  const { error, slope, summary, sheet } = blanksOf(page);
  await error.focus();
  await page.keyboard.type("0.187");
  await page.keyboard.press("ArrowDown");
  await expect(slope).toBeFocused();
  await page.keyboard.type("0.237");
  await page.keyboard.press("Control+Enter");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("1 of 4 right; 1 not right; 2 still empty.");

  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("link", { name: "the derivative of L by y3" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await expect(error).toBeFocused();
  await expect(error).toHaveAttribute("aria-invalid", "true");
});

test("signs that a keyboard lacks are typed from a row of keys, one stop for the tab key", async ({ page }) => {
  await page.goto(lesson.second);
  const { formula, sheet } = blanksOf(page);
  await formula.focus();
  await page.keyboard.type("(y3-t)*");
  await page.keyboard.press("Tab");
  const keys = sheet.getByRole("toolbar", { name: "Signs to type" });
  await expect(keys.getByRole("button", { name: "sigmoid of" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(formula).toBeFocused();
  await page.keyboard.type("z3");
  await expect(formula).toHaveValue("(y3-t)*σ'(z3)");
});

test("the depth of the figure follows the arrow keys and is said", async ({ page }) => {
  await page.goto("/");
  const depth = page.getByRole("slider", { name: "Depth" });
  await depth.focus();
  const finding = page.locator(".depth-finding");
  const before = await finding.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(depth).toHaveAttribute("aria-valuetext", "13 layers");
  await expect(finding).not.toHaveText(before ?? "");
  await page.keyboard.press("End");
  await expect(finding).toContainText("At depth");
});

test("a theme that was chosen is there before the first paint, and stays", async ({ page }) => {
  await page.goto("/");
  const light = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.getByRole("button", { name: /dark|light|theme/i }).click();
  const dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(dark).not.toBe(light);
  await page.goto(lesson.first);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(dark);
});
