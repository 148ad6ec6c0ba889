import type { Viewer } from "#lib/accounts/viewer.ts";
import { db } from "#lib/db/client.ts";
import { activityByWeek, mondayOf, shownWeeks, type WeekActivity } from "./activity.ts";
import { type FirstTry, selectFirstTries, skillTries } from "./first-tries.ts";
import { dueSkills, nextDue, type SkillProgress, skillsOf } from "./skills.ts";
import { type TypicalMistake, typicalMistakes } from "./typical-mistakes.ts";

/** What somebody has practised so far. */
export interface HistoryView {
  /** Those that were tried, in the order in which skills are learned. */
  readonly skills: readonly SkillProgress[];
  /** Names of the skills that are due for review, and when the next one is. */
  readonly dueSkills: readonly string[];
  readonly nextDue: Date | null;
  readonly weeks: readonly WeekActivity[];
  /** First tries, and how many of them were right. */
  readonly tries: number;
  readonly rightTries: number;
  readonly mistakes: readonly TypicalMistake[];
}

export async function selectHistory(viewer: Viewer, now: Date): Promise<HistoryView> {
  const [tries, activity] = await Promise.all([selectFirstTries(viewer, now), selectActivity(viewer, now)]);
  return historyOf(tries, activity, now);
}

function historyOf(tries: readonly FirstTry[], weeks: readonly WeekActivity[], now: Date): HistoryView {
  const skills = skillsOf(skillTries(tries));
  return {
    skills,
    dueSkills: dueSkills(skills, now).map(({ name }) => name),
    nextDue: nextDue(skills, now),
    weeks,
    tries: tries.length,
    rightTries: tries.filter(({ isRight }) => isRight).length,
    mistakes: typicalMistakes(tries),
  };
}

async function selectActivity(viewer: Viewer, now: Date): Promise<readonly WeekActivity[]> {
  if (viewer.kind === "visitor") return activityByWeek([], [], now);
  const { learnerId } = viewer;
  const since = mondayOf(now);
  since.setUTCDate(since.getUTCDate() - 7 * (shownWeeks - 1));
  const [sent, read] = await Promise.all([
    db.submission.findMany({
      where: { attempt: { learnerId }, createdAt: { gte: since } },
      select: { createdAt: true },
    }),
    db.segmentRead.findMany({ where: { learnerId, readAt: { gte: since } }, select: { readAt: true } }),
  ]);
  return activityByWeek(
    sent.map(({ createdAt }) => createdAt),
    read.map(({ readAt }) => readAt),
    now,
  );
}
