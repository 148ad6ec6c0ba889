import type { CourseExercise } from "#lib/progress/certificate.ts";
import type { CertificateStanding } from "#lib/progress/select-certificate-standing.ts";
import { AccountForm, type Leaving } from "../form/account-form.tsx";
import type { FormAction } from "../form/form-state.ts";
import { lessonPath } from "../lesson/lesson-path.ts";
import { certificatePath } from "./certificate-page.tsx";
import { Day } from "./day.tsx";

export const standingsPath = "/certificate";

interface StandingsPageProps {
  /** One for each course; null: nobody is signed in. */
  readonly standings: readonly CertificateStanding[] | null;
  /** Name of the account. */
  readonly name: string | null;
  readonly origin: string;
  readonly issue: FormAction<Leaving>;
}

/** What is left to do for a certificate, the form that makes one, or the one that was made. */
export function StandingsPage({ standings, name, origin, issue }: StandingsPageProps) {
  return (
    <div className="column">
      <h1 className="page-title">Certificate</h1>
      <p className="lede mt-4">
        Whoever has solved every required exercise of a course can have that written down: a page to print, at an
        address that anybody can check.
      </p>
      {standings === null ? <NeedsAccount /> : null}
      {standings?.length === 0 ? <p className="mt-6">There is no course here yet.</p> : null}
      {standings?.map((standing) => (
        <section key={standing.course.slug} className="mt-10" aria-labelledby={`course-${standing.course.slug}`}>
          <h2 id={`course-${standing.course.slug}`} className="text-heading font-semibold">
            {standing.course.title}
          </h2>
          <Standing standing={standing} name={name} origin={origin} issue={issue} />
        </section>
      ))}
    </div>
  );
}

function NeedsAccount() {
  const to = `?to=${encodeURIComponent(standingsPath)}`;
  return (
    <>
      <p className="mt-6">
        A certificate stands by a name, so it needs an account. What you have solved as a guest moves into it.
      </p>
      <p className="submission-foot">
        <a className="button" href={`/signup${to}`}>
          Make an account
        </a>
        <a href={`/signin${to}`}>Sign in</a>
      </p>
    </>
  );
}

interface StandingProps extends Omit<StandingsPageProps, "standings"> {
  readonly standing: CertificateStanding;
}

function Standing({ standing: { course, certificate, decision, required }, name, origin, issue }: StandingProps) {
  if (certificate !== null) return <Held certificate={certificate} origin={origin} />;
  if (decision.mayIssue)
    return (
      <>
        <p className="mt-3">
          {required === 1 ? "The one required exercise is" : `All ${required} required exercises are`} solved. The page
          will show the name below, the course with its revision, the date and the list of what you have solved, to
          whoever has its address. It says that nobody watched while it was done.
        </p>
        <AccountForm
          action={issue}
          address={standingsPath}
          hidden={{ course: course.slug }}
          submitLabel="Make my certificate"
          fields={[
            {
              name: "name",
              id: `name-${course.slug}`,
              label: "Your name, as it should be written",
              type: "text",
              autoComplete: "name",
              hint: "It cannot be changed afterwards.",
              initial: name ?? "",
            },
          ]}
        />
      </>
    );
  if (decision.reason === "nothing-required")
    return <p className="mt-3">This course requires no exercise, so there is no certificate for it.</p>;
  const { left, awaited } = decision;
  const solved = required - left.length - awaited.length;
  return (
    <>
      <p className="mt-3">
        {solved} of {required} required {required === 1 ? "exercise" : "exercises"} solved.
      </p>
      <Exercises title="Left to solve" exercises={left} />
      <Exercises title="Handed in, and the result is not shown yet" exercises={awaited} />
    </>
  );
}

function Held({
  certificate: { code, name, issuedAt, revoked },
  origin,
}: {
  readonly certificate: NonNullable<CertificateStanding["certificate"]>;
  readonly origin: string;
}) {
  if (revoked !== null)
    return (
      <p className="mt-3">
        Your certificate, made on <Day at={issuedAt} />, was revoked by an admin on <Day at={revoked.at} />. The reason
        given: {revoked.reason}
      </p>
    );
  return (
    <>
      <p className="mt-3">
        Made on <Day at={issuedAt} /> for {name}. Whoever you give this address to can see it:
      </p>
      <p className="mt-3 sans text-small">
        <a href={certificatePath(code)}>{origin + certificatePath(code)}</a>
      </p>
    </>
  );
}

function Exercises({ title, exercises }: { readonly title: string; readonly exercises: readonly CourseExercise[] }) {
  if (exercises.length === 0) return null;
  return (
    <>
      <h3 className="mt-5">{title}</h3>
      <ul className="certificate-left">
        {exercises.map((exercise) => (
          <li key={exercise.slug}>
            <a href={lessonPath(exercise.lesson)}>{exercise.title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
