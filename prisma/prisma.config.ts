import { defineConfig } from "prisma/config";

// Only `prisma generate` and `prisma validate` read this; migrations run through lib/db/migrate.ts (README, decisions).
export default defineConfig({ schema: "schema.prisma" });
