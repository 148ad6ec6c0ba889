/** What was done in one week, which begins on Monday, 0:00 UTC. */
export interface WeekActivity {
  /** The Monday, as "2026-11-23". */
  readonly week: string;
  /** Answers handed in, whatever came of them. */
  readonly answers: number;
  /** Parts of lessons whose end was reached for the first time. */
  readonly partsRead: number;
}

/** As far back as activity is shown. */
export const shownWeeks = 12;

const day = 24 * 60 * 60 * 1000;
const week = 7 * day;
/** The first Monday of the era in which times are counted: 5 January 1970. */
const firstMonday = 4 * day;

/** The Monday of a moment's week, 0:00 UTC. */
export function mondayOf(moment: Date): Date {
  return new Date(Math.floor((moment.getTime() - firstMonday) / week) * week + firstMonday);
}

/** The weeks up to now, the current one last, each with what fell into it; weeks in which nothing was done too. */
export function activityByWeek(
  answers: readonly Date[],
  partsRead: readonly Date[],
  now: Date,
): readonly WeekActivity[] {
  const current = mondayOf(now).getTime();
  return Array.from({ length: shownWeeks }, (_, index) => {
    const begin = current - (shownWeeks - 1 - index) * week;
    const isInside = (moment: Date) => moment.getTime() >= begin && moment.getTime() < begin + week;
    return {
      week: new Date(begin).toISOString().slice(0, 10),
      answers: answers.filter(isInside).length,
      partsRead: partsRead.filter(isInside).length,
    };
  });
}
