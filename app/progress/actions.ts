"use server";

import { refresh } from "next/cache";
import { markSegmentRead } from "#lib/progress/mark-segment-read.ts";
import { segmentPlace } from "#lib/progress/schemas.ts";
import { now } from "../_server/clock.ts";
import { currentViewer } from "../_server/viewer.ts";

/** Keeps that somebody came to the end of a part; the page then shows it. What is no such place is not answered. */
export async function markRead(place: unknown): Promise<void> {
  const parsed = segmentPlace.safeParse(place);
  if (!parsed.success) return;
  const marked = await markSegmentRead(await currentViewer(), parsed.data, now());
  if (marked.ok && marked.value.isFirst) refresh();
}
