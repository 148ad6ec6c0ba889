import type { LessonPlace } from "#lib/progress/progress-view.ts";
import { type Mastery, masteredAfter, type SkillProgress } from "#lib/progress/skills.ts";
import { ScrollRegion } from "../lesson/scroll-region.tsx";
import { ChartInView } from "./chart-in-view.tsx";
import { counted } from "./count-words.ts";
import { placeAddress } from "./place-link.ts";
import { shortDate } from "./short-date.ts";

interface SkillMultiplesProps {
  readonly skills: readonly SkillProgress[];
  /** Names of those that are due for review. */
  readonly due: readonly string[];
  readonly next: LessonPlace | null;
}

const masteryWords = {
  mastered: "mastered",
  "on-the-way": "on the way",
  "to-practise": "to practise",
} satisfies Record<Mastery, string>;

/** A small drawing for each skill that was tried, all on one scale, and the rule by which a skill is mastered. */
export function SkillMultiples({ skills, due, next }: SkillMultiplesProps) {
  return (
    <section className="progress-part" aria-labelledby="skills">
      <h2 id="skills">Skills</h2>
      {skills.length === 0 ? (
        <p>
          No skill is practised yet. Each answer practises one or two: the chain rule, say, or a local derivative.{" "}
          {next === null ? null : (
            <>
              Begin with <a href={placeAddress(next)}>{next.title}</a>.
            </>
          )}
        </p>
      ) : (
        <>
          <p className="chart-finding">{findingOf(skills)}</p>
          <ul className="skill-multiples">
            {skills.map((skill) => (
              <Skill key={skill.slug} skill={skill} isDue={due.includes(skill.name)} />
            ))}
          </ul>
          <SkillTable skills={skills} due={due} />
        </>
      )}
      <p className="progress-rule">
        The rule: a skill is mastered when the last three first tries were right. A first try is the first answer to a
        blank, in one set of numbers, that could be read; those after it count for the exercise, not for the skill.
      </p>
    </section>
  );
}

function findingOf(skills: readonly SkillProgress[]): string {
  const mastered = skills.filter(({ mastery }) => mastery === "mastered").length;
  const weakest = skills.filter(({ mastery }) => mastery === "to-practise");
  const [first] = weakest.toSorted((a, b) => a.right / a.tries.length - b.right / b.tries.length);
  const stand = `${mastered === 0 ? "None" : mastered} of ${counted(skills.length, "skill")} practised ${mastered === 1 ? "is" : "are"} mastered`;
  return first === undefined ? `${stand}.` : `${stand}; ${first.name} needs practice most.`;
}

interface SkillProps {
  readonly skill: SkillProgress;
  readonly isDue: boolean;
}

function Skill({ skill: { name, tries, right, mastery, review }, isDue }: SkillProps) {
  return (
    <li>
      <h3>{name}</h3>
      <p className="skill-state" data-mastery={mastery}>
        {masteryWords[mastery]}
      </p>
      <div aria-hidden="true">
        <ChartInView chart={{ kind: "tries", tries, counted: masteredAfter }} />
      </div>
      <p className="skill-numbers">
        {right} of {counted(tries.length, "first try", "first tries")} right
        <span className="sr-only">; the last: {lastOnes(tries)}</span>
      </p>
      <p className="skill-numbers">{isDue ? "due for review" : `again from ${shortDate(review.due)}`}</p>
    </li>
  );
}

function SkillTable({ skills, due }: Pick<SkillMultiplesProps, "skills" | "due">) {
  return (
    <details className="chart-table">
      <summary>The same as a table</summary>
      <ScrollRegion label="Skills, by their first tries">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Skill</th>
              <th scope="col">State</th>
              <th scope="col" className="text-right">
                Right
              </th>
              <th scope="col">Last three</th>
              <th scope="col">Review from</th>
            </tr>
          </thead>
          <tbody>
            {skills.map(({ slug, name, mastery, right, tries, review }) => (
              <tr key={slug}>
                <th scope="row" className="font-normal">
                  {name}
                </th>
                <td className="whitespace-nowrap">{masteryWords[mastery]}</td>
                <td className="text-right whitespace-nowrap">
                  {right} of {tries.length}
                </td>
                <td className="whitespace-nowrap">{lastOnes(tries)}</td>
                <td className="whitespace-nowrap">{due.includes(name) ? "now" : shortDate(review.due)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}

function lastOnes(tries: readonly boolean[]): string {
  return tries
    .slice(-masteredAfter)
    .map((isRight) => (isRight ? "right" : "wrong"))
    .join(", ");
}
