import type { CourseView, LessonCard } from "#lib/content/queries.ts";
import { lessonState, type ProgressView } from "#lib/progress/progress-view.ts";

interface CourseContentsProps {
  readonly course: CourseView;
  /** Null where nobody's work is known. */
  readonly progress: ProgressView | null;
}

/** The lessons as the contents of a book: number, title, what it promises, what is free, and how far this person is. */
export function CourseContents({ course, progress }: CourseContentsProps) {
  return (
    <section className="course" aria-labelledby={course.slug}>
      <h2 id={course.slug}>Contents</h2>
      <ol>
        {course.lessons.map((lesson) => (
          <li key={lesson.slug}>
            <span className="course-number">{lesson.number}</span>
            <div>
              <h3>
                <a href={`/lessons/${lesson.slug}`}>{lesson.title}</a>
              </h3>
              <p>{lesson.promise}</p>
              <p className="course-facts">{factsOf(lesson, progress)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** "14 minutes · 2 exercises · free up to section 6 · 1 of 2 solved" */
function factsOf({ slug, minutes, segments, exercises }: LessonCard, progress: ProgressView | null): string {
  const facts = [`${minutes} ${minutes === 1 ? "minute" : "minutes"}`];
  if (exercises.length > 0) facts.push(`${exercises.length} ${exercises.length === 1 ? "exercise" : "exercises"}`);
  facts.push(freePart(segments));
  const lesson = progress?.lessons.find((each) => each.slug === slug);
  const own = lesson?.exercises ?? [];
  const solved = own.filter(({ solvedAt }) => solvedAt !== null).length;
  if (own.some(({ solvedBlanks }) => solvedBlanks > 0)) facts.push(`${solved} of ${own.length} solved`);
  const state = lesson === undefined ? null : lessonState(lesson);
  if (state !== null) facts.push(state);
  return facts.join(" · ");
}

function freePart(segments: LessonCard["segments"]): string {
  const isFree = ({ levels }: LessonCard["segments"][number]) => levels.length === 0;
  if (segments.every(isFree)) return "free";
  if (!segments.some(isFree)) return "for members";
  const closed = segments.find((segment) => !isFree(segment))?.outline.headings[0];
  return closed === undefined ? "partly free" : `free up to section ${closed.number}`;
}
