import type { CourseView } from "#lib/content/queries.ts";
import type { ProgressView } from "#lib/progress/progress-view.ts";
import { DepthSlider } from "../lab/depth-slider.tsx";
import { placeAddress } from "../progress/place-link.ts";
import { CourseContents } from "./course-contents.tsx";

interface HomePageProps {
  readonly courses: readonly CourseView[];
  /** Null where nobody's work is known. */
  readonly progress: ProgressView | null;
  readonly depth: number;
}

/** What the course promises, the figure that shows why it is needed, and its contents. */
export function HomePage({ courses, progress, depth }: HomePageProps) {
  const [first, ...others] = courses;
  if (first === undefined)
    return (
      <div className="column">
        <h1 className="page-title">No course is published here yet</h1>
        <p className="mt-6">Nothing of yours is missing. Come back when this site's operator has published one.</p>
      </div>
    );
  return (
    <div className="home">
      <header>
        <p className="eyebrow">{first.title}</p>
        <h1 className="page-title">{first.promise}</h1>
      </header>
      {progress === null || (progress.solved === 0 && progress.last === null) ? null : (
        <WhereYouAre progress={progress} />
      )}
      <DepthSlider initialDepth={depth} />
      <CourseContents course={first} progress={progress} />
      {others.map((course) => (
        <div key={course.slug}>
          <p className="page-title">{course.title}</p>
          <p className="lede">{course.promise}</p>
          <CourseContents course={course} progress={progress} />
        </div>
      ))}
    </div>
  );
}

function WhereYouAre({ progress: { solved, total, next, last } }: { readonly progress: ProgressView }) {
  const isNext = last !== null && next !== null && placeAddress(last) === placeAddress(next);
  return (
    <p className="where-you-are">
      {solved === 0 ? null : `You have solved ${solved} of ${total} exercises. `}
      {last === null || isNext ? null : (
        <>
          You were last at <a href={placeAddress(last)}>{last.title}</a>.{" "}
        </>
      )}
      {next === null ? null : (
        <>
          {isNext ? "Go on" : "Next"}: <a href={placeAddress(next)}>{next.title}</a>.
        </>
      )}
    </p>
  );
}
