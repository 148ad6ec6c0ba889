import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // A pinned root: a stray lock file above the clone must not move it.
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
  typescript: { ignoreBuildErrors: false },
};

export default config;
