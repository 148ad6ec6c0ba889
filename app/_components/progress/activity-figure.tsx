import type { WeekActivity } from "#lib/progress/activity.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { counted } from "./count-words.ts";
import { shortDate } from "./short-date.ts";

/** Answers by week. Where nothing was done there is nothing to draw. */
export function ActivityFigure({ weeks }: { readonly weeks: readonly WeekActivity[] }) {
  if (weeks.every(({ answers, partsRead }) => answers === 0 && partsRead === 0)) return null;
  const finding = findingOf(weeks);
  return (
    <section className="progress-part" aria-labelledby="activity">
      <h2 id="activity">Activity</h2>
      <ChartFigure
        finding={finding}
        subject={`Answers handed in, by week (from Monday, UTC), in the last ${weeks.length} weeks`}
        chart={{
          kind: "weeks",
          summary: finding,
          weeks: weeks.map(({ week, answers }) => ({ name: dayOf(week), value: answers })),
        }}
        table={
          <>
            <thead>
              <tr>
                <th scope="col">Week from</th>
                <th scope="col" className="text-right">
                  Answers
                </th>
                <th scope="col" className="text-right">
                  Parts read
                </th>
              </tr>
            </thead>
            <tbody>
              {weeks.toReversed().map(({ week, answers, partsRead }) => (
                <tr key={week}>
                  <th scope="row" className="font-normal whitespace-nowrap">
                    {dayOf(week)}
                  </th>
                  <td className="text-right">{answers}</td>
                  <td className="text-right">{partsRead}</td>
                </tr>
              ))}
            </tbody>
          </>
        }
      />
    </section>
  );
}

function findingOf(weeks: readonly WeekActivity[]): string {
  const answers = weeks.reduce((sum, week) => sum + week.answers, 0);
  const parts = weeks.reduce((sum, week) => sum + week.partsRead, 0);
  const read = parts === 0 ? "" : ` You came to the end of ${counted(parts, "part")} of lessons.`;
  if (answers === 0) return `You have handed in no answer in the last ${weeks.length} weeks.${read}`;
  const now = weeks.at(-1)?.answers ?? 0;
  const which = now === answers ? "all" : now === 0 ? "none" : now;
  return `You have handed in ${counted(answers, "answer")} in the last ${weeks.length} weeks, ${which} of them this week.${read}`;
}

function dayOf(week: string): string {
  return shortDate(new Date(`${week}T00:00:00Z`));
}
