import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root, startMeasured } from "./server.ts";

const pages = ["/", "/lessons/why-gradients-vanish", "/lessons/backpropagation-by-hand", "/progress", "/signup"];
const aim = 25;

/** The scripts that each page sends, beside those of an empty page of the same Next, built in the same run. */
export async function measureScripts(dataDir: string): Promise<readonly string[]> {
  const empty = await scriptsOfEmptyPage();
  const server = await startMeasured(dataDir);
  try {
    const lines = [`Scripts of an empty page of this Next: ${kilobytes(empty)} gzip`];
    for (const page of pages) {
      const size = await scriptsOf(server.origin, page);
      lines.push(
        `Scripts of ${page}: ${kilobytes(size)} gzip, ${kilobytes(size - empty)} more than an empty page; aim ${aim} kB`,
      );
    }
    return lines;
  } finally {
    await server.stop();
  }
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Addresses of the scripts a page loads by itself. Old browsers' polyfills (`nomodule`) are loaded by no current one. */
function scriptsIn(html: string): readonly string[] {
  const tags = html.match(/<script\b[^>]*\ssrc="[^"]+"[^>]*>/g) ?? [];
  const loaded = tags.filter((tag) => !/\snomodule/i.test(tag));
  return [...new Set(loaded.map((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? ""))];
}

async function scriptsOf(origin: string, page: string): Promise<number> {
  const html = await (await fetch(origin + page)).text();
  const sizes = await Promise.all(
    scriptsIn(html).map(async (address) => {
      const script = await (await fetch(new URL(address, origin))).arrayBuffer();
      return gzipSync(new Uint8Array(script)).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** JSX is not read inside node_modules. */
const react = `import { createElement as h } from "react";`;

/** Built inside node_modules, so that it is made of the very same packages. */
async function scriptsOfEmptyPage(): Promise<number> {
  const app = path.join(root, "node_modules", ".cache", "chainrule-empty-page");
  await rm(app, { recursive: true, force: true });
  await mkdir(path.join(app, "app"), { recursive: true });
  const files = {
    "package.json": `{ "type": "module" }`,
    "next.config.js": `export default { turbopack: { root: ${JSON.stringify(root)} }, typescript: { ignoreBuildErrors: true } };`,
    "app/layout.js": `${react} export default ({ children }) => h("html", { lang: "en" }, h("body", null, children));`,
    "app/page.js": `${react} export default () => h("p", null, "Nothing");`,
  };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(app, file), text);
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const build = spawn(process.execPath, [next, "build", app], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error("the empty page could not be built");
  const html = await readFile(path.join(app, ".next", "server", "app", "index.html"), "utf8");
  const sizes = await Promise.all(
    scriptsIn(html).map(async (address) => {
      const script = await readFile(path.join(app, address.replace("/_next/", ".next/")));
      return gzipSync(script).length;
    }),
  );
  await rm(app, { recursive: true, force: true });
  return sizes.reduce((sum, size) => sum + size, 0);
}
