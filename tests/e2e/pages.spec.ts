import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { blanksOf, expect, lesson, test } from "./site.ts";

const practice = ["/exercises/which-layer-stops", "/review", "/submissions", "/account", "/certificate"];
const open = ["/", lesson.first, lesson.second, "/levels", "/progress", ...practice, "/signin", "/signup", "/nowhere"];
const own = [lesson.second, "/levels", "/progress", ...practice, "/signin"];

/** How far the page itself can be moved sideways, in px. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      for (const path of open) {
        test(`${path} has no barrier that axe can see and no sideways scroll`, async ({ anyPage: page }) => {
          await page.goto(path);
          expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        });
      }

      for (const path of own) {
        test(`${path} as a member likewise`, async ({ signedInAs }) => {
          const page = await signedInAs("member");
          await page.goto(path);
          expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        });
      }

      test("a graded sheet likewise", async ({ page }) => {
        await page.goto(lesson.second);
        const { error, slope, formula, check, summary, sheet } = blanksOf(page);
        await error.fill("0.187");
        await slope.fill("y3(1-y3)");
        await formula.fill("(y3-t)*(1/(1+exp(-W3*sigmoid(W2*sigmoid(W1*x0))))+y3*(1-y3)*y2+y3*(1-y3)*y2");
        await check.click();
        await expect(summary).toContainText("1 of 4 right");
        const result = await new AxeBuilder({ page }).include("#exercise-first-gradient").analyze();
        expect(result.violations).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await expect(sheet.locator("mark")).toBeVisible();
      });
    });
  }
}

test.describe("at 360 px", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("the free exercise is solved, and what is too wide scrolls by itself as a region with a name", async ({
    page,
  }) => {
    await page.goto(lesson.second);
    const { error, slope, gradient, formula, check, summary } = blanksOf(page);
    await error.fill("-0.187");
    await slope.fill("0.237");
    await gradient.fill("-0.0170");
    await formula.fill("(y3-t)y3(1-y3)y2");
    await check.tap();
    await expect(summary).toContainText("All 4 right");

    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("main *")]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
        .filter(
          (element) => element.tabIndex < 0 || !element.getAttribute("aria-label") || !element.getAttribute("role"),
        )
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(nameless).toEqual([]);
  });

  test("everything that is pressed is large enough to press", async ({ page }) => {
    for (const path of open.slice(0, -1)) {
      await page.goto(path);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("button, input:not([type=hidden]), summary, nav a, a.button")]
          .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
          .map(({ name }) => name),
      );
      expect(small, path).toEqual([]);
    }
  });
});
