import { blanksOf, expect, lesson, test } from "./site.ts";

/** Brings the end of the lesson's first part into view, as somebody who reads does. */
const seeEnd = () => document.querySelector(".segment-end")?.scrollIntoView({ block: "center" });

test("the end of a part marks it read without loading the page again, and a fresh answer is kept in its field", async ({
  signedInAs,
}) => {
  const page = await signedInAs(null);
  await page.goto(lesson.second);
  await blanksOf(page).error.fill("y3 - t");
  await expect(page.locator(".contents-part")).toHaveCount(0);
  await page.evaluate(seeEnd);
  await expect(page.locator(".contents-part")).toHaveText("Up to here: read");
  await expect(page.locator(".segment-end")).toHaveCount(0);
  await expect(blanksOf(page).error).toHaveValue("y3 - t");
  await page.goto("/progress");
  await expect(page.locator(".lesson-parts")).toContainText("Sections 1 to 5: read");
});

test("somebody without a session stores nothing by reading", async ({ page }) => {
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") posts.push(request.url());
  });
  await page.goto(lesson.second);
  await expect(page.locator(".segment-end")).toHaveCount(0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.goto("/progress");
  expect(posts).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test("charts are drawn where they come into view, and their bars are told by the arrow keys", async ({
  signedInAs,
}) => {
  const page = await signedInAs(null);
  await page.goto(lesson.second);
  const { error, summary } = blanksOf(page);
  await error.fill("t - y3");
  await error.press("Control+Enter");
  await expect(summary).toContainText("1 not right");
  await page.goto("/progress");
  await expect(page.locator(".skill-multiples svg")).toHaveCount(2);
  const mistakes = page.locator(".chart-figure").filter({ hasText: "the sign is turned" });
  await mistakes.scrollIntoViewIfNeeded();
  await mistakes.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await expect(mistakes.locator(".chart-tip")).toHaveText("error sign: 1");
});

test("progress is shown anew to whoever comes back from another tab", async ({ signedInAs }) => {
  const page = await signedInAs(null);
  await page.goto("/progress");
  await expect(page.locator(".skill-multiples")).toHaveCount(0);
  const tab = await page.context().newPage();
  await tab.goto(lesson.second);
  await blanksOf(tab).error.fill("y3 - t");
  await blanksOf(tab).error.press("Control+Enter");
  await expect(blanksOf(tab).summary).toContainText("1 of 4 right");
  await tab.close();
  // What a browser says to a page whose tab is chosen again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator(".skill-multiples > li").first()).toContainText("1 of 1 first try right");
});
