import type { SegmentView } from "#lib/content/open-lesson.ts";

type ClosedSegment = Extract<SegmentView, { access: "closed" }>;

interface GateProps {
  readonly segment: ClosedSegment;
  /** Path of the lesson. */
  readonly lesson: string;
  /** The address of whoever is signed in. */
  readonly email: string | null;
}

/** Where a closed part begins: the text ends, and this says what follows, what opens it, and why it is closed here. */
export function Gate({ segment, lesson, email }: GateProps) {
  const { outline, levels, ordinal } = segment;
  const id = outline.headings[0]?.id ?? `part-${ordinal}`;
  const back = encodeURIComponent(`${lesson}#${id}`);
  return (
    <section id={id} className="gate" aria-labelledby={`gate-${ordinal}`}>
      <h2 id={`gate-${ordinal}`}>This part needs the level {alternatives(levels.map(({ name }) => name))}</h2>
      <p>What follows here, {sizeOf(segment)}:</p>
      <ul className="gate-headings">
        {outline.headings.map(({ id: heading, depth, number, text }) => (
          // The contents point at each of them; the first one's place is the panel itself.
          <li key={heading} id={heading === id ? undefined : heading} data-depth={depth}>
            <span className="heading-number">{number}</span> <span className="gate-heading">{text}</span>
          </li>
        ))}
      </ul>
      {levels.map(({ slug, name, description }) => (
        <p key={slug}>
          <strong>{name}.</strong> {description} <a href={`/levels#${slug}`}>How to get it</a>
        </p>
      ))}
      <p className="gate-reason">{reasonFor(segment, email)}</p>
      {email === null ? (
        <p className="gate-actions">
          <a className="button" href={`/signin?to=${back}`}>
            Sign in
          </a>
          <a href={`/signup?to=${back}`}>Make an account</a>
        </p>
      ) : null}
    </section>
  );
}

/** Why it is closed for this person, from the decision itself. */
function reasonFor({ decision, levels }: ClosedSegment, email: string | null): string {
  if (!decision.signedIn || email === null)
    return "You are not signed in. If you hold the level already, sign in, and you are back at this place.";
  const nameOf = (slug: string) => levels.find((level) => level.slug === slug)?.name ?? slug;
  const held = levels.length === 1 ? "this level" : "any of these levels";
  const ended = decision.lapsed.map(({ level, endedAt }) => ` Your level ${nameOf(level)} ended on ${dayOf(endedAt)}.`);
  return `You are signed in as ${email}, and this account does not hold ${held} now.${ended.join("")} What you have solved stays yours.`;
}

function sizeOf({ outline: { minutes, exercises } }: ClosedSegment): string {
  const reading = `about ${minutes} ${minutes === 1 ? "minute" : "minutes"} of reading`;
  if (exercises === 0) return reading;
  return `${reading} and ${exercises} ${exercises === 1 ? "exercise" : "exercises"}`;
}

/** "Member", "Member or Pro", "Member, Pro or Team". */
export function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

/** "3 November 2026 (UTC)": grants begin and end by UTC. */
export function dayOf(date: Date): string {
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })} (UTC)`;
}
