import "server-only";
import { cache } from "react";
import { selectViewer } from "#lib/accounts/queries.ts";
import type { Viewer } from "#lib/accounts/viewer.ts";
import type { HeaderViewer } from "../_components/layout/site-header.tsx";
import { now } from "./clock.ts";
import { sentToken } from "./session-cookie.ts";

/** Who asks, by their cookie: once for each request. */
export const currentViewer = cache(async (): Promise<Viewer> => selectViewer(await sentToken(), now()));

/** What the header shows of a viewer. */
export function headerViewer(viewer: Viewer): HeaderViewer {
  return viewer.kind === "user" ? { kind: "user", name: viewer.name ?? viewer.email } : { kind: viewer.kind };
}

export function emailOf(viewer: Viewer): string | null {
  return viewer.kind === "user" ? viewer.email : null;
}
