import {
  type ExerciseProgress,
  type LessonProgress,
  lessonState,
  type PartProgress,
} from "#lib/progress/progress-view.ts";
import { exerciseId } from "../exercise/exercise-sheet.tsx";
import { lessonPath } from "../lesson/lesson-path.ts";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { PartMark } from "./part-mark.tsx";

/** What is done of each lesson, and by which rule. */
export function LessonsDone({ lessons }: { readonly lessons: readonly LessonProgress[] }) {
  if (lessons.length === 0) return null;
  return (
    <section className="progress-part" aria-labelledby="lessons">
      <h2 id="lessons">Lessons</h2>
      {lessons.map((lesson) => (
        <Lesson key={lesson.slug} lesson={lesson} />
      ))}
      <p className="progress-rule">
        The rule: a part of a lesson is done when its required exercises are solved, which means every blank of them, in
        one go or in several. Who comes to its end has read it; reading alone makes nothing done.
      </p>
    </section>
  );
}

function Lesson({ lesson }: { readonly lesson: LessonProgress }) {
  const { slug, title, number, parts, exercises } = lesson;
  const state = lessonState(lesson);
  return (
    <section className="lesson-done" aria-labelledby={`progress-${slug}`}>
      <h3 id={`progress-${slug}`}>
        <span className="heading-number">{number}</span> <a href={lessonPath(slug)}>{title}</a>{" "}
        {state === null ? null : <PartMark state={state} />}
      </h3>
      {parts.length < 2 ? null : (
        <ul className="lesson-parts">
          {parts.map((part) => (
            <li key={part.ordinal}>
              {nameOf(part)}: {part.state === null ? stateless(part) : <PartMark state={part.state} />}
            </li>
          ))}
        </ul>
      )}
      {exercises.length === 0 ? null : (
        <ScrollRegion label={`Exercises of ${title}`} className="mt-2">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Exercise</th>
                <th scope="col" className="text-right">
                  Solved
                </th>
                <th scope="col" className="text-right">
                  Score
                </th>
                <th scope="col" className="text-right">
                  Attempts
                </th>
              </tr>
            </thead>
            <tbody>
              {exercises.map((exercise) => (
                <Exercise key={exercise.slug} lesson={slug} exercise={exercise} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

/** "Sections 1 to 3": the numbers that the lesson prints. */
function nameOf({ ordinal, first, last }: PartProgress): string {
  if (first === null || last === null) return `Part ${ordinal + 1}`;
  const [from, to] = [first.number, last.number].map((number) => number.split(".")[0]);
  return from === to ? `Section ${from}` : `Sections ${from} to ${to}`;
}

function stateless({ isOpen }: PartProgress): string {
  return isOpen ? "not read yet" : "for members";
}

interface ExerciseProps {
  readonly lesson: string;
  readonly exercise: ExerciseProgress;
}

function Exercise({ lesson, exercise }: ExerciseProps) {
  const { slug, title, blanks, solvedBlanks, score, attemptsUsed, solvedAt, isOpen, isRequired, isWithheld } = exercise;
  return (
    <tr>
      <th scope="row" className="font-normal">
        {isOpen ? <a href={`${lessonPath(lesson)}#${exerciseId(slug)}`}>{title}</a> : title}
        {isOpen ? null : <span className="text-quiet"> (for members)</span>}
        {isRequired ? null : <span className="text-quiet"> (optional)</span>}
      </th>
      <td className="text-right whitespace-nowrap">
        {isWithheld ? "to come" : `${solvedBlanks} of ${blanks}`}
        {solvedAt === null ? null : <span className="sr-only">, solved</span>}
      </td>
      <td className="text-right whitespace-nowrap">
        {isWithheld ? "to come" : score === null ? "–" : `${Math.round(score * 100)} %`}
      </td>
      <td className="text-right">{attemptsUsed === 0 ? "–" : attemptsUsed}</td>
    </tr>
  );
}
