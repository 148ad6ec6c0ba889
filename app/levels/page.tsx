import type { Metadata } from "next";
import type { Viewer } from "#lib/accounts/viewer.ts";
import { type LevelWithLessons, selectLevels } from "#lib/content/queries.ts";
import { isInForce } from "#lib/membership/grant.ts";
import { PageFrame } from "../_components/layout/page-frame.tsx";
import { dayOf } from "../_components/lesson/gate.tsx";
import { now } from "../_server/clock.ts";
import { currentViewer, emailOf, headerViewer } from "../_server/viewer.ts";

export const metadata: Metadata = { title: "Levels", description: "What each level opens, and how to get one." };

/** Said aloud, since the database is asked beside the cookie and there is none at build. */
export const dynamic = "force-dynamic";

/** What each level opens, whether this person holds it, and how it is got. */
export default async function LevelsPage() {
  const [viewer, levels] = await Promise.all([currentViewer(), selectLevels()]);
  return (
    <PageFrame viewer={headerViewer(viewer)} path="/levels">
      <div className="column">
        <h1 className="page-title">Levels</h1>
        <p className="lede mt-4">
          A part that needs a level names it where it begins; any one of the levels named there opens it. Everything
          else is free to read.
        </p>
        {levels.length === 0 ? <p className="mt-8">No level is set up on this site: everything is open.</p> : null}
        {levels.map((level) => (
          <Level key={level.slug} level={level} viewer={viewer} at={now()} />
        ))}
        <section className="mt-12" aria-labelledby="getting">
          <h2 id="getting" className="text-heading font-semibold">
            How to get one
          </h2>
          <p className="mt-3">
            Nothing is for sale here. Levels are given by the person who runs this site, to an account: make one, then
            ask them for the level with the address of your account. From then on the parts it opens are there, on the
            next page you load.
          </p>
          <HowToAsk email={emailOf(viewer)} />
        </section>
      </div>
    </PageFrame>
  );
}

function HowToAsk({ email }: { readonly email: string | null }) {
  if (email === null)
    return (
      <p className="mt-6">
        <a className="button" href="/signup?to=%2Flevels">
          Make an account
        </a>
      </p>
    );
  return (
    <p className="mt-3">
      The address of your account is <strong className="font-semibold">{email}</strong>.
    </p>
  );
}

interface LevelProps {
  readonly level: LevelWithLessons;
  readonly viewer: Viewer;
  readonly at: Date;
}

function Level({ level, viewer, at }: LevelProps) {
  return (
    <section id={level.slug} className="mt-10 border-t border-boundary pt-5" aria-labelledby={`level-${level.slug}`}>
      <h2 id={`level-${level.slug}`} className="text-heading font-semibold">
        {level.name}
      </h2>
      <p className="mt-2">{level.description}</p>
      <p className="mt-2">{standing(level.slug, viewer, at)}</p>
      {level.opens.map(({ lesson, title, headings }) => (
        <div key={lesson} className="mt-5">
          <h3>
            Opens in <a href={`/lessons/${lesson}`}>{title}</a>
          </h3>
          <ul className="mt-1 text-quiet">
            {headings.map((heading) => (
              <li key={heading}>{heading}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** Whether this person holds it, and until when. */
function standing(level: string, viewer: Viewer, at: Date): string {
  if (viewer.kind !== "user") return "";
  if (viewer.role !== "learner") return "Your role opens everything, whatever its level.";
  const held = viewer.grants.filter((grant) => grant.level === level && isInForce(grant, at));
  if (held.length === 0) return "You do not hold it now.";
  const ends = held.map(({ endsAt }) => endsAt);
  const latest = ends.includes(null) ? null : ends.reduce((a, b) => (a !== null && b !== null && a > b ? a : b), null);
  return latest == null ? "You hold it." : `You hold it until ${dayOf(latest)}.`;
}
