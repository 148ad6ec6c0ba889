import type { Viewer } from "#lib/accounts/viewer.ts";
import type { LessonPlace, ProgressView } from "#lib/progress/progress-view.ts";
import type { HistoryView } from "#lib/progress/select-history.ts";
import { ActivityFigure } from "./activity-figure.tsx";
import { counted, listed } from "./count-words.ts";
import { LessonsDone } from "./lessons-done.tsx";
import { placeAddress } from "./place-link.ts";
import { AttemptsFigure, MistakesFigure } from "./practice-figures.tsx";
import { shortDate } from "./short-date.ts";
import { SkillMultiples } from "./skill-multiples.tsx";

interface ProgressPageProps {
  readonly progress: ProgressView;
  readonly history: HistoryView;
  readonly kind: Viewer["kind"];
}

/** Where one stands in a sentence, the next thing to do, then what is done, skills, and what happened so far. */
export function ProgressPage({ progress, history, kind }: ProgressPageProps) {
  return (
    <div className="progress-page">
      <h1 className="page-title">Progress</h1>
      <p className="lede mt-4">{standing(progress, history)}</p>
      <NextThing progress={progress} history={history} />
      <WhereFrom progress={progress} history={history} />
      <WhoseWork kind={kind} />
      <SkillMultiples skills={history.skills} due={history.dueSkills} next={progress.next} />
      <LessonsDone lessons={progress.lessons} />
      <ActivityFigure weeks={history.weeks} />
      <AttemptsFigure lessons={progress.lessons} />
      <MistakesFigure history={history} />
      {kind === "visitor" ? null : (
        <ul className="own-work" aria-label="What is yours here">
          <li>
            <a href="/submissions">All your answers</a>, to look at again or to take with you.
          </li>
          <li>
            <a href="/certificate">Your certificate</a>, once every required exercise is solved.
          </li>
          <li>
            <a href="/account">Your account</a>, and how to erase it.
          </li>
        </ul>
      )}
    </div>
  );
}

function standing({ solved, total, awaited, next }: ProgressView, { skills }: HistoryView): string {
  const mastered = skills.filter(({ mastery }) => mastery === "mastered").length;
  const sentences = [solvedSentence(solved, total, next?.isBegun === true)];
  if (awaited > 0) sentences.push(`The result of ${counted(awaited, "exercise")} is still to come.`);
  if (mastered > 0) sentences.push(`You have mastered ${counted(mastered, "skill")}.`);
  return sentences.join(" ");
}

function solvedSentence(solved: number, total: number, isBegun: boolean): string {
  if (total === 0) return "There are no exercises here yet.";
  if (solved === 0 && total === 1) return "You have not solved the one exercise yet.";
  if (solved === 0 && isBegun) return `You have begun, and solved none of the ${total} exercises yet.`;
  if (solved === 0) return `You have solved none of the ${total} exercises yet.`;
  if (solved === total)
    return total === 1 ? "You have solved the one exercise." : `You have solved all ${total} exercises.`;
  return `You have solved ${solved} of ${total} exercises.`;
}

type Standing = Pick<ProgressPageProps, "progress" | "history">;

/** The one button: an exercise that is left, else what is due for review, else what was not read yet. */
function NextThing({ progress: { next, nextToRead }, history: { dueSkills } }: Standing) {
  const [label, address] =
    next !== null
      ? [`${next.isBegun ? "Go on" : "Begin"}: ${next.title}`, placeAddress(next)]
      : dueSkills.length > 0
        ? [`Review ${counted(dueSkills.length, "skill")}`, "/review"]
        : nextToRead !== null
          ? [`Read: ${nextToRead.title}`, placeAddress(nextToRead)]
          : [null, ""];
  if (label === null) return null;
  return (
    <p className="mt-6">
      <a className="button" href={address}>
        {label}
      </a>
    </p>
  );
}

/** Where the reader was last, and what is due, where that is not the next thing already. */
function WhereFrom({ progress: { last, next, lessons }, history }: Standing) {
  const isNext = last !== null && next !== null && placeAddress(last) === placeAddress(next);
  const due = history.dueSkills;
  if ((last === null || isNext) && due.length === 0 && history.nextDue === null) return null;
  return (
    <ul className="progress-links">
      {last === null || isNext ? null : (
        <li>
          You were last at <a href={placeAddress(last)}>{last.title}</a>
          {inLesson(last, lessons)}.
        </li>
      )}
      {due.length > 0 ? (
        <li>
          Due for <a href="/review">review</a>: {listed(due)}.
        </li>
      ) : history.nextDue === null ? null : (
        <li>
          Nothing is due for <a href="/review">review</a> before {shortDate(history.nextDue)}.
        </li>
      )}
    </ul>
  );
}

/** ", in By hand": a section's or an exercise's title says little by itself. */
function inLesson({ lesson, title }: LessonPlace, lessons: ProgressView["lessons"]): string {
  const own = lessons.find(({ slug }) => slug === lesson)?.title;
  return own === undefined || own === title ? "" : `, in ${own}`;
}

function WhoseWork({ kind }: { readonly kind: Viewer["kind"] }) {
  if (kind === "user") return null;
  return kind === "guest" ? (
    <p className="mt-6">
      This browser keeps your work for you. <a href="/signup?to=%2Fprogress">Make an account</a> or{" "}
      <a href="/signin?to=%2Fprogress">sign in</a>, and it is yours on every device. What you have done in both is put
      together: the best result counts.
    </p>
  ) : (
    <p className="mt-6">
      Your first answer starts it, with or without an account. Have you worked here before?{" "}
      <a href="/signin?to=%2Fprogress">Sign in</a> to see it.
    </p>
  );
}
