"use server";

import { redirect } from "next/navigation";
import { reviewInput } from "#lib/progress/schemas.ts";
import { startVariant } from "#lib/progress/start-variant.ts";
import { now } from "../_server/clock.ts";
import { currentViewer } from "../_server/viewer.ts";

/** Gives whoever reviews the next set of numbers, and goes to it. Where that is refused, the exercise's page says why. */
export async function beginReview(form: FormData): Promise<void> {
  const viewer = await currentViewer();
  const parsed = reviewInput.safeParse(Object.fromEntries(form));
  if (!parsed.success || viewer.kind === "visitor") redirect("/review");
  await startVariant(viewer, parsed.data, now(), async () => viewer);
  redirect(`/exercises/${encodeURIComponent(parsed.data.exercise)}`);
}
