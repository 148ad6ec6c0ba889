import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const pure = [
  "tests/architecture.test.ts",
  "tests/app/**/*.test.{ts,tsx}",
  "tests/bin/{command,serve}/**/*.test.ts",
  "tests/lib/{autograd,expression,model,exercises,checker,pages}/**/*.test.ts",
];

/** Two projects, so that a run of pure tests starts no database. */
export default defineConfig({
  root,
  resolve: {
    alias: {
      // Next's compiler swaps it for nothing on the server; in plain Node it throws.
      "server-only": fileURLToPath(new URL("../node_modules/next/dist/compiled/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "pure", include: pure, setupFiles: ["tests/setup/console-guard.ts"] },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...pure, "tests/e2e/**"],
          globalSetup: ["tests/setup/database-server.ts"],
          setupFiles: ["tests/setup/console-guard.ts", "tests/setup/database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
