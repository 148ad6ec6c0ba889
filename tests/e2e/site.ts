import { test as base, expect, type Page } from "@playwright/test";
import { openDatabase } from "#lib/db/open-database.ts";
import { readEnv } from "#lib/env.ts";
import { signedInAs as makeSignedIn } from "#tests/fixtures/accounts.ts";

export { expect } from "@playwright/test";

const origin = process.env.HOUSE_ORIGIN ?? "";
const dataDir = process.env.HOUSE_DATA_DIR ?? "";

interface Fixtures {
  /** A page that may complain in its console: a missing one does. */
  anyPage: Page;
  /** A page whose browser holds the session of a new person with this level (null: none). */
  signedInAs(level: string | null): Promise<Page>;
}

interface WorkerFixtures {
  database: undefined;
}

/** Tests on the shared server. A console error or an error of the page fails the test that met it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern.
  baseURL: async ({}, use) => use(origin),

  database: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const opened = await openDatabase(readEnv({ DATA_DIR: dataDir }));
      await use(undefined);
      await opened.close();
    },
    { scope: "worker" },
  ],

  anyPage: async ({ context }, use) => use(await context.newPage()),

  page: async ({ page }, use) => {
    const errors = watchErrors(page);
    await use(page);
    expect(errors, "the page printed an error").toEqual([]);
  },

  signedInAs: async ({ page, database: _ }, use) => {
    await use(async (level) => {
      const { token } = await makeSignedIn(level, { at: new Date(), email: `${crypto.randomUUID()}@example.org` });
      await page
        .context()
        .addCookies([{ name: "chainrule", value: token, url: origin, httpOnly: true, sameSite: "Lax" }]);
      return page;
    });
  },
});

/** What the page's console and scripts complain about, from now on. */
export function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

export const lesson = { first: "/lessons/why-gradients-vanish", second: "/lessons/backpropagation-by-hand" };

/** The free exercise's fields by the partial they ask for. */
export function blanksOf(page: Page) {
  const sheet = page.locator("#exercise-first-gradient");
  return {
    sheet,
    error: sheet.locator("#first-gradient-loss-slope"),
    slope: sheet.locator("#first-gradient-output-slope"),
    gradient: sheet.locator("#first-gradient-gradient"),
    formula: sheet.locator("#first-gradient-formula"),
    check: sheet.getByRole("button", { name: "Check" }),
    summary: sheet.getByRole("status"),
  };
}
