import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./server.ts";

interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** How much of the disk the packages take: all of them, and those that a server needs to run. */
export async function measurePackages(): Promise<readonly string[]> {
  const text = await readFile(path.join(root, "node_modules", ".package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as Locked;
  let [all, running] = [0, 0];
  for (const [place, { dev, devOptional }] of Object.entries(packages)) {
    const size = await sizeOf(path.join(root, place));
    all += size;
    if (!dev && !devOptional) running += size;
  }
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return [`Packages: ${megabytes(all)}; those of a running server: ${megabytes(running)}`];
}

/** Without the packages inside it, which are listed by themselves. */
async function sizeOf(place: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
    const inside = path.join(place, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") size += await sizeOf(inside);
    } else size += (await lstat(inside)).size;
  }
  return size;
}
