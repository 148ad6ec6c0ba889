import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { readMigrations } from "../lib/db/migrate.ts";

const prismaFolder = fileURLToPath(new URL("../prisma/", import.meta.url));
const filters = { externalTables: [], externalEnums: [] };

/**
 * The SQL that leads from the migrations there are to the schema. The existing ones are replayed on a database in
 * memory: a difference against a real one would need a second, empty database beside it.
 */
async function writeDifference(schema: string): Promise<string> {
  const memory = new PGlite();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(memory));
  const files = [{ path: "schema.prisma", content: schema }];
  const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, factory);
  try {
    const difference = await engine.diff({
      from: { tag: "migrations", ...(await readMigrations()) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters,
    });
    return difference.stdout ?? "";
  } finally {
    engine.free();
    await memory.close();
  }
}

function stamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Give the migration a name in small letters: npm run migration:new add_levels");
  process.exit(1);
}
const sql = await writeDifference(await readFile(path.join(prismaFolder, "schema.prisma"), "utf8"));
if (/^\s*(--.*\s*)*$/.test(sql)) {
  console.log("The migrations already lead to prisma/schema.prisma: nothing to write.");
} else {
  const folder = path.join(prismaFolder, "migrations", `${stamp(new Date())}_${name}`);
  await mkdir(folder);
  await writeFile(path.join(folder, "migration.sql"), sql);
  console.log(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql. Read it before you commit it.`);
}
