import { fileURLToPath } from "node:url";

const at = (place) => fileURLToPath(new URL(place, import.meta.url));

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // A pinned root: a stray lock file above the clone must not move it.
  turbopack: { root: at(".") },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
  // `npm run check` checks types, those of the tests too; a start needs neither.
  typescript: { ignoreBuildErrors: true },
  // Rendered pages are kept in memory, where publishing can drop them, and nowhere else.
  cacheHandler: at("lib/pages/next-cache.ts"),
  cacheMaxMemorySize: 0,
  // What proxy.ts does not send to the session's page is everybody's; without that file, all of it.
  rewrites: async () => ({ beforeFiles: [{ source: "/", destination: "/home/public" }] }),
  // bin/serve.ts completes each answer before it compresses it.
  compress: false,
};

export default config;
