import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const results = fileURLToPath(new URL("../test-results/", import.meta.url));
const isRoot = process.getuid?.() === 0;

/** Chromium over the built site. `npm test` builds it and finds the browser. */
export default defineConfig({
  testDir: "e2e",
  outputDir: `${results}browser`,
  globalSetup: "./setup/house.ts",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["line"], ["json", { outputFile: `${results}browser.json` }]],
  use: {
    colorScheme: "light",
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        // Chromium's sandbox does not run for root.
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
});
