import type { PartState } from "#lib/progress/progress-view.ts";
import { PartMark } from "../progress/part-mark.tsx";

/** A line of the contents: a section, whether it can be read here, and how its exercises stand. */
export interface OutlineLine {
  readonly id: string;
  readonly depth: 2 | 3;
  readonly number: string;
  readonly text: string;
  readonly isOpen: boolean;
  /** On the last line of a part: how far whoever asks is with it. */
  readonly part: PartState;
  /** Exercises of the section and how many of them are solved; null where it has none or nobody's progress is known. */
  readonly exercises: { readonly solved: number; readonly total: number } | null;
}

/** The contents of a lesson: beside the text where there is room, before it where there is not. */
export function CourseOutline({ lines }: { readonly lines: readonly OutlineLine[] }) {
  // With one mark at its very end, it is about the whole lesson.
  const isLong = lines.slice(0, -1).some(({ part, isOpen }) => part !== null || !isOpen);
  return (
    <nav className="lesson-contents" aria-labelledby="contents">
      <p id="contents" className="contents-title">
        In this lesson
      </p>
      <ol>
        {lines.map(({ id, depth, number, text, isOpen, part, exercises }) => (
          <li key={id} data-depth={depth} data-closed={isOpen ? undefined : ""}>
            <a href={`#${id}`}>
              <span className="contents-number">{number}</span>{" "}
              <span>
                {text} {isOpen ? null : <span className="contents-mark">(for members)</span>}
                {exercises === null ? null : <ExerciseMark {...exercises} />}
              </span>
            </a>
            {part === null ? null : (
              <p className="contents-part">
                {isLong ? "Up to here" : "This lesson"}: <PartMark state={part} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function ExerciseMark({ solved, total }: { readonly solved: number; readonly total: number }) {
  const isDone = solved === total;
  return (
    <span className="contents-mark" data-done={isDone ? "" : undefined}>
      {isDone ? (
        <>
          <svg aria-hidden="true" viewBox="0 0 20 20" width="13" height="13">
            <path d="M3.5 10.5l4.2 4.3L16.5 4.6" fill="none" stroke="currentColor" strokeWidth="2.5" />
          </svg>{" "}
          solved
        </>
      ) : (
        `${solved} of ${total} solved`
      )}
    </span>
  );
}
